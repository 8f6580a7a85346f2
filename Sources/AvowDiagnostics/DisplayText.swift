internal import CUnicodeTables

/// A piece of source text made fit for a terminal, with the cells that each byte's character takes.
///
/// Tabs become blanks up to the next multiple of four; control characters, ill-formed bytes and
/// characters that turn the direction of writing become visible, harmless stand-ins.
struct DisplayText {
  /// The characters shown, each with the offset of its first byte in the source.
  private(set) var cells: [Cell] = []
  /// The number of cells taken so far.
  private(set) var width = 0

  /// One shown character.
  struct Cell {
    var text: String
    /// The offset of its first byte.
    var offset: Int
    /// The column of its first cell.
    var column: Int
    var width: Int
  }

  /// Makes the bytes of a range fit to be shown; O(n).
  init(_ bytes: [UInt8], in range: Range<Int>) {
    var offset = range.lowerBound
    while offset < range.upperBound {
      let (scalar, length) = DisplayText.scalar(in: bytes, at: offset, before: range.upperBound)
      append(scalar, at: offset)
      offset += length
    }
  }

  private mutating func append(_ scalar: Unicode.Scalar?, at offset: Int) {
    guard let scalar else {
      append("\u{FFFD}", width: 1, at: offset)
      return
    }
    if scalar == "\t" {
      let blanks = 4 - width % 4
      append(String(repeating: " ", count: blanks), width: blanks, at: offset)
      return
    }
    if let standIn = DisplayText.standIn(for: scalar) {
      append(standIn, width: standIn.unicodeScalars.count, at: offset)
      return
    }
    let width = Int(avow_scalar_width(scalar.value))
    if width == 0, let last = cells.indices.last {
      cells[last].text.unicodeScalars.append(scalar)
    } else {
      append(width == 0 ? "\u{25CC}\(scalar)" : String(scalar), width: max(width, 1), at: offset)
    }
  }

  private mutating func append(_ text: String, width: Int, at offset: Int) {
    cells.append(Cell(text: text, offset: offset, column: self.width, width: width))
    self.width += width
  }

  /// What is shown for a scalar that must not reach a terminal; nil for all others.
  static func standIn(for scalar: Unicode.Scalar) -> String? {
    let value = scalar.value
    if value < 0x20 { return Unicode.Scalar(0x2400 + value).map { String($0) } }
    if value == 0x7F { return "\u{2421}" }
    let isControl = (0x80..<0xA0).contains(value)
    let isDirection =
      (0x200E...0x200F).contains(value) || (0x202A...0x202E).contains(value)
      || (0x2066...0x2069).contains(value) || value == 0x061C
    let isBreak = value == 0x2028 || value == 0x2029
    let isInvisible = value == 0x200B || value == 0x2060 || value == 0xFEFF
    guard isControl || isDirection || isBreak || isInvisible else { return nil }
    return "<U+" + String(value, radix: 16, uppercase: true) + ">"
  }

  /// Returns a text with everything that must not reach a terminal replaced; line breaks too.
  static func harmless(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      if let standIn = standIn(for: scalar) {
        result += standIn
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// Decodes the scalar at an offset; nil, and one byte, when the bytes there are ill-formed.
  static func scalar(
    in bytes: [UInt8], at offset: Int, before end: Int
  ) -> (scalar: Unicode.Scalar?, length: Int) {
    let first = bytes[offset]
    guard first >= 0x80 else { return (Unicode.Scalar(first), 1) }
    var iterator = bytes[offset..<min(offset + 4, end)].makeIterator()
    var decoder = Unicode.UTF8()
    guard case .scalarValue(let scalar) = decoder.decode(&iterator) else { return (nil, 1) }
    return (scalar, UTF8.width(scalar))
  }
}
