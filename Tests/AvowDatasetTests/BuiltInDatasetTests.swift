import AvowDataset
import AvowModel
import AvowTestSupport
import Testing

private let directory = "Datasets/ukraine-guarantees"

@Test func `the files in the binary are the files on disk`() throws {
  let builtIn = BuiltInDataset()
  for path in builtIn.paths {
    let bytes = try builtIn.contents(of: path)
    // When this fails, build again; when it fails still, the file is gone.
    #expect(TestFiles.bytes("\(directory)/\(path)") == bytes, "\(path) is stale")
  }
}

@Test func `every file of the package is in the binary`() {
  let tables = TestFiles.names(in: directory + "/data").map { "data/" + $0 }
  let wanted = Set(["datapackage.json", "views.avow"] + tables)
  // A new file is entered in CBuiltInDataset.c.
  #expect(Set(BuiltInDataset().paths) == wanted)
}

@Test func `the dataset in the binary opens without a complaint`() throws {
  let result = DataPackage.open(BuiltInDataset())
  #expect(result.problems.map(\.description) == [])
  let database = try #require(result.database)
  #expect(database.schema.name == "ukraine-guarantees")
  let statements = try #require(database.schema.relation(named: "statements"))
  #expect(database[statements].rowCount > 100)
  for relation in database.schema.relations {
    #expect(!relation.description.isEmpty, "\(relation.name) says what it is")
    for field in relation.fields {
      #expect(!field.description.isEmpty, "\(relation.name).\(field.name) says what it is")
    }
  }
}

@Test func `the dataset opens alike from the binary and from disk`() throws {
  let builtIn = try #require(DataPackage.open(BuiltInDataset()).database)
  let onDisk = DataPackage.open(directory: TestFiles.root + "/" + directory).database
  #expect(builtIn == onDisk)
}
