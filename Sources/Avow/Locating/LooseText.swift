internal import AvowEngine

/// A text as it is compared with words that somebody remembers: without case and accents, with
/// straight quotes, plain hyphens, three dots for `…`, and one space for any run of white space.
struct LooseText {
  /// The comparable form in UTF-8.
  private(set) var bytes: [UInt8] = []
  /// For each of these bytes, the place in the text of the scalar that it comes from.
  private var origins: [UInt32] = []
  private let length: Int

  /// Makes the comparable form of valid UTF-8; O(n).
  init(_ text: [UInt8]) {
    length = text.count
    bytes.reserveCapacity(text.count)
    origins.reserveCapacity(text.count)
    var offset = 0
    for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
      append(scalar, at: UInt32(truncatingIfNeeded: offset))
      offset += UTF8.width(scalar)
    }
  }

  private mutating func append(_ scalar: Unicode.Scalar, at offset: UInt32) {
    if scalar.isASCII, scalar.value > 0x20, scalar != "`" {
      FoldedText.append(scalar, to: &bytes)
    } else if scalar.properties.isWhitespace {
      if bytes.last != UInt8(ascii: " ") { bytes.append(UInt8(ascii: " ")) }
    } else if let plain = Self.plain(scalar) {
      bytes += plain.utf8
    } else {
      FoldedText.append(scalar, to: &bytes)
    }
    while origins.count < bytes.count { origins.append(offset) }
  }

  /// The plain form of a sign that has several, nil for all others.
  private static func plain(_ scalar: Unicode.Scalar) -> String? {
    switch scalar {
    case "“", "”", "„", "‟", "«", "»", "″": "\""
    case "‘", "’", "‚", "‛", "′", "´", "`", "‹", "›": "'"
    case "\u{2010}"..."\u{2015}", "\u{2212}": "-"
    case "…": "..."
    case "\u{AD}", "\u{200B}"..."\u{200D}", "\u{2060}", "\u{FEFF}": ""
    default: nil
    }
  }

  /// The form without space at its ends.
  var trimmed: [UInt8] {
    var result = bytes[...]
    if result.first == UInt8(ascii: " ") { result.removeFirst() }
    if result.last == UInt8(ascii: " ") { result.removeLast() }
    return Array(result)
  }

  /// The bytes of the text that some bytes of the form come from, marks behind them included.
  func source(of range: Range<Int>) -> Range<Int> {
    let start = Int(origins[range.lowerBound])
    var end = range.upperBound
    while end < origins.count, origins[end] == origins[end - 1] { end += 1 }
    return start..<(end < origins.count ? Int(origins[end]) : length)
  }

  /// Whether neither end of a range parts a word.
  func isWhole(_ range: Range<Int>) -> Bool {
    !partsWord(range.lowerBound) && !partsWord(range.upperBound)
  }

  private func partsWord(_ place: Int) -> Bool {
    place > 0 && place < bytes.count && Self.isLetter(bytes[place - 1])
      && Self.isLetter(bytes[place])
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    byte >= 0x80 || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
      || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}
