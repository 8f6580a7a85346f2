internal import Avow

extension Shell {
  /// `.documents DIR` opens a directory; `.documents` tells how its files compare with the dataset.
  mutating func showOrOpenDocuments(_ directory: String?) throws(CommandFailure) {
    if let directory { return try session.open(documents: directory) }
    guard let documents = session.documentSummaries(isCancelled: console.isInterrupted) else {
      throw .dotCommand("no documents are at hand; write .documents and their directory")
    }
    if console.isInterrupted() { throw .interrupted }
    try results.write(
      Listing(documents.map { [$0.name, $0.file, $0.condition, $0.passages] }).text)
  }
}

extension Session {
  /// Opens a directory of documents.
  mutating func open(documents directory: String) throws(CommandFailure) {
    do {
      try openDocuments(in: directory)
    } catch {
      throw .documents(error.message)
    }
  }
}
