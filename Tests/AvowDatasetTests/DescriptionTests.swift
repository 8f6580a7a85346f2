import AvowDataset
import AvowModel
import AvowTestSupport
import Testing

/// What help and completion show of the dataset: a line on each name in it.
private func database() throws -> Database {
  let directory = TestFiles.root + "/Datasets/ukraine-guarantees"
  return try #require(DataPackage.open(directory: directory).database)
}

@Test func `each relation and field of the dataset is described in one line`() throws {
  let schema = try database().schema
  for relation in schema.relations {
    #expect(isLine(relation.description), "\(relation.name)")
    #expect(!relation.title.isEmpty, "\(relation.name)")
    for field in relation.fields {
      #expect(isLine(field.description), "\(relation.name).\(field.name)")
    }
  }
}

@Test func `each closed list and each of its values is described in one line`() throws {
  for enumeration in try database().schema.enumerations {
    #expect(isLine(enumeration.description), "\(enumeration.name)")
    for value in enumeration.values {
      #expect(isLine(value.description), "\(enumeration.name) \(value.name)")
      #expect(!value.label.isEmpty, "\(enumeration.name) \(value.name)")
    }
  }
}

@Test func `each condition of the dataset says in one line what must be so`() throws {
  let database = try database()
  let conditions = try #require(database.schema.conditions)
  #expect(database[conditions].rowCount > 0)
  for row in 0..<UInt32(database[conditions].rowCount) {
    let label = database.label(of: row, in: conditions)
    #expect(label != database.key(of: row, in: conditions))
    #expect((10...90).contains(label.count) && !label.contains("\n"), "\(label)")
  }
}

@Test func `each relation of the dataset lists a few telling columns`() throws {
  for relation in try database().schema.relations {
    #expect((2...6).contains(relation.defaultColumns.count), "\(relation.name)")
    #expect(Set(relation.defaultColumns).count == relation.defaultColumns.count, "\(relation.name)")
  }
}

/// Whether a description is one short sentence.
private func isLine(_ text: String) -> Bool {
  (4...110).contains(text.count) && text.hasSuffix(".") && !text.contains("\n")
}
