/// Why a line could not be read.
package struct PlainLineError: Error, Hashable, Sendable {
  /// What is wrong.
  package enum Kind: Hashable, Sendable {
    case tooLong(bytesMax: Int)
    case notUTF8
    case cannotRead(errorNumber: Int32)
  }

  /// What is wrong.
  package var kind: Kind
  /// The line, counted from 1.
  package var lineNumber: Int

  init(_ kind: Kind, lineNumber: Int) {
    self.kind = kind
    self.lineNumber = lineNumber
  }
}
