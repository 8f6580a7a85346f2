internal import AvowModel

/// The layout of numbers and of condition expressions.
extension SnapshotCoder {
  mutating func numbers(_ data: inout ColumnData) {
    var numbers = NumberColumn(exact: [])
    if case .number(let written) = data { numbers = written }
    storage(&numbers.lower)
    optional(&numbers.upper, blank: .narrow([])) { $0.storage(&$1) }
    var ends = numbers.ends?.map(\.rawValue)
    optional(&ends, blank: []) { $0.integers(&$1) }
    numbers.ends = ends?.map(NumberColumn.Ends.init(rawValue:))
    count(&numbers.scale)
    units(&numbers.units)
    var lengths = [numbers.upper?.count, numbers.ends?.count]
    if case .each(let units) = numbers.units { lengths.append(units.count) }
    guard numbers.scale <= 38, lengths.allSatisfy({ $0 == nil || $0 == numbers.count }) else {
      return damage()
    }
    data = .number(numbers)
  }

  private mutating func storage(_ storage: inout NumberStorage) {
    var isWide = false
    var narrow: [Int64] = []
    var wide: [Int128] = []
    switch storage {
    case .narrow(let values): narrow = values
    case .wide(let values): (isWide, wide) = (true, values)
    }
    boolean(&isWide)
    if isWide {
      integers(&wide)
      storage = .wide(wide)
    } else {
      integers(&narrow)
      storage = .narrow(narrow)
    }
  }

  private mutating func units(_ units: inout NumberColumn.Units) {
    var each: [UInt16] = []
    var tag: UInt8 = 0
    switch units {
    case .unitless: break
    case .uniform(let unit): (tag, each) = (1, [unit.index])
    case .each(let units): (tag, each) = (2, units.map(\.index))
    }
    integer(&tag)
    integers(&each)
    switch (tag, each.first) {
    case (0, _): units = .unitless
    case (1, let unit?): units = .uniform(UnitID(unit))
    case (2, _): units = .each(each.map { UnitID($0) })
    default: damage()
    }
  }

  mutating func conditions(_ data: inout ColumnData) {
    var codes: [UInt32] = []
    var expressions: [ConditionExpression] = []
    if case .condition(let conditions) = data {
      (codes, expressions) = (conditions.codes, conditions.expressions)
    }
    integers(&codes)
    list(&expressions, blank: .all([])) { $0.condition(&$1, depth: 0) }
    guard let conditions = ConditionColumn(codes: codes, expressions: expressions) else {
      return damage()
    }
    data = .condition(conditions)
  }

  private mutating func condition(_ condition: inout ConditionExpression, depth: Int) {
    guard depth < 100 else { return damage() }
    var tag: UInt8 = 0
    var row: UInt32 = 0
    var operands: [ConditionExpression] = []
    switch condition {
    case .named(let name): row = name
    case .not(let operand): (tag, operands) = (1, [operand])
    case .all(let parts): (tag, operands) = (2, parts)
    case .any(let parts): (tag, operands) = (3, parts)
    }
    integer(&tag)
    integer(&row)
    list(&operands, blank: .all([])) { $0.condition(&$1, depth: depth + 1) }
    switch (tag, operands.first) {
    case (0, _): condition = .named(row)
    case (1, let operand?): condition = .not(operand)
    case (2, _): condition = .all(operands)
    case (3, _): condition = .any(operands)
    default: damage()
    }
  }
}
