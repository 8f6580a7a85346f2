internal import AvowDiagnostics

/// Looks for what no text file holds: ill-formed UTF-8 and NUL bytes.
enum TextCheck {
  /// The first offending byte and what is wrong with it, nil for a good text; O(n).
  static func firstFault(in bytes: [UInt8]) -> (offset: Int, message: String)? {
    if let zero = bytes.firstIndex(of: 0) { return (zero, "a NUL byte is no text") }
    do throws(UTF8.ValidationError) {
      _ = try UTF8Span(validating: bytes.span)
      return nil
    } catch {
      return (error.byteOffsets.lowerBound, "this is not UTF-8")
    }
  }
}
