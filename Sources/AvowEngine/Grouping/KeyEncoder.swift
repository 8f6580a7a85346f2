import AvowDiagnostics
import AvowModel

/// Turns the values of one key into numbers by identity: alike numbers, alike values.
///
/// Enumerations, references and booleans keep their codes, followed by one for unknown and one for
/// none; other values are numbered in the order of first occurrence.
struct KeyEncoder {
  private let type: DataType
  /// The number of values of a type that has a fixed one.
  private let valueCount: UInt32?
  private var integers = IntegerTable()
  private var texts = TextTable()
  private var others: [Value: UInt32] = [:]
  private var count: UInt32 = 0
  /// The first value of each number, in parts.
  private var pieces: [Column] = []
  private var unknownState: ValueState = .undecided
  private var scale: Int?
  private var unit: UnitID?

  init(_ type: DataType, in database: Database) {
    self.type = type
    switch type {
    case .boolean: valueCount = 2
    case .enumeration(let id):
      valueCount = UInt32(clamping: database.schema[id].values.count)
    case .reference(let id): valueCount = UInt32(clamping: database[id].rowCount)
    case .integer, .decimal, .text, .date, .quantity, .inventory, .condition, .list, .record,
      .missing:
      valueCount = nil
    }
  }

  /// The number of codes, where it is known beforehand.
  var cardinality: Int? { valueCount.map { Int($0) + 2 } }

  /// The codes of a block's values.
  mutating func codes(of vector: Vector) -> [UInt32] {
    if vector.constantRow != nil, vector.count > 1 {
      let one = codes(of: vector.gathered([0]))
      return [UInt32](repeating: one[0], count: vector.count)
    }
    guard let valueCount else { return grownCodes(of: vector) }
    var codes = fixedCodes(of: vector)
    guard !vector.isComplete else { return codes }
    for (position, state) in vector.states.enumerated() where state != .known {
      codes[position] = valueCount + (state == .none ? 1 : 0)
      if state.isUnknown { unknownState = state }
    }
    return codes
  }

  private func fixedCodes(of vector: Vector) -> [UInt32] {
    switch vector.column.data {
    case .boolean(let bits):
      return (0..<vector.count).map { bits[vector.rows[$0]] ? 1 : 0 }
    case .code(.byte(let codes)): return vector.rows.numbers(codes)
    case .code(.short(let codes)): return vector.rows.numbers(codes)
    case .code(.word(let codes)): return vector.rows.numbers(codes)
    case .reference(let targets): return vector.rows.numbers(targets)
    case .number, .text, .date, .condition, .list, .record, .missing:
      return [UInt32](repeating: 0, count: vector.count)
    }
  }

  private mutating func grownCodes(of vector: Vector) -> [UInt32] {
    var codes = [UInt32](repeating: 0, count: vector.count)
    var fresh: [UInt32] = []
    if let keys = plainKeys(of: vector) {
      for position in keys.indices {
        let (code, isNew) = integers.insert(keys[position], count)
        codes[position] = code
        if isNew {
          count += 1
          fresh.append(UInt32(truncatingIfNeeded: position))
        }
      }
    } else {
      let states = vector.isComplete ? nil : vector.states
      for position in codes.indices {
        let isMissing = states.map { $0[position] != .known } ?? false
        let (code, isNew) =
          isMissing
          ? number(of: vector.value(at: position).identity)
          : number(at: vector.rows[position], of: vector.column)
        codes[position] = code
        if isNew {
          count += 1
          fresh.append(UInt32(truncatingIfNeeded: position))
        }
      }
    }
    if !fresh.isEmpty { pieces.append(vector.gathered(fresh).materialized) }
    return codes
  }

  /// The values as 64-bit keys, where all are known and plain: exact narrow numbers of the key's
  /// scale and unit, or unqualified dates.
  private mutating func plainKeys(of vector: Vector) -> [UInt64]? {
    guard vector.isComplete, vector.count > 0 else { return nil }
    switch vector.column.data {
    case .number(let numbers):
      guard numbers.isExact, let unit = numbers.units.common,
        case .narrow(let values) = numbers.lower
      else { return nil }
      if scale == nil { (scale, self.unit) = (numbers.scale, unit) }
      guard scale == numbers.scale, self.unit == unit else { return nil }
      return vector.rows.map { UInt64(bitPattern: values[$0]) }
    case .date(let dates):
      guard dates.marks == nil else { return nil }
      let first = dates.earliest
      let last = dates.latest ?? first
      return vector.rows.map {
        UInt64(UInt32(bitPattern: first[$0])) << 32 | UInt64(UInt32(bitPattern: last[$0]))
      }
    case .boolean, .text, .code, .reference, .condition, .list, .record, .missing: return nil
    }
  }

