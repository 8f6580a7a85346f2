import AvowDiagnostics
import AvowModel
import AvowPlan

/// What a group holds in one unit: how many numbers, their sum, the least and the greatest.
struct RangeTotal {
  var unit: UnitID?
  var count: Int
  var sum: NumberRange
  var least: NumberRange
  var greatest: NumberRange

  /// Adds the numbers of another total in the same unit.
  mutating func merge(_ other: RangeTotal, at span: SourceSpan) throws(EvaluationError) {
    guard let sum = sum.adding(other.sum) else { throw EvaluationError(.overflow, at: span) }
    self.sum = sum
    count += other.count
    least = least.lesser(other.least)
    greatest = greatest.greater(other.greatest)
  }

  /// The least, the greatest, the mean or else the sum; nil on overflow.
  func range(of function: AggregateFunction) -> NumberRange? {
    switch function {
    case .min: least
    case .max: greatest
    case .avg: sum.divided(by: ExactNumber(Int128(count)))
    case .sum, .count, .countKnown, .distinctCount, .median, .percentile, .any, .all, .none,
      .first, .last, .list, .share:
      sum
    }
  }

  /// The total in another unit, nil where no fixed factors say how.
  func converted(to unit: UnitID?, _ units: UnitTable) -> RangeTotal? {
    if self.unit == unit { return self }
    guard let from = self.unit, let unit, let sum = units.convert(sum, from: from, to: unit),
      let least = units.convert(least, from: from, to: unit),
      let greatest = units.convert(greatest, from: from, to: unit)
    else { return nil }
    return RangeTotal(unit: unit, count: count, sum: sum, least: least, greatest: greatest)
  }
}

extension [RangeTotal] {
  /// Adds one number.
  mutating func add(_ entry: Measure, at span: SourceSpan) throws(EvaluationError) {
    try merge(
      RangeTotal(
        unit: entry.unit, count: 1, sum: entry.range, least: entry.range, greatest: entry.range),
      at: span)
  }

  /// Adds a total to the one of its unit.
  mutating func merge(_ total: RangeTotal, at span: SourceSpan) throws(EvaluationError) {
    guard let known = firstIndex(where: { $0.unit == total.unit }) else {
      append(total)
      return
    }
    try self[known].merge(total, at: span)
  }
}

extension [RangeTotal] {
  /// The least or greatest number as it is recorded, where that is in one of several units; of
  /// equal ones the one in the smallest unit.
  func recordedExtreme(_ function: AggregateFunction, among units: UnitTable) -> Measure? {
    guard function == .min || function == .max else { return nil }
    var best: NumberRange?
    var found: [(measure: Measure, inBase: NumberRange)] = []
    for entry in self {
      guard let range = entry.range(of: function),
        let inBase = units.inBase(range, of: entry.unit)
      else { return nil }
      found.append((Measure(range: range, unit: entry.unit), inBase))
      guard let known = best else {
        best = inBase
        continue
      }
      best = function == .min ? known.lesser(inBase) : known.greater(inBase)
    }
    let alike = found.filter { $0.inBase == best }.map(\.measure)
    guard let first = alike.first else { return nil }
    return alike.dropFirst().reduce(first) { one, other in
      units.finer(one.unit, other.unit) == other.unit ? other : one
    }
  }
}

extension NumberRange {
  /// The range of the lesser of two numbers.
  func lesser(_ other: NumberRange) -> NumberRange {
    NumberRange(
      lower: other.lower.startsBefore(lower) ? other.lower : lower,
      upper: other.upper.stopsBefore(upper) ? other.upper : upper)
  }

  /// The range of the greater of two numbers.
  func greater(_ other: NumberRange) -> NumberRange {
    NumberRange(
      lower: lower.startsBefore(other.lower) ? other.lower : lower,
      upper: upper.stopsBefore(other.upper) ? other.upper : upper)
  }
}

extension NumberRange.Bound {
  /// Whether, as lower ends, this one admits lower numbers.
  func startsBefore(_ other: Self) -> Bool {
    guard let a = number else { return other.number != nil }
    guard let b = other.number else { return false }
    return a < b || (a == b && !isOpen && other.isOpen)
  }

  /// Whether, as upper ends, this one admits only lower numbers.
  func stopsBefore(_ other: Self) -> Bool {
    guard let a = number else { return false }
    guard let b = other.number else { return true }
    return a < b || (a == b && isOpen && !other.isOpen)
  }
}
