import CUnicodeTables

/// Text without regard to case and accents, for `contains`, `like` and the order of labels.
package enum FoldedText {
  /// The folded form, in UTF-8.
  static func fold(_ utf8: some Sequence<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    var rest: [UInt8] = []
    var isASCII = true
    for byte in utf8 {
      if isASCII, byte < 0x80 {
        result.append(lowercased(byte))
      } else {
        isASCII = false
        rest.append(byte)
      }
    }
    guard !isASCII else { return result }
    // Marks fold to nothing; they never change the ASCII text before them.
    for scalar in String(decoding: rest, as: UTF8.self).unicodeScalars {
      append(scalar, to: &result)
    }
    return result
  }

  static func fold(_ text: String) -> [UInt8] { fold(text.utf8) }

  private static func lowercased(_ byte: UInt8) -> UInt8 {
    byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte
  }

  /// Adds the folded form of a scalar in UTF-8, which is nothing for a mark.
  package static func append(_ scalar: Unicode.Scalar, to result: inout [UInt8]) {
    if scalar.isASCII {
      result.append(lowercased(UInt8(truncatingIfNeeded: scalar.value)))
      return
    }
    var folded: (UInt32, UInt32, UInt32, UInt32) = (0, 0, 0, 0)
    // Safety: the tuple has room for the four scalars that the function may write.
    let count = unsafe withUnsafeMutablePointer(to: &folded) { pointer in
      unsafe pointer.withMemoryRebound(to: UInt32.self, capacity: 4) { scalars in
        unsafe avow_scalar_fold(scalar.value, scalars)
      }
    }
    let values = [folded.0, folded.1, folded.2, folded.3]
    for value in values.prefix(Int(max(0, min(count, 4)))) {
      guard let scalar = Unicode.Scalar(value) else { continue }
      result.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }
  }
}
