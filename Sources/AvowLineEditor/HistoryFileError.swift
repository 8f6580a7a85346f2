/// Why statements are not kept between sessions.
package struct HistoryFileError: Error, Hashable, Sendable {
  /// What could not be done.
  package enum Kind: Hashable, Sendable {
    case cannotRead
    case cannotWrite
    case notRegularFile
  }

  /// What could not be done.
  package var kind: Kind
  /// The file.
  package var path: String
  /// The system's error number; 0 if the system reported none.
  package var errorNumber: Int32
}
