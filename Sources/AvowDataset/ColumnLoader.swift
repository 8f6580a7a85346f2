internal import AvowDiagnostics
internal import AvowModel

/// Makes a column of one type from the bytes of its cells.
struct ColumnLoader {
  /// How cells are read.
  enum Kind {
    case text
    case boolean(true: [[UInt8]], false: [[UInt8]])
    case integer(NumberReader)
    case decimal(NumberReader)
    case date
    case quantity(QuantityReader)
    case value(KeyIndex, enumeration: String)
    case row(KeyIndex, relation: String)
    case passage
    case condition(ConditionReader)
  }

  private let kind: Kind
  private let valueCount: Int
  private var states: [ValueState] = []
  // Only the storage of the kind is ever filled.
  private var bits: [Bool] = []
  private var ranges: [NumberRange] = []
  private var units: [UnitID?] = []
  private var texts = TextColumn()
  private var dates: [DateValue] = []
  private var codes: [UInt32] = []
  private var conditions = ConditionColumn()

  /// Makes a loader; `valueCount` is the number of values of an enum.
  init(_ kind: Kind, valueCount: Int = 0, capacity: Int) {
    self.kind = kind
    self.valueCount = valueCount
    states.reserveCapacity(capacity)
  }

  var count: Int { states.count }

  /// Adds a cell without a value.
  mutating func appendMissing(_ state: ValueState) {
    states.append(state)
    switch kind {
    case .text: texts.append(contentsOf: EmptyCollection())
    case .boolean: bits.append(false)
    case .integer, .decimal, .quantity:
      ranges.append(NumberRange(.zero))
      units.append(nil)
    case .date: dates.append(DateValue(Day(0)))
    case .value, .row, .passage: codes.append(0)
    case .condition: conditions.append(.all([]))
    }
  }

  /// Adds a cell with a value; nothing is added where it cannot be read.
  mutating func append(
    _ cell: ArraySlice<UInt8>, _ evidence: inout EvidenceTable
  ) throws(CellFault) {
    switch kind {
    case .text: texts.append(contentsOf: cell)
    case .boolean(let yes, let no): bits.append(try Self.boolean(cell, yes, no))
    case .integer(let reader): appendNumber(try reader.readWhole(cell))
    case .decimal(let reader): appendNumber(try reader.read(cell))
    case .date: dates.append(try Self.date(cell))
    case .quantity(let reader):
      let (range, unit) = try reader.read(cell)
      ranges.append(range)
      units.append(unit)
    case .value(let index, let name):
      codes.append(try Self.find(cell, index, .unknownValue, "\(name) has no value called"))
    case .row(let index, let name):
      codes.append(try Self.find(cell, index, .unresolvedReference, "\(name) has no row called"))
    case .passage: codes.append(try evidence.row(of: cell))
    case .condition(let reader): conditions.append(try reader.read(cell))
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
      switch kind {
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

  private static func boolean(
    _ cell: ArraySlice<UInt8>, _ yes: [[UInt8]], _ no: [[UInt8]]
  ) throws(CellFault) -> Bool {
    if yes.contains(where: { $0.elementsEqual(cell) }) { return true }
    if no.contains(where: { $0.elementsEqual(cell) }) { return false }
    throw CellFault(.badBoolean, "\(quoted(cell)) is neither true nor false")
  }

  private static func find(
    _ cell: ArraySlice<UInt8>, _ index: KeyIndex, _ code: DiagnosticCode.Dataset,
    _ complaint: @autoclosure () -> String
  ) throws(CellFault) -> UInt32 {
    if let row = index.row(of: cell) { return row }
    let text = String(decoding: cell.prefix(200), as: UTF8.self)
    throw CellFault(
      code, "\(complaint()) \(quoted(cell))", at: cell.range,
      hint: Suggestion.hint(for: text, among: index.keys))
  }

  private static func date(_ cell: ArraySlice<UInt8>) throws(CellFault) -> DateValue {
    if let day = plainDay(cell) { return DateValue(day) }
    if let date = EDTF.parse(String(decoding: cell.prefix(200), as: UTF8.self)) { return date }
    throw CellFault(
      .badDate, "\(quoted(cell)) is no date", hint: "write 2025-08-28, 2025-08 or [2025..2026]")
  }

  /// The day of `YYYY-MM-DD`, by far the most usual form.
  private static func plainDay(_ cell: ArraySlice<UInt8>) -> Day? {
    let start = cell.startIndex
    guard cell.count == 10, cell[start + 4] == UInt8(ascii: "-"),
      cell[start + 7] == UInt8(ascii: "-")
    else { return nil }
    func number(_ range: Range<Int>) -> Int? {
      var result = 0
      for byte in cell[(start + range.lowerBound)..<(start + range.upperBound)] {
        guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
        result = result * 10 + Int(byte - UInt8(ascii: "0"))
      }
      return result
    }
    guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10) else {
      return nil
    }
    return Day(year: year, month: month, day: day)
  }
}
