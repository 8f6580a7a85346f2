/// Shows what a terminal would obey or hide: control characters, bidi controls, line ends.
///
/// A line end becomes `␤`, a tab `\t`, anything else an escape such as `\u{1B}`.
struct TextSafety {
  private let lineEnd: String

  init(_ signs: RenderOptions.Signs) {
    switch signs {
    case .unicode: lineEnd = "␤"
    case .ascii: lineEnd = "\\n"
    }
  }

  /// The text, safe to show.
  func text(_ text: String) -> String {
    var bytes: [UInt8] = []
    append(Array(text.utf8)[...], to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Adds UTF-8, safe to show; bytes that are none become U+FFFD.
  func append(_ utf8: ArraySlice<UInt8>, to output: inout [UInt8]) {
    if utf8.allSatisfy({ (0x20...0x7E).contains($0) }) {
      output += utf8
      return
    }
    var isAfterReturn = false
    for scalar in String(decoding: utf8, as: UTF8.self).unicodeScalars {
      let completesLineEnd = isAfterReturn && scalar == "\n"
      isAfterReturn = scalar == "\r"
      if completesLineEnd { continue }
      if let escape = escape(for: scalar) {
        output += escape.utf8
      } else {
        output += UTF8.encode(scalar).map(Array.init) ?? []
      }
    }
  }

  private func escape(for scalar: Unicode.Scalar) -> String? {
    switch scalar.value {
    case 0x0A, 0x0D: lineEnd
    case 0x09: "\\t"
    case let value where Self.isHidden(value):
      "\\u{\(String(value, radix: 16, uppercase: true))}"
    default: nil
    }
  }

  /// Whether a scalar is a control, a line separator, a bidi control or a byte-order mark.
  static func isHidden(_ value: UInt32) -> Bool {
    switch value {
    case 0...0x1F, 0x7F...0x9F, 0x61C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF:
      true
    default: false
    }
  }
}
