/// JSON's spelling of texts and keys.
enum JSONText {
  /// Adds a text in quotes; controls and bidi controls are escaped, so that any terminal is safe.
  static func append(_ text: String, to output: inout [UInt8]) {
    append(Array(text.utf8)[...], to: &output)
  }

  /// Adds UTF-8 in quotes; bytes that are none become U+FFFD.
  static func append(_ utf8: ArraySlice<UInt8>, to output: inout [UInt8]) {
    output.append(UInt8(ascii: "\""))
    if utf8.allSatisfy(isPlain) {
      output += utf8
    } else {
      for scalar in String(decoding: utf8, as: UTF8.self).unicodeScalars {
        append(scalar, to: &output)
      }
    }
    output.append(UInt8(ascii: "\""))
  }

  /// Adds `"key":`.
  static func appendKey(_ key: String, to output: inout [UInt8]) {
    append(key, to: &output)
    output.append(UInt8(ascii: ":"))
  }

  /// Adds `"key":"text",…`.
  static func appendMembers(_ members: [(String, String)], to output: inout [UInt8]) {
    for (position, (key, text)) in members.enumerated() {
      if position > 0 { output.append(UInt8(ascii: ",")) }
      appendKey(key, to: &output)
      append(text, to: &output)
    }
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    (0x20...0x7E).contains(byte) && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
  }

  private static func append(_ scalar: Unicode.Scalar, to output: inout [UInt8]) {
    switch scalar {
    case "\"": output += "\\\"".utf8
    case "\\": output += "\\\\".utf8
    case "\n": output += "\\n".utf8
    case "\r": output += "\\r".utf8
    case "\t": output += "\\t".utf8
    case let scalar where TextSafety.isHidden(scalar.value):
      let digits = String(scalar.value, radix: 16)
      output += "\\u".utf8
      output += String(repeating: "0", count: max(0, 4 - digits.utf8.count)).utf8
      output += digits.utf8
    default: output += String(scalar).utf8
    }
  }
}
