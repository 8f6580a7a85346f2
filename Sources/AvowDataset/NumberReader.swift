internal import AvowDiagnostics
internal import AvowModel

/// Reads exact numbers as Table Schema writes them: `-12.5`, `1e6`, with the field's own marks.
struct NumberReader {
  /// What stands before the fraction.
  var point = UInt8(ascii: ".")
  /// What may stand between groups of digits.
  var groupMark: UInt8?

  /// The number, or a fault that quotes the cell.
  func read(_ cell: ArraySlice<UInt8>) throws(CellFault) -> ExactNumber {
    guard let number = number(cell) else {
      throw CellFault(.badNumber, "\(quoted(cell)) is no number")
    }
    return number
  }

  /// The whole number, or a fault that quotes the cell.
  func readWhole(_ cell: ArraySlice<UInt8>) throws(CellFault) -> ExactNumber {
    guard let number = number(cell), number.isWhole else {
      throw CellFault(.badNumber, "\(quoted(cell)) is no whole number")
    }
    return number
  }

  private func number(_ cell: ArraySlice<UInt8>) -> ExactNumber? {
    guard point != UInt8(ascii: ".") || groupMark != nil else { return Self.number(cell) }
    let plain = cell.compactMap { byte -> UInt8? in
      if byte == groupMark { return nil }
      return byte == point ? UInt8(ascii: ".") : byte
    }
    return Self.number(plain[...])
  }

  /// Digits with an optional sign, point and power of ten.
  private static func number(_ text: ArraySlice<UInt8>) -> ExactNumber? {
    guard let mark = text.firstIndex(where: { $0 | 0x20 == UInt8(ascii: "e") }) else {
      return ExactNumber(text: text)
    }
    guard let mantissa = ExactNumber(text: text[..<mark]),
      let power = ExactNumber(text: text[(mark + 1)...]), power.isWhole,
      let places = Int(exactly: power.mantissa), (-38...38).contains(places)
    else { return nil }
    if places < 0 {
      let scale = mantissa.scale - places
      return scale <= 38 ? ExactNumber(mantissa.mantissa, scale: scale) : nil
    }
    return ExactNumber.powerOfTen(places).flatMap { mantissa.multiplied(by: ExactNumber($0)) }
  }
}
