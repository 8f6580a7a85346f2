import AvowDataset
import AvowModel
import AvowTestSupport
import Testing

/// The documents of the dataset, which are not part of the repository.
private let documents = TestFiles.root + "/../shared/documents"

@Test(.enabled(if: !TestFiles.names(in: documents).isEmpty))
func `all passages of the dataset stand in its documents as recorded`() throws {
  let package = TestFiles.root + "/Datasets/ukraine-guarantees"
  let database = try #require(DataPackage.open(directory: package).database)
  let folder = try DocumentFolder.open(directory: documents, for: database)
  let evidence = try #require(database.schema.evidence)
  let count = UInt32(database[evidence].rowCount)
  let passages = (0..<count).compactMap { folder.passage(of: $0) }
  #expect(passages.count == Int(count))
  #expect(passages.allSatisfy { $0.state == .asRecorded })
  #expect(passages.allSatisfy { $0.context?.paragraph == $0.recorded.paragraph })
  #expect(folder.takeNotes().isEmpty)
}
