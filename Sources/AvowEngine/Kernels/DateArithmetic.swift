import AvowDiagnostics
import AvowModel
import AvowPlan

extension Execution {
  /// The days between two dates, as an interval where one of them is not known exactly.
  func dateDifference(
    _ left: (DateColumn, Vector), _ right: (DateColumn, Vector), _ states: [ValueState],
    _ expression: PlanExpression
  ) throws(EvaluationError) -> Vector {
    var cells = NumberCells(states)
    for position in states.indices where states[position] == .known {
      let a = left.0[left.1.rows[position]]
      let b = right.0[right.1.rows[position]]
      let range = NumberRange(
        lower: difference(a.earliest, b.latest), upper: difference(a.latest, b.earliest))
      cells.set(position, .known(Measure(range: range, unit: UnitTable.days)))
    }
    return try cells.vector(at: expression.span)
  }

  private func difference(_ left: Day, _ right: Day) -> NumberRange.Bound {
    guard !left.isDistant, !right.isDistant else { return .absent }
    return .closed(ExactNumber(Int128(left.number) - Int128(right.number)))
  }

  /// A date some time earlier or later; of several lengths the months are taken first.
  func shiftedDate(
    _ dates: DateColumn, _ vector: Vector, by time: Vector,
    _ operation: ArithmeticOperator, _ states: [ValueState], _ expression: PlanExpression
  ) throws(EvaluationError) -> Vector {
    let lengths = EntryReader(time)
    let units = schema.units
    var states = states
    var results: [DateValue] = []
    results.reserveCapacity(states.count)
    for position in states.indices {
      guard states[position] == .known else {
        results.append(DateValue(Day(0)))
        continue
      }
      var date = dates[vector.rows[position]]
      let parts = lengths.entries(at: position)
      let isMonths = { (part: Measure) in part.unit.map { units[$0].factor == nil } ?? false }
      for part in parts.filter(isMonths) + parts.filter({ !isMonths($0) }) {
        let shift = TimeShift(part.range, part.unit, isBackward: operation == .subtract, units)
        guard let shift else {
          states[position] = .undecided
          break
        }
        guard let moved = shift.applied(to: date) else {
          throw EvaluationError(.dateOutOfRange, at: expression.span)
        }
        date = moved
      }
      results.append(date)
    }
    return Vector(Column(.date(DateColumn(results)), validity: Validity(states)))
  }
}

/// A length of time as it moves a date: whole days or whole months, at least and at most.
struct TimeShift {
  private let low: Int?
  private let high: Int?
  private let isMonths: Bool

  /// Makes a shift, or nil where the length has no unit of time or is out of all bounds.
  init?(_ range: NumberRange, _ unit: UnitID?, isBackward: Bool, _ units: UnitTable) {
    guard let unit, units[unit].dimension == UnitTable.time,
      let signed = isBackward ? range.negated : range
    else { return nil }
    isMonths = units[unit].factor == nil
    let scaled: NumberRange?
    if let factor = units[unit].factor, let day = units[UnitTable.days].factor {
      scaled = signed.multiplied(by: factor)?.divided(by: day)
    } else {
      let months = units[unit].symbol == "years" ? 12 : 1
      scaled = signed.multiplied(by: ExactNumber(Int128(months)))
    }
    guard let scaled else { return nil }
    // A part of a day may or may not reach the next one.
    low = scaled.lower.number.map { Self.bounded($0.roundedDown) }
    high = scaled.upper.number.map { Self.bounded($0.roundedUp) }
  }

  /// A count that leaves the calendar anyway may as well be smaller.
  private static func bounded(_ count: Int128) -> Int {
    Int(min(max(count, -10_000_000_000), 10_000_000_000))
  }

  /// The date moved, or nil beyond the calendar.
  func applied(to date: DateValue) -> DateValue? {
    guard let earliest = move(date.earliest, low, orElse: .distantPast),
      let latest = move(date.latest, high, orElse: .distantFuture)
    else { return nil }
    return DateValue(earliest, latest, meaning: date.meaning, qualifiers: date.qualifiers)
  }

  private func move(_ day: Day, _ count: Int?, orElse unbounded: Day) -> Day? {
    guard let count else { return unbounded }
    return isMonths ? day.advanced(byMonths: count) : day.advanced(byDays: count)
  }
}

extension ExactNumber {
  /// The greatest whole number that is not greater.
  var roundedDown: Int128 {
    guard let power = Self.powerOfTen(scale), scale > 0 else { return mantissa }
    let (quotient, remainder) = mantissa.quotientAndRemainder(dividingBy: power)
    return remainder < 0 ? quotient - 1 : quotient
  }

  /// The least whole number that is not less.
  var roundedUp: Int128 {
    guard let power = Self.powerOfTen(scale), scale > 0 else { return mantissa }
    let (quotient, remainder) = mantissa.quotientAndRemainder(dividingBy: power)
    return remainder > 0 ? quotient + 1 : quotient
  }
}
