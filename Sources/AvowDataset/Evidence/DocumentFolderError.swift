/// Why a directory does not serve as that of a dataset's documents.
package enum DocumentFolderError: Error, Hashable, Sendable {
  /// The directory cannot be read.
  case unreadable(String, FileError)
  /// The dataset names no documents.
  case datasetWithoutDocuments
  /// None of the dataset's documents is in the directory.
  case noDocuments(String, expected: Int, example: String?)

  /// The reason in words.
  package var message: String {
    switch self {
    case .unreadable(let directory, let error):
      error == .missing
        ? "there is no directory \(directory)"
        : "cannot read the directory \(directory): \(error.message)"
    case .datasetWithoutDocuments: "the dataset names no documents"
    case .noDocuments(let directory, let count, let example):
      "\(directory) has none of the \(count) documents"
        + (example.map { "; one would be called \($0)" } ?? "")
    }
  }
}
