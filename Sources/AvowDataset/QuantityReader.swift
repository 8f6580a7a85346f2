internal import AvowDiagnostics
internal import AvowModel

/// Reads quantities: `280 bn USD`, `> 280 bn USD`, `[5..10] bn USD`, `$1.5bn`, `15 countries`.
///
///     quantity = [ comparison ] [ unit ] ( number | "[" [ number ] ".." [ number ] "]" )
///                [ scale ] [ unit ]
///
/// The unit stands on one side; a scale is read before a unit.
struct QuantityReader {
  private let units: UnitTable
  /// The dimension that the field is of, nil for any.
  private let dimension: DimensionID?
  private var rest: ArraySlice<UInt8> = []

  /// The number of zeros of each scale.
  private static let scales: [(word: String, zeros: Int)] = [
    ("thousand", 3), ("k", 3), ("million", 6), ("mn", 6), ("m", 6), ("billion", 9), ("bn", 9),
    ("trillion", 12), ("tn", 12),
  ]

  init(units: UnitTable, dimension: DimensionID?) {
    self.units = units
    self.dimension = dimension
  }

  /// The range and its unit.
  func read(_ cell: ArraySlice<UInt8>) throws(CellFault) -> (NumberRange, UnitID) {
    var reader = self
    reader.rest = cell
    do throws(CellFault) {
      return try reader.quantity(cell)
    } catch {
      var fault = error
      if fault.hint == nil { fault.hint = .amount(advice(cell)) }
      throw fault
    }
  }

  private func advice(_ cell: ArraySlice<UInt8>, unit: String? = nil) -> QuantityAdvice {
    QuantityAdvice(
      units: units, dimension: dimension,
      cell: String(decoding: cell.trimmed.prefix(200), as: UTF8.self), unit: unit)
  }

  private mutating func quantity(
    _ cell: ArraySlice<UInt8>
  ) throws(CellFault) -> (NumberRange, UnitID) {
    rest = cell.trimmed
    let comparison = try takeComparison()
    rest = rest.trimmed
    let prefix = takeWhile { !Self.startsNumber($0) }.trimmed
    var range = try takeNumbers(cell)
    if let comparison {
      guard let number = range.exact else {
        throw CellFault(.badQuantity, "\(quoted(cell)) compares with a range")
      }
      range = comparison.range(from: number)
    }
    range = try scaled(range)
    rest = rest.trimmed
    guard prefix.isEmpty || rest.isEmpty else {
      // Words such as "up to" before a number are not half of the trouble with its unit.
      let word = String(decoding: prefix.prefix(200), as: UTF8.self)
      guard units.unit(spelled: word) == nil else {
        throw CellFault(.badQuantity, "\(quoted(cell)) has two units", at: rest.range)
      }
      throw CellFault(
        .badQuantity, "\(quoted(prefix)) before the number is no unit", at: prefix.range)
    }
    let unit = try unit(prefix.isEmpty ? rest : prefix, in: cell)
    guard range.isPossible else {
      throw CellFault(
        .badQuantity, "\(quoted(cell)) ends before it begins",
        hint: "write the lower end first")
    }
    return (range, unit)
  }

  private enum Comparison {
    case above, below, atLeast, atMost

    func range(from number: ExactNumber) -> NumberRange {
      switch self {
      case .above: NumberRange(lower: .open(number), upper: .absent)
      case .below: NumberRange(lower: .absent, upper: .open(number))
      case .atLeast: NumberRange(lower: .closed(number), upper: .absent)
      case .atMost: NumberRange(lower: .absent, upper: .closed(number))
      }
    }
  }

  private mutating func takeComparison() throws(CellFault) -> Comparison? {
    switch rest.first {
    case UInt8(ascii: ">"):
      rest.removeFirst()
      return take(UInt8(ascii: "=")) ? .atLeast : .above
    case UInt8(ascii: "<"):
      rest.removeFirst()
      return take(UInt8(ascii: "=")) ? .atMost : .below
    case UInt8(ascii: "~"):
      throw CellFault(
        .badQuantity, "a quantity is a range, not \"about\"", at: rest.range)
    case .some, nil: return nil
    }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard rest.first == byte else { return false }
    rest.removeFirst()
    return true
  }

