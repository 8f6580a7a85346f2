import AvowModel
import AvowPlan

/// How two exact integers compare, as the closed range in which the left is accepted.
struct IntegerTest {
  var low: Int64
  var high: Int64
  var isNegated = false

  @inline(__always)
  func accepts(_ value: Int64) -> Bool {
    // Inside both hold, outside exactly one does; no branch, so that the loop runs on vectors.
    ((value >= low) == (value <= high)) != isNegated
  }

  /// Makes the test of mantissas at a scale against an exact number; an end that does not fit
  /// accepts everything or nothing, as it must.
  init(_ operation: ComparisonOperator, _ number: ExactNumber, scale: Int) {
    let floor = Self.floor(number, scale)
    let isOnGrid = number.scale <= scale
    switch operation {
    case .equal, .notEqual:
      (low, high) = isOnGrid ? Self.range(floor, floor) : (1, 0)
      isNegated = operation == .notEqual
    case .less: (low, high) = Self.range(nil, isOnGrid ? floor - 1 : floor)
    case .lessOrEqual: (low, high) = Self.range(nil, floor)
    case .greater: (low, high) = Self.range(floor + 1, nil)
    case .greaterOrEqual: (low, high) = Self.range(isOnGrid ? floor : floor + 1, nil)
    }
  }

  /// The number in units of the scale, rounded down and held well inside 128 bits.
  private static func floor(_ number: ExactNumber, _ scale: Int) -> Int128 {
    let bound: Int128 = 1 << 100
    if number.scale > scale {
      guard let power = ExactNumber.powerOfTen(number.scale - scale) else { return 0 }
      let (quotient, remainder) = number.mantissa.quotientAndRemainder(dividingBy: power)
      return remainder < 0 ? quotient - 1 : quotient
    }
    guard let mantissa = number.mantissa(at: scale) else {
      return number.mantissa < 0 ? -bound : bound
    }
    return min(max(mantissa, -bound), bound)
  }

  private static func range(_ low: Int128?, _ high: Int128?) -> (Int64, Int64) {
    let least = Int128(Int64.min)
    let greatest = Int128(Int64.max)
    let low = low ?? least
    let high = high ?? greatest
    guard low <= greatest, high >= least, low <= high else { return (1, 0) }
    return (Int64(clamping: low), Int64(clamping: high))
  }
}

extension ComparisonOperator {
  /// The comparison with its sides exchanged.
  var mirrored: ComparisonOperator {
    switch self {
    case .equal, .notEqual: self
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    case .greater: .less
    case .greaterOrEqual: .lessOrEqual
    }
  }

  /// How two ranges compare, nil where their bounds leave it open.
  func compare(_ left: NumberRange, _ right: NumberRange) -> Bool? {
    switch self {
    case .equal: left.equals(right)
    case .notEqual: left.equals(right).map { !$0 }
    case .less: left.isLess(than: right)
    case .lessOrEqual: left.isAtMost(right)
    case .greater: right.isLess(than: left)
    case .greaterOrEqual: right.isAtMost(left)
    }
  }

  /// Whether an ordering satisfies the comparison: negative, zero or positive.
  func accepts(_ order: Int) -> Bool {
    switch self {
    case .equal: order == 0
    case .notEqual: order != 0
    case .less: order < 0
    case .lessOrEqual: order <= 0
    case .greater: order > 0
    case .greaterOrEqual: order >= 0
    }
  }
}

extension Execution {
  /// Compares numbers, quantities and inventories.
  func compareNumbers(_ operation: ComparisonOperator, _ left: Vector, _ right: Vector)
    throws(EvaluationError) -> Truth
  {
    let whenNone = operation == .notEqual
    if let truth = compareExact(operation, left, right) {
      return truth.settingMissing(left, right, none: whenNone)
    }
    if let truth = compareExact(operation.mirrored, right, left) {
      return truth.settingMissing(left, right, none: whenNone)
    }
    if let truth = comparePairs(operation, left, right) {
      return truth.settingMissing(left, right, none: whenNone)
    }
    if let truth = compareIntervals(operation, left, right)
      ?? compareIntervals(operation.mirrored, right, left)
    {
      return truth.settingMissing(left, right, none: whenNone)
    }
    let a = MeasureReader(left, schema.units)
    let b = MeasureReader(right, schema.units)
    let truth = try Truth(count: left.count) { (position) throws(EvaluationError) -> Bool? in
      guard left.state(at: position) == .known, right.state(at: position) == .known else {
        return false
      }
      return operation.compare(a, b, at: position)
    }
    return truth.settingMissing(left, right, none: whenNone)
  }

  /// Numbers of one unit, and the one exact number of that unit with which they compare.
  private func numbers(_ left: Vector, against right: Vector)
    -> (NumberColumn, unit: UnitID?, ExactNumber)?
  {
    guard let constantRow = right.constantRow, left.column.omissions == nil,
      right.column.omissions == nil, case .number(let numbers) = left.column.data,
      case .number(let constant) = right.column.data, let unit = numbers.units.common,
      unit == .some(constant.unit(at: constantRow)),
      let number = constant.range(at: constantRow).exact
    else { return nil }
    return (numbers, unit, number)
  }

  private func compareIntervals(
    _ operation: ComparisonOperator, _ left: Vector, _ right: Vector
  ) -> Truth? {
    guard let (numbers, unit, number) = numbers(left, against: right) else { return nil }
    let isWhole = unit.map { schema.units[$0].isWhole } ?? false
    return IntervalTest(numbers, number, isWholeUnit: isWhole)?.truth(operation, left.rows)
  }

  /// The fast path: exact 64-bit numbers against one exact number.
  private func compareExact(_ operation: ComparisonOperator, _ left: Vector, _ right: Vector)
    -> Truth?
  {
    guard let (numbers, _, number) = numbers(left, against: right), numbers.isExact,
      case .narrow(let values) = numbers.lower
    else { return nil }
    let test = IntegerTest(operation, number, scale: numbers.scale)
    return Truth(mask(values, left.rows, test.accepts))
  }

  /// Row against row, where both are exact 64-bit numbers of one unit at one scale.
  private func comparePairs(_ operation: ComparisonOperator, _ left: Vector, _ right: Vector)
    -> Truth?
  {
    guard left.column.omissions == nil, right.column.omissions == nil,
      case .number(let a) = left.column.data, case .number(let b) = right.column.data,
      a.isExact, b.isExact, a.scale == b.scale, let unit = a.units.common,
      b.units.common == .some(unit), case .narrow(let values) = a.lower,
      case .narrow(let others) = b.lower
    else { return nil }
    let (rows, otherRows) = (left.rows.array, right.rows.array)
    return Truth(
      mask(rows.count) { position in
        let (value, other) = (values[Int(rows[position])], others[Int(otherRows[position])])
        return operation.accepts(value < other ? -1 : value > other ? 1 : 0)
      })
  }
}

extension NumberColumn.Units {
  /// The one unit of the column, `.some(nil)` for none, nil for several.
  var common: UnitID?? {
    switch self {
    case .unitless: .some(nil)
    case .uniform(let unit): .some(unit)
    case .each: nil
    }
  }
}
