internal import AvowDiagnostics
internal import AvowModel

/// Makes a column of one type from the bytes of its cells.
struct ColumnLoader {
  /// How cells are read.
  ///
  /// What reading needs stands beside it, so that no cell copies it.
  enum Form {
    case text, boolean, integer, decimal, date, quantity, value, row, passage, condition
  }

  let form: Form
  /// The values of an enum or the keys of a relation, and what the enum or relation is called.
  var index = KeyIndex()
  var name = ""
  /// The values of an enum by the other words that queries may use for them.
  var valuesByAlias: [String: String] = [:]
  /// The number of values of an enum.
  var valueCount = 0
  var numbers = NumberReader()
  var quantities: QuantityReader?
  var conditionReader: ConditionReader?
  var trueWords: [[UInt8]] = []
  var falseWords: [[UInt8]] = []

  private var states: [ValueState] = []
  // Only the storage of the form is ever filled.
  private var bits: [Bool] = []
  private var ranges: [NumberRange] = []
  private var units: [UnitID?] = []
  private var texts = TextColumn()
  private var dates: [DateValue] = []
  /// The last date that was no plain day, and its spelling.
  private var lastDate: (spelling: [UInt8], date: DateValue)?
  private var codes: [UInt32] = []
  private var conditions = ConditionColumn()

  /// Makes a loader for about as many cells.
  init(_ form: Form, capacity: Int) {
    self.form = form
    states.reserveCapacity(capacity)
    switch form {
    case .value, .row, .passage: codes.reserveCapacity(capacity)
    case .date: dates.reserveCapacity(capacity)
    case .text: texts.reserveCapacity(capacity)
    case .boolean, .integer, .decimal, .quantity, .condition: break
    }
  }

  var count: Int { states.count }

  /// Adds a cell without a value.
  mutating func appendMissing(_ state: ValueState) {
    states.append(state)
    switch form {
    case .text: texts.appendEmpty()
    case .boolean: bits.append(false)
    case .integer, .decimal, .quantity:
      ranges.append(NumberRange(.zero))
      units.append(nil)
    case .date: dates.append(DateValue(Day(0)))
    case .value, .row, .passage: codes.append(0)
    case .condition: conditions.appendPlaceholder()
    }
  }

  /// Adds a cell with a value; nothing is added where it cannot be read.
  mutating func append(_ cell: Span<UInt8>, _ evidence: inout EvidenceTable) throws(CellFault) {
    switch form {
    case .text: texts.append(cell)
    case .boolean: bits.append(try boolean(cell))
    case .integer: appendNumber(try numbers.readWhole(cell.copy[...]))
    case .decimal: appendNumber(try numbers.read(cell.copy[...]))
    case .date: dates.append(try date(cell))
    case .quantity:
      guard let (range, unit) = try quantities?.read(cell.copy[...]) else { break }
      ranges.append(range)
      units.append(unit)
    case .value, .row:
      guard let row = index.row(of: cell) else { throw notFound(cell) }
      codes.append(row)
    case .passage: codes.append(try evidence.row(of: cell))
    case .condition:
      guard let condition = try conditionReader?.read(cell.copy[...]) else { break }
      conditions.append(condition)
    }
    states.append(.known)
  }

  private mutating func appendNumber(_ number: ExactNumber) {
    ranges.append(NumberRange(number))
    units.append(nil)
  }

  /// The column, or nil where its numbers do not fit one scale.
  func build() -> Column? {
    let data: ColumnData? =
      switch form {
      case .text: .text(texts)
      case .boolean: .boolean(Bitmap(bits.count) { bits[$0] })
      case .integer, .decimal, .quantity: NumberColumn(ranges, units: units).map { .number($0) }
      case .date: .date(DateColumn(dates))
      case .value: .code(CodeColumn(codes, valueCount: valueCount))
      case .row, .passage: .reference(codes)
      case .condition: .condition(conditions)
      }
    return data.map { Column($0, validity: Validity(states)) }
  }

  private func boolean(_ cell: Span<UInt8>) throws(CellFault) -> Bool {
    for word in trueWords where cell.spells(word) { return true }
    for word in falseWords where cell.spells(word) { return false }
    throw CellFault(.badBoolean, "\(quoted(cell)) is neither true nor false")
  }

  private func notFound(_ cell: Span<UInt8>) -> CellFault {
    let text = String(decoding: cell.copy.prefix(200), as: UTF8.self)
    let what = form == .value ? "value" : "row"
    let hint = valuesByAlias[text].map { Hint.text("cells have the value itself: \($0)") }
    return CellFault(
      form == .value ? .unknownValue : .unresolvedReference,
      "\(name) has no \(what) called \(quoted(cell))",
      hint: hint ?? members(text).map { .text("write \($0)") } ?? .nearKey(text, index))
  }

  /// Names with another mark between them than lists have, as lists have them.
  private func members(_ text: String) -> String? {
    let parts = text.split { $0 == ";" || $0 == "," }.map { part in
      part.drop { $0 == " " }
    }
    let areNames = parts.count > 1 && parts.allSatisfy { index.row(of: Array($0.utf8)[...]) != nil }
    return areNames ? parts.joined(separator: "|") : nil
  }

  private mutating func date(_ cell: Span<UInt8>) throws(CellFault) -> DateValue {
    if let day = Self.plainDay(cell) { return DateValue(day) }
    // What one document says was said on one day, and stands in neighbouring rows.
    if let lastDate, cell.spells(lastDate.spelling) { return lastDate.date }
    if let date = EDTF.parse(String(decoding: cell.copy.prefix(200), as: UTF8.self)) {
      lastDate = (cell.copy, date)
      return date
    }
    if isReversed(cell) {
      throw CellFault(.badDate, "\(quoted(cell)) ends before it begins")
    }
    let text = String(decoding: cell.copy.prefix(200), as: UTF8.self)
    throw CellFault(.badDate, "\(quoted(cell)) is no date", hint: .date(text))
  }

  /// Whether a date would be one with its two ends in the other order.
  private func isReversed(_ cell: Span<UInt8>) -> Bool {
    var bytes = cell.copy.prefix(200)
    let isSet = bytes.first == UInt8(ascii: "[") && bytes.last == UInt8(ascii: "]")
    if isSet { bytes = bytes.dropFirst().dropLast() }
    let mark = isSet ? ".." : "/"
    guard let middle = bytes.indices.first(where: { bytes[$0...].starts(with: mark.utf8) }) else {
      return false
    }
    let (start, end) = (bytes[..<middle], bytes[(middle + mark.utf8.count)...])
    let swapped = String(decoding: end + mark.utf8 + start, as: UTF8.self)
    return EDTF.parse(isSet ? "[\(swapped)]" : swapped) != nil
  }

  /// The day of `YYYY-MM-DD`, by far the most usual form.
  private static func plainDay(_ cell: Span<UInt8>) -> Day? {
    guard cell.count == 10, cell[4] == UInt8(ascii: "-"), cell[7] == UInt8(ascii: "-"),
      let year = number(cell, 0..<4), let month = number(cell, 5..<7),
      let day = number(cell, 8..<10)
    else { return nil }
    return Day(year: year, month: month, day: day)
  }

  private static func number(_ cell: Span<UInt8>, _ range: Range<Int>) -> Int? {
    var result = 0
    for index in range {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(cell[index]) else { return nil }
      result = result * 10 + Int(cell[index] - UInt8(ascii: "0"))
    }
    return result
  }
}
