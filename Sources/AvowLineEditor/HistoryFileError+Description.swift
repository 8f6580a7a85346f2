internal import Glibc

extension HistoryFileError: CustomStringConvertible {
  /// The error in one sentence without a full stop.
  package var description: String {
    switch kind {
    case .cannotRead: "cannot read the history file \(path): \(reason)"
    case .cannotWrite: "cannot write the history file \(path): \(reason)"
    case .notRegularFile: "the history file \(path) is not a regular file"
    }
  }

  private var reason: String {
    guard let text = unsafe strerror(errorNumber) else { return "error \(errorNumber)" }
    return unsafe String(cString: text)
  }
}
