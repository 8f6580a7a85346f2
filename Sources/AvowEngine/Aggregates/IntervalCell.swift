import AvowModel

/// What a group holds of 64-bit intervals in one unit, on mantissas.
///
/// An end is kept as twice its mantissa, moved by one towards the inside where it is open, so that
/// ends compare as plain numbers; an absent one is the least or the greatest number.
struct IntervalCell {
  private(set) var count = 0
  private var low: Int128 = 0
  private var high: Int128 = 0
  private var ends: NumberColumn.Ends = []
  private var least = (low: Int128.max, high: Int128.max)
  private var greatest = (low: Int128.min, high: Int128.min)

  /// Adds one interval.
  ///
  /// 64-bit numbers cannot overflow a 128-bit sum of fewer than 2^63 of them.
  @inline(__always)
  mutating func add(_ lower: Int64, _ upper: Int64, _ ends: NumberColumn.Ends) {
    count &+= 1
    low &+= Int128(lower)
    high &+= Int128(upper)
    self.ends.formUnion(ends)
    let low =
      ends.contains(.lowerAbsent)
      ? Int128.min : Int128(lower) * 2 + (ends.contains(.lowerOpen) ? 1 : 0)
    let high =
      ends.contains(.upperAbsent)
      ? Int128.max : Int128(upper) * 2 - (ends.contains(.upperOpen) ? 1 : 0)
    least = (min(least.low, low), min(least.high, high))
    greatest = (max(greatest.low, low), max(greatest.high, high))
  }

  /// The numbers as a total at a scale.
  func total(scale: Int, unit: UnitID?) -> RangeTotal {
    func bound(_ number: Int128, _ absent: NumberColumn.Ends, _ open: NumberColumn.Ends)
      -> NumberRange.Bound
    {
      if ends.contains(absent) { return .absent }
      let number = ExactNumber(number, scale: scale)
      return ends.contains(open) ? .open(number) : .closed(number)
    }
    return RangeTotal(
      unit: unit, count: count,
      sum: NumberRange(
        lower: bound(low, .lowerAbsent, .lowerOpen),
        upper: bound(high, .upperAbsent, .upperOpen)),
      least: Self.range(least, scale), greatest: Self.range(greatest, scale))
  }

  private static func range(_ ends: (low: Int128, high: Int128), _ scale: Int) -> NumberRange {
    func bound(_ end: Int128, _ inwards: Int128) -> NumberRange.Bound {
      if end == .min || end == .max { return .absent }
      let isOpen = end & 1 != 0
      let number = ExactNumber((isOpen ? end - inwards : end) >> 1, scale: scale)
      return isOpen ? .open(number) : .closed(number)
    }
    return NumberRange(lower: bound(ends.low, 1), upper: bound(ends.high, -1))
  }
}

extension [IntervalCell] {
  /// Adds intervals to the groups of their rows.
  mutating func add(
    _ lower: [Int64], _ upper: [Int64], _ ends: [NumberColumn.Ends]?, _ rows: RowSelection,
    _ groups: RowSelection
  ) {
    var cells = mutableSpan
    for position in 0..<rows.count {
      let row = rows[position]
      cells[groups[position]].add(lower[row], upper[row], ends?[row] ?? [])
    }
  }
}
