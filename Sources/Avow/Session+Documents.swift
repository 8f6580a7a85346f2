internal import AvowDataset
internal import AvowPlan

/// Why a directory does not serve as that of a dataset's documents.
public struct DocumentsError: Error, Hashable, Sendable {
  /// The reason in words.
  public let message: String
}

/// How a document at hand compares with what the dataset recorded of it.
public struct DocumentSummary: Hashable, Sendable {
  /// The id of the document.
  public let name: String
  /// The file within the directory, or the name that the dataset recorded.
  public let file: String
  /// What can be said of the file: `as recorded`, `changed`.
  public let condition: String
  /// What became of the passages in it: `12 passages as recorded, 1 not found`.
  public let passages: String
}

extension Session {
  /// Opens a directory with copies of the documents that evidence lies in.
  ///
  /// - Throws: Why the directory does not serve; the one opened before stays.
  public mutating func openDocuments(in directory: String) throws(DocumentsError) {
    do {
      documents = try DocumentFolder.open(directory: directory, for: catalog.database)
    } catch {
      throw DocumentsError(message: error.message)
    }
  }

  /// Compares the documents at hand with what was recorded, which reads them all; nil where no
  /// directory was opened.
  public func documentSummaries(
    isCancelled: () -> Bool = { false }
  ) -> [DocumentSummary]? {
    documents?.reports(isCancelled: isCancelled).map { report in
      DocumentSummary(
        name: report.key, file: report.file ?? "", condition: report.condition,
        passages: report.counts.words)
    }
  }

  /// What is to be said of documents that were looked into since the last call and have changed or
  /// cannot be read; each is told once.
  public func takeDocumentNotes() -> [String] { documents?.takeNotes() ?? [] }
}
