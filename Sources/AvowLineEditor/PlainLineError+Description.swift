internal import Glibc

extension PlainLineError: CustomStringConvertible {
  /// The error in one sentence without a full stop.
  package var description: String {
    switch kind {
    case .tooLong(let bytesMax): "line \(lineNumber) is longer than \(bytesMax) bytes"
    case .notUTF8: "line \(lineNumber) is not UTF-8"
    case .cannotRead(let errorNumber): "cannot read line \(lineNumber): \(reason(errorNumber))"
    }
  }

  private func reason(_ errorNumber: Int32) -> String {
    guard let text = unsafe strerror(errorNumber) else { return "error \(errorNumber)" }
    return unsafe String(cString: text)
  }
}
