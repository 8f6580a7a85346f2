internal import Glibc

/// Looks for what no text file holds: ill-formed UTF-8 and NUL bytes.
enum TextCheck {
  /// The first offending byte and what is wrong with it, nil for a good text; O(n).
  static func firstFault(in bytes: [UInt8]) -> (offset: Int, message: String)? {
    if let zero = firstZero(in: bytes.span) { return (zero, "a NUL byte is no text") }
    do throws(UTF8.ValidationError) {
      _ = try UTF8Span(validating: bytes.span)
      return nil
    } catch {
      return (error.byteOffsets.lowerBound, "this is not UTF-8")
    }
  }

  private static func firstZero(in bytes: Span<UInt8>) -> Int? {
    // Safety: the search stays within the buffer, and so does what it finds.
    unsafe bytes.withUnsafeBytes { buffer in
      guard let start = buffer.baseAddress, let zero = unsafe memchr(start, 0, buffer.count) else {
        return nil
      }
      return unsafe UnsafeRawPointer(zero) - start
    }
  }
}
