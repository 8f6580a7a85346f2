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
    let (rows, nameRows) = (vectors[0].rows, vectors[1].rows)
    var table = PeriodTable()
    swap(&table, &periods)
    var result = DateColumn([])
    var first = [Int32](repeating: 0, count: states.count)
    var last = first
    var unit: (row: Int, unit: CalendarUnit?)?
    for position in states.indices where states[position] == .known {
      let row = rows[position]
      let nameRow = nameRows[position]
      if unit?.row != nameRow {
        unit = (nameRow, CalendarUnit(rawValue: names[nameRow].lowercased()))
      }
      let day = dates.earliest[row]
      if let unit = unit?.unit, let period = table.period(of: unit, around: day),
        dates.latest?[row] ?? day <= period.last
      {
        first[position] = period.first
        last[position] = period.last
      } else {
        states[position] = .undecided
      }
    }
    swap(&table, &periods)
    result.earliest = first
    result.latest = last
    return Vector(Column(.date(result), validity: Validity(states)))
  }
}

/// The periods that were asked for last, so that few days need calendar arithmetic.
struct PeriodTable {
  /// The periods by unit and the low bits of the day that was asked for.
  private var periods: [Period] = []
  private static let bits = 13

  /// The first and the last day.
  struct Period {
    var first: Int32
    var last: Int32
  }

  fileprivate mutating func period(of unit: CalendarUnit, around day: Int32) -> Period? {
    if periods.isEmpty {
      // No day lies in a period that ends before it begins.
      let none = Period(first: 1, last: 0)
      periods = [Period](
        repeating: none, count: CalendarUnit.allCases.count << Self.bits)
    }
    let slot = unit.place << Self.bits | Int(day) & (1 << Self.bits - 1)
    let known = periods[slot]
    if known.first <= day, day <= known.last { return known }
    guard let date = unit.period(around: Day(day)) else { return nil }
    let period = Period(first: date.earliest.number, last: date.latest.number)
    periods[slot] = period
    return period
  }
}

extension CalendarUnit {
  /// The position among the units.
  fileprivate var place: Int {
    switch self {
    case .year: 0
    case .quarter: 1
    case .month: 2
    case .week: 3
    }
  }

  /// The period that holds a day, nil for the days that stand for "unbounded".
  fileprivate func period(around day: Day) -> DateValue? {
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
      .startsWith, .endsWith, .replace, .substring, .similar, .text, .truncate, .reason, .coalesce,
      .size, .joined, .without, .names:
      return nil
    }
  }
}