  private mutating func takeWhile(_ isTaken: (UInt8) -> Bool) -> ArraySlice<UInt8> {
    let taken = rest.prefix(while: isTaken)
    rest = rest[taken.endIndex...]
    return taken
  }

  private static func startsNumber(_ byte: UInt8) -> Bool {
    isDigit(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "[")
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  private mutating func takeNumbers(_ cell: ArraySlice<UInt8>) throws(CellFault) -> NumberRange {
    guard take(UInt8(ascii: "[")) else { return NumberRange(try takeNumber(cell)) }
    let low = try takeEnd(cell)
    guard take(UInt8(ascii: ".")), take(UInt8(ascii: ".")) else {
      throw CellFault(.badQuantity, "\(quoted(cell)): a range reads [5..10]", at: rest.range)
    }
    let high = try takeEnd(cell)
    guard take(UInt8(ascii: "]")), low != .absent || high != .absent else {
      throw CellFault(.badQuantity, "\(quoted(cell)): a range reads [5..10]", at: rest.range)
    }
    return NumberRange(lower: low, upper: high)
  }

  private mutating func takeEnd(_ cell: ArraySlice<UInt8>) throws(CellFault) -> NumberRange.Bound {
    rest = rest.trimmed
    guard let next = rest.first, next != UInt8(ascii: "."), next != UInt8(ascii: "]") else {
      return .absent
    }
    let number = try takeNumber(cell)
    rest = rest.trimmed
    return .closed(number)
  }

  private mutating func takeNumber(_ cell: ArraySlice<UInt8>) throws(CellFault) -> ExactNumber {
    let start = rest
    _ = take(UInt8(ascii: "-"))
    _ = takeWhile(Self.isDigit)
    // Two points belong to a range, one to the number.
    let next = rest.index(rest.startIndex, offsetBy: 1, limitedBy: rest.endIndex) ?? rest.endIndex
    if rest.first == UInt8(ascii: "."), next < rest.endIndex, Self.isDigit(rest[next]) {
      rest.removeFirst()
      _ = takeWhile(Self.isDigit)
    }
    guard let number = ExactNumber(text: start[..<rest.startIndex]) else {
      throw CellFault(.badQuantity, "\(quoted(cell)) is no quantity")
    }
    if rest.first == UInt8(ascii: ",") {
      throw CellFault(
        .badQuantity, "\(quoted(cell)): numbers have no comma", at: rest.prefix(1).range)
    }
    return number
  }

  /// Reads a scale if one is next; both ends take it.
  private mutating func scaled(_ range: NumberRange) throws(CellFault) -> NumberRange {
    rest = rest.trimmed
    let word = rest.prefix { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0 | 0x20) }
    let spelled = String(decoding: word.prefix(10), as: UTF8.self).lowercased()
    guard let scale = Self.scales.first(where: { $0.word == spelled }) else { return range }
    rest = rest[word.endIndex...]
    guard let power = ExactNumber.powerOfTen(scale.zeros),
      let result = range.multiplied(by: ExactNumber(power))
    else { throw CellFault(.badQuantity, "the quantity is too large", at: word.range) }
    return result
  }

  private func unit(
    _ spelling: ArraySlice<UInt8>, in cell: ArraySlice<UInt8>
  ) throws(CellFault) -> UnitID {
    guard !spelling.isEmpty else {
      throw CellFault(.badQuantity, "\(quoted(cell)) has no unit", hint: example)
    }
    let text = String(decoding: spelling.prefix(200), as: UTF8.self)
    guard let unit = units.unit(spelled: text) else {
      throw CellFault(
        .badQuantity, "no unit is called \(quoted(spelling))", at: spelling.range,
        hint: .amount(advice(cell, unit: text)))
    }
    if let dimension, units[unit].dimension != dimension {
      let found = units[units[unit].dimension].name
      throw CellFault(
        .badQuantity, "\(quoted(cell)) is a quantity of \(found)", at: spelling.range,
        hint: "the field is of \(units[dimension].name)")
    }
    return unit
  }

  private var example: Hint? {
    let example = units.units.first { dimension == nil || $0.dimension == dimension }
    return example.map { .text("write it behind the number, such as \($0.symbol)") }
  }
}

extension ArraySlice<UInt8> {
  /// The indices of the slice.
  var range: Range<Int> { startIndex..<endIndex }
}
