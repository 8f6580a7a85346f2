internal import CMessageDigest

/// The SHA-256 digest of bytes (FIPS 180-4).
package struct SHA256: Hashable, Sendable {
  private let words: SIMD8<UInt32>

  /// The digest of some bytes; O(n).
  package init(of bytes: Span<UInt8>) {
    let digest = unsafe bytes.withUnsafeBufferPointer { buffer in
      unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Self.length) { digest in
        unsafe avow_sha256(buffer.baseAddress, buffer.count, digest.baseAddress)
        return unsafe Array(digest)
      }
    }
    var words = SIMD8<UInt32>()
    for (position, byte) in digest.enumerated() {
      words[position / 4] = words[position / 4] << 8 | UInt32(byte)
    }
    self.words = words
  }

  /// The digest written as 64 hexadecimal digits in lower case, nil for anything else.
  package init?(_ digits: some Collection<UInt8>) {
    guard digits.count == 64 else { return nil }
    var words = SIMD8<UInt32>()
    for (position, digit) in digits.enumerated() {
      let value: UInt8
      switch digit {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): value = digit - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): value = digit - UInt8(ascii: "a") + 10
      default: return nil
      }
      words[position / 8] = words[position / 8] << 4 | UInt32(value)
    }
    self.words = words
  }

  private static let length = Int(AVOW_SHA256_LENGTH)
}

extension SHA256: CustomStringConvertible {
  /// The digest in 64 hexadecimal digits.
  package var description: String {
    words.indices.map { index in
      let digits = String(words[index], radix: 16)
      return String(repeating: "0", count: 8 - digits.count) + digits
    }.joined()
  }
}
