import AvowModel
import AvowPlan

/// The values of a sort key, ready to be compared many times.
struct SortColumn {
  private let storage: Storage
  /// 0 for a known value, 1 for unknown, 2 for none; nil where all are known.
  private let missing: [UInt8]?
  private let isDescending: Bool
  /// The key, where its values are in several units; nil where they are not.
  private(set) var keyOfMixedUnits: SortKey?

  private enum Storage {
    case ordinals([Int64])
    case texts(TextColumn)
    case values([Value], ValueOrder)
  }

  init(
    _ vector: Vector, _ type: DataType, isDescending: Bool, _ execution: Execution
  ) throws(EvaluationError) {
    self.isDescending = isDescending
    missing =
      vector.isComplete
      ? nil : vector.states.map { $0 == .known ? 0 : $0 == .none ? 2 : 1 }
    switch vector.column.data {
    case .boolean(let bits): storage = .ordinals(vector.rows.map { bits[$0] ? 1 : 0 })
    case .code(let codes): storage = .ordinals(vector.rows.map { Int64(codes[$0]) })
    case .date(let dates):
      storage = .ordinals(vector.rows.map { dates.ordinal(at: $0) })
    case .reference(let rows):
      storage = .ordinals(try Self.ranks(of: rows, vector, type, execution))
    case .number(let numbers):
      if let ordinals = Self.exact(numbers, vector.rows) {
        storage = .ordinals(ordinals)
      } else {
        storage = try Self.values(vector, type, execution)
      }
    case .text: storage = .texts(Self.texts(of: vector.materialized))
    case .condition, .list, .record, .missing: storage = try Self.values(vector, type, execution)
    }
  }

  /// Takes the values of a key that somebody wrote.
  init(_ vector: Vector, _ key: SortKey, _ execution: Execution) throws(EvaluationError) {
    try self.init(vector, key.value.type, isDescending: key.isDescending, execution)
    if vector.column.hasSeveralUnits, !key.text.isEmpty { keyOfMixedUnits = key }
  }

  /// The units of a known value: one of a quantity, those of the parts of an inventory.
  func units(of row: Int) -> [UnitID] {
    guard case .values(let values, _) = storage else { return [] }
    switch values[row] {
    case .number(_, let unit?): return [unit]
    case .list(let parts):
      return parts.compactMap { if case .number(_, let unit) = $0 { unit } else { nil } }
    default: return []
    }
  }

  /// How the key orders two rows: negative, zero or positive; missing values come last.
  @inline(__always)
  func order(_ left: Int, _ right: Int) -> Int {
    if let missing, missing[left] != 0 || missing[right] != 0 {
      return Int(missing[left]) - Int(missing[right])
    }
    let order: Int
    switch storage {
    case .ordinals(let ordinals):
      let a = ordinals[left]
      let b = ordinals[right]
      order = a < b ? -1 : a > b ? 1 : 0
    case .texts(let texts):
      let (bytes, offsets) = (texts.bytes.span, texts.offsets.span)
      order = AvowEngine.order(
        bytes, offsets[left]..<offsets[left + 1], bytes, offsets[right]..<offsets[right + 1])
    case .values(let values, let comparison):
      order = comparison.order(values[left], values[right])
    }
    return isDescending ? -order : order
  }

  private static func exact(_ numbers: NumberColumn, _ rows: RowSelection) -> [Int64]? {
    guard numbers.isExact, numbers.units.common != nil, case .narrow(let values) = numbers.lower
    else { return nil }
    return rows.map { values[$0] }
  }

  private static func texts(of column: Column) -> TextColumn {
    if case .text(let texts) = column.data { texts } else { TextColumn() }
  }

  private static func values(_ vector: Vector, _ type: DataType, _ execution: Execution)
    throws(EvaluationError) -> Storage
  {
    .values(
      (0..<vector.count).map { vector.value(at: $0) },
      ValueOrder(type, ranks: try execution.ranks(for: type), units: execution.schema.units))
  }

  private static func ranks(
    of rows: [UInt32], _ vector: Vector, _ type: DataType, _ execution: Execution
  ) throws(EvaluationError) -> [Int64] {
    guard let ranks = try execution.ranks(for: type) else {
      return vector.rows.map { Int64(rows[$0]) }
    }
    return vector.rows.map { row in
      let target = Int(rows[row])
      return target < ranks.count ? Int64(ranks[target]) : 0
    }
  }
}

extension Column {
  /// Whether numbers are in more than one unit.
  fileprivate var hasSeveralUnits: Bool {
    switch data {
    case .number(let numbers): numbers.units.common == nil
    case .list(let lists): lists.elements.hasSeveralUnits
    case .boolean, .text, .date, .code, .reference, .condition, .record, .missing: false
    }
  }
}

extension DateColumn {
  /// A number that orders dates by their earliest, then their latest day.
  fileprivate func ordinal(at row: Int) -> Int64 {
    let first = Int64(earliest[row]) << 32
    let last = Int64(latest?[row] ?? earliest[row]) - Int64(Int32.min)
    return first | last
  }
}