  @inline(__always)
  private mutating func number(at row: Int, of column: Column) -> (UInt32, isNew: Bool) {
    switch column.data {
    case .number(let numbers): return number(at: row, of: numbers)
    case .date(let dates):
      if let mark = dates.marks?[row], mark.meaning != .oneDay || !mark.qualifiers.isEmpty {
        return number(of: Value.date(dates[row]).identity)
      }
      let first = UInt32(bitPattern: dates.earliest[row])
      let last = UInt32(bitPattern: dates.latest?[row] ?? dates.earliest[row])
      return integers.insert(UInt64(first) << 32 | UInt64(last), count)
    case .text(let texts): return self.texts.insert(texts.utf8(at: row), count)
    case .boolean, .code, .reference, .condition, .list, .record, .missing:
      return number(of: column.value(at: row).identity)
    }
  }

  private mutating func number(at row: Int, of numbers: NumberColumn) -> (UInt32, isNew: Bool) {
    if scale == nil {
      scale = numbers.scale
      unit = numbers.unit(at: row)
    }
    if numbers.isExact, numbers.scale == scale, numbers.unit(at: row) == unit,
      case .narrow(let values) = numbers.lower
    {
      return integers.insert(UInt64(bitPattern: values[row]), count)
    }
    let range = numbers.range(at: row)
    if let scale, numbers.unit(at: row) == unit, let exact = range.exact,
      let mantissa = exact.mantissa(at: scale), let narrow = Int64(exactly: mantissa)
    {
      return integers.insert(UInt64(bitPattern: narrow), count)
    }
    return number(of: .number(range, numbers.unit(at: row)))
  }

  private mutating func number(of value: Value) -> (UInt32, isNew: Bool) {
    if let known = others[value] { return (known, false) }
    others[value] = count
    return (count, true)
  }

  /// The values of codes, or an error where numbers do not fit one scale.
  func column(of codes: [UInt32], at span: SourceSpan) throws(EvaluationError) -> Column {
    guard let valueCount else {
      guard !pieces.isEmpty else { return Column(missing: .none, count: codes.count) }
      guard let values = Column.joined(pieces) else {
        throw EvaluationError(.overflow, at: span)
      }
      return values.gathered(codes)
    }
    let states = codes.map { code -> ValueState in
      code < valueCount ? .known : code == valueCount ? unknownState : .none
    }
    let known = codes.map { $0 < valueCount ? $0 : 0 }
    return Column(fixedData(known, Int(valueCount)), validity: Validity(states))
  }

  private func fixedData(_ codes: [UInt32], _ valueCount: Int) -> ColumnData {
    switch type {
    case .boolean: .boolean(mask(codes.count) { codes[$0] != 0 })
    case .enumeration: .code(CodeColumn(codes, valueCount: valueCount))
    case .reference: .reference(codes)
    case .integer, .decimal, .text, .date, .quantity, .inventory, .condition, .list, .record,
      .missing:
      .missing(codes.count)
    }
  }
}

extension RowSelection {
  /// The numbers at the rows.
  @inline(__always)
  fileprivate func numbers<Number: FixedWidthInteger>(_ numbers: [Number]) -> [UInt32] {
    switch self {
    case .range(let range): numbers[range].map { UInt32(truncatingIfNeeded: $0) }
    case .rows(let rows): rows.map { UInt32(truncatingIfNeeded: numbers[Int($0)]) }
    case .repeated(let row, let count):
      count == 0
        ? []
        : [UInt32](repeating: UInt32(truncatingIfNeeded: numbers[Int(row)]), count: count)
    }
  }

  /// An array of what a function gives for each row; the dispatch is outside the loop.
  @inline(__always)
  func map<Element>(_ element: (Int) -> Element) -> [Element] {
    switch self {
    case .range(let range): range.map(element)
    case .rows(let rows): rows.map { element(Int($0)) }
    case .repeated(let row, let count):
      count == 0 ? [] : [Element](repeating: element(Int(row)), count: count)
    }
  }
}
