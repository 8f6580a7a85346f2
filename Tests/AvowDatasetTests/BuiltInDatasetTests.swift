import AvowDataset
import AvowModel
import AvowTestSupport
import Testing

private let directory = TestFiles.root + "/Datasets/ukraine-guarantees"

@Test func `the dataset opens without a complaint, and everything in it is described`() throws {
  let result = DataPackage.open(directory: directory)
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

@Test func `the schema and the stored columns in the program are those on disk`() throws {
  let builtIn = try Snapshot.database(of: BuiltInDataset.snapshot)
  let onDisk = try #require(DataPackage.open(directory: directory).database)
  // When this fails, the snapshot is stale: run `make snapshot`.
  #expect(builtIn.schema == onDisk.schema)
  #expect(builtIn.digest == onDisk.digest)
  for index in onDisk.schema.relations.indices {
    let columns = zip(builtIn.tables[index].columns, onDisk.tables[index].columns)
    for (built, stored) in columns where stored != nil {
      #expect(built == stored, "\(onDisk.schema.relations[index].name) is stale")
    }
  }
}
