extension JSONReader {
  /// Reads `uXXXX`, or two of them with a backslash between for one character beyond U+FFFF.
  static func scalar(_ bytes: [UInt8], _ offset: inout Int) -> UnicodeScalar? {
    guard let unit = unit(bytes, &offset) else { return nil }
    if let scalar = UnicodeScalar(unit) { return scalar }
    guard (0xD800...0xDBFF).contains(unit), offset < bytes.count,
      bytes[offset] == UInt8(ascii: "\\")
    else { return nil }
    offset += 1
    guard let low = self.unit(bytes, &offset), (0xDC00...0xDFFF).contains(low) else { return nil }
    return UnicodeScalar((UInt32(unit) - 0xD800) << 10 + UInt32(low) - 0xDC00 + 0x10000)
  }

  private static func unit(_ bytes: [UInt8], _ offset: inout Int) -> UInt16? {
    guard offset + 5 <= bytes.count, bytes[offset] == UInt8(ascii: "u") else { return nil }
    var unit: UInt16 = 0
    for byte in bytes[(offset + 1)..<(offset + 5)] {
      guard let digit = hexadecimal(byte) else { return nil }
      unit = unit << 4 | UInt16(digit)
    }
    offset += 5
    return unit
  }

  private static func hexadecimal(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }

  /// The text of a string's bytes that were read before and hold escapes.
  static func unescaped(_ raw: ArraySlice<UInt8>) -> String {
    let bytes = Array(raw)
    var result = String.UnicodeScalarView()
    var offset = 0
    var plain = 0
    func flush(upTo end: Int) {
      result.append(contentsOf: String(decoding: bytes[plain..<end], as: UTF8.self).unicodeScalars)
    }
    while offset < bytes.count {
      guard bytes[offset] == UInt8(ascii: "\\"), offset + 1 < bytes.count else {
        offset += 1
        continue
      }
      flush(upTo: offset)
      offset += 1
      if let scalar = simple(bytes[offset]) {
        result.append(scalar)
        offset += 1
      } else if let scalar = scalar(bytes, &offset) {
        result.append(scalar)
      } else {
        offset += 1
      }
      plain = offset
    }
    flush(upTo: bytes.count)
    return String(result)
  }

  private static func simple(_ byte: UInt8) -> UnicodeScalar? {
    switch byte {
    case UInt8(ascii: "b"): "\u{8}"
    case UInt8(ascii: "f"): "\u{C}"
    case UInt8(ascii: "n"): "\n"
    case UInt8(ascii: "r"): "\r"
    case UInt8(ascii: "t"): "\t"
    case UInt8(ascii: "u"): nil
    default: UnicodeScalar(byte)
    }
  }
}
