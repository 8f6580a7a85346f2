import AvowModel

/// A distance between the ticks of a timeline, in units of the calendar.
enum TimeStep: Hashable {
  /// Days; weeks begin on Monday.
  case days(Int)
  case months(Int)
  case years(Int)

  /// The steps, the finest first.
  static let all: [TimeStep] =
    [.days(1), .days(2), .days(7), .days(14), .months(1), .months(3), .months(6)]
    + [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000]
    .map(TimeStep.years)

  /// The fewest days that a step may have.
  var days: Int {
    switch self {
    case .days(let count): count
    case .months(1): 28
    case .months(let count): count * 30
    case .years(let count): count * 365
    }
  }

  /// What a tick on a day is called.
  func label(of day: Day) -> String {
    let text = day.description
    return switch self {
    case .days: text
    case .months: String(text.dropLast(3))
    case .years: String(text.dropLast(6))
    }
  }

  /// The days on which ticks stand, from one day to another.
  func days(from first: Day, to last: Day) -> [Day] {
    var result: [Day] = []
    var next = start(atOrAfter: first)
    while let day = next, day <= last {
      result.append(day)
      next = following(day)
    }
    return result
  }

  private func following(_ day: Day) -> Day? {
    switch self {
    case .days(let count): day.advanced(byDays: count)
    case .months(let count): day.advanced(byMonths: count)
    case .years(let count): day.advanced(byMonths: count * 12)
    }
  }

  /// The first tick that is not before a day.
  private func start(atOrAfter day: Day) -> Day? {
    let (year, month, _) = day.date
    let start: Day?
    switch self {
    case .days(let count):
      guard count.isMultiple(of: 7) else { return day }
      return day.advanced(byDays: (8 - day.weekday) % 7)
    case .months(let count): start = Day(year: year, month: month - (month - 1) % count, day: 1)
    case .years(let count):
      let remainder = year % count
      let floor = year - (remainder < 0 ? remainder + count : remainder)
      // The calendar begins within a step.
      guard Day.years.contains(floor) else { return Day(year: floor + count, month: 1, day: 1) }
      start = Day(year: floor, month: 1, day: 1)
    }
    return start.flatMap { $0 < day ? following($0) : $0 }
  }
}
