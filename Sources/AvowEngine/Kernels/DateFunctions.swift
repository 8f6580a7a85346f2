import AvowModel
import AvowPlan

extension Execution {
  /// A part of a date; undecided where the interval holds several.
  func datePart(_ function: ScalarFunction, of vector: Vector, _ expression: PlanExpression)
    throws(EvaluationError) -> Vector
  {
    guard case .date(let dates) = vector.column.data else {
      return Vector(Column(.missing(vector.count), validity: Validity(vector.states)))
    }
    var states = vector.states
    var parts = [Int64](repeating: 0, count: vector.count)
    for position in parts.indices where states[position] == .known {
      let row = vector.rows[position]
      let first = Day(dates.earliest[row])
      let last = dates.latest.map { Day($0[row]) } ?? first
      if let part = function.part(of: first, to: last) {
        parts[position] = Int64(part)
      } else {
        states[position] = .undecided
      }
    }
    return Vector(
      Column(.number(NumberColumn(exact: parts)), validity: Validity(states)))
  }

  /// The year, quarter, month or week around a date, as a period; undecided across a border.
  func truncated(_ vectors: [Vector], _ expression: PlanExpression) throws(EvaluationError)
    -> Vector
  {
    guard vectors.count == 2, case .date(let dates) = vectors[0].column.data,
      case .text(let names) = vectors[1].column.data
    else {
      let states = vectors[0].states
      return Vector(Column(.missing(states.count), validity: Validity(states)))
    }
    var states = combinedStates(vectors[0], vectors[1])
    var periods = PeriodCache()
    var result = DateColumn([])
    result.earliest = [Int32](repeating: 0, count: states.count)
    var latest = result.earliest
    for position in states.indices where states[position] == .known {
      let row = vectors[0].rows[position]
      let name = vectors[1].constantRow ?? vectors[1].rows[position]
      if periods.name != name { periods = PeriodCache(name, names[name]) }
      let last = Day(dates.latest?[row] ?? dates.earliest[row])
      if let period = periods.period(around: Day(dates.earliest[row])), last <= period.1 {
        result.earliest[position] = period.0.number
        latest[position] = period.1.number
      } else {
        states[position] = .undecided
      }
    }
    result.latest = latest
    return Vector(Column(.date(result), validity: Validity(states)))
  }
}

/// The periods of one unit, each computed once for the days of a block.
private struct PeriodCache {
  /// The row of the unit's name, which tells one unit from another.
  let name: Int?
  private let unit: CalendarUnit?
  /// The last period found for each remainder of the days, a table without collisions in practice.
  private var periods = [(Day, Day)?](repeating: nil, count: 1 << 13)

  init() {
    name = nil
    unit = nil
  }

  init(_ name: Int, _ text: String) {
    self.name = name
    unit = CalendarUnit(rawValue: text.lowercased())
  }

  mutating func period(around day: Day) -> (Day, Day)? {
    let slot = Int(day.number) & (periods.count - 1)
    if let known = periods[slot], known.0 <= day, day <= known.1 { return known }
    guard let period = unit?.period(around: day) else { return nil }
    periods[slot] = (period.earliest, period.latest)
    return periods[slot]
  }
}

/// The periods that dates are cut to.
private enum CalendarUnit: String {
  case year
  case quarter
  case month
  case week

  /// The period that holds a day, nil for the days that stand for "unbounded".
  func period(around day: Day) -> DateValue? {
    guard !day.isDistant else { return nil }
    let (year, month, _) = day.date
    switch self {
    case .year: return months(year, 1, count: 12)
    case .quarter: return months(year, (month - 1) / 3 * 3 + 1, count: 3)
    case .month: return months(year, month, count: 1)
    case .week:
      guard let first = day.advanced(byDays: 1 - day.weekday),
        let last = first.advanced(byDays: 6)
      else { return nil }
      return DateValue(first, last)
    }
  }

  private func months(_ year: Int, _ month: Int, count: Int) -> DateValue? {
    guard let first = Day(year: year, month: month, day: 1),
      let last = Day(
        year: year, month: month + count - 1,
        day: Day.length(ofMonth: month + count - 1, year: year))
    else { return nil }
    return DateValue(first, last)
  }
}

extension ScalarFunction {
  /// The part of a date that both ends of its interval share, nil where they do not.
  fileprivate func part(of first: Day, to last: Day) -> Int? {
    guard !first.isDistant, !last.isDistant else { return nil }
    let (year, month, day) = first.date
    let end = first == last ? (year, month, day) : last.date
    switch self {
    case .year: return year == end.0 ? year : nil
    case .quarter:
      return year == end.0 && (month - 1) / 3 == (end.1 - 1) / 3 ? (month + 2) / 3 : nil
    case .month: return year == end.0 && month == end.1 ? month : nil
    case .day: return first == last ? day : nil
    case .weekday: return first == last ? first.weekday : nil
    case .low, .high, .abs, .round, .floor, .ceiling, .mod, .lower, .upper, .trim, .length,
      .startsWith, .endsWith, .replace, .substring, .text, .truncate, .reason, .coalesce,
      .size, .joined, .without, .names:
      return nil
    }
  }
}
