/// Makes a column of one type from single values.
package struct ColumnBuilder: Sendable {
  package let type: DataType
  private let valueCount: Int
  private var states: [ValueState] = []
  // Only the storage of the type is ever filled; plain arrays grow in place, an enum would copy.
  private var bits: [Bool] = []
  private var ranges: [NumberRange] = []
  private var units: [UnitID?] = []
  private var texts = TextColumn()
  private var dates: [DateValue] = []
  private var codes: [UInt32] = []
  private var conditions = ConditionColumn()
  private var offsets: [UInt32] = [0]
  /// The builder of list members, or one for each field of records.
  private var elements: [ColumnBuilder] = []

  /// Makes a builder; `schema` tells how many values an enumeration has.
  package init(_ type: DataType, in schema: Schema) {
    self.type = type
    if case .enumeration(let id) = type {
      valueCount = schema[id].values.count
    } else {
      valueCount = 0
    }
    switch type {
    case .inventory(let dimension):
      elements = [ColumnBuilder(.quantity(dimension), in: schema)]
    case .list(let element): elements = [ColumnBuilder(element, in: schema)]
    case .record(let fields): elements = fields.map { ColumnBuilder($0.type, in: schema) }
    case .boolean, .integer, .decimal, .text, .date, .quantity, .enumeration, .reference,
      .condition, .missing:
      break
    }
  }

  package var count: Int { states.count }

  /// Adds a cell; a value of another type becomes undecided.
  package mutating func append(_ value: Value) {
    if case .missing(let state) = value {
      appendPlaceholder()
      states.append(state)
    } else if appendKnown(value) {
      states.append(.known)
    } else {
      appendPlaceholder()
      states.append(.undecided)
    }
  }

  private mutating func appendKnown(_ value: Value) -> Bool {
    switch (type, value) {
    case (.boolean, .boolean(let value)): bits.append(value)
    case (.integer, .number(let range, let unit)), (.decimal, .number(let range, let unit)),
      (.quantity, .number(let range, let unit)):
      ranges.append(range)
      units.append(unit)
    case (.text, .text(let text)): texts.append(text)
    case (.date, .date(let date)): dates.append(date)
    case (.enumeration, .code(let code)): codes.append(code)
    case (.reference, .row(let row)): codes.append(row)
    case (.condition, .condition(let condition)): conditions.append(condition)
    case (.inventory, .list(let members)), (.list, .list(let members)):
      for member in members { elements[0].append(member) }
      offsets.append(UInt32(clamping: elements[0].count))
    case (.record, .record(let values)):
      guard values.count == elements.count else { return false }
      for (field, value) in values.enumerated() { elements[field].append(value) }
    case (.boolean, _), (.integer, _), (.decimal, _), (.quantity, _), (.text, _), (.date, _),
      (.enumeration, _), (.reference, _), (.condition, _), (.inventory, _), (.list, _),
      (.record, _), (.missing, _):
      return false
    }
    return true
  }

  private mutating func appendPlaceholder() {
    switch type {
    case .boolean: bits.append(false)
    case .integer, .decimal, .quantity:
      ranges.append(NumberRange(.zero))
      units.append(nil)
    case .text: texts.append("")
    case .date: dates.append(DateValue(Day(0)))
    case .enumeration, .reference: codes.append(0)
    case .condition: conditions.appendPlaceholder()
    case .inventory, .list: offsets.append(UInt32(clamping: elements[0].count))
    case .record: for field in elements.indices { elements[field].append(.missing(.none)) }
    case .missing: break
    }
  }

  /// The column, or nil where its numbers do not fit one scale.
  package func build() -> Column? { data.map { Column($0, validity: Validity(states)) } }

  private var records: ColumnData? {
    var fields: [Column] = []
    for element in elements {
      guard let column = element.build() else { return nil }
      fields.append(column)
    }
    return .record(RecordColumn(fields, count: states.count))
  }

  private var data: ColumnData? {
    switch type {
    case .boolean: .boolean(Bitmap(bits.count) { bits[$0] })
    case .integer, .decimal, .quantity: NumberColumn(ranges, units: units).map { .number($0) }
    case .text: .text(texts)
    case .date: .date(DateColumn(dates))
    case .enumeration: .code(CodeColumn(codes, valueCount: valueCount))
    case .reference: .reference(codes)
    case .condition: .condition(conditions)
    case .inventory, .list:
      elements[0].build().map { .list(ListColumn(offsets: offsets, elements: $0)) }
    case .record: records
    case .missing: .missing(states.count)
    }
  }
}
