/// A day of the proleptic Gregorian calendar, counted from 1970-01-01.
package struct Day: Hashable, Sendable, Comparable {
  package var number: Int32
  package init(_ number: Int32) { self.number = number }

  /// Before every day: an interval without a known start.
  package static let distantPast = Day(.min)
  /// After every day: an interval without a known end.
  package static let distantFuture = Day(.max)
  /// The years that dates may have.
  package static let years = -999_999...999_999

  package static func < (left: Day, right: Day) -> Bool { left.number < right.number }

  /// Makes a day from a date, or nil where there is no such date.
  package init?(year: Int, month: Int, day: Int) {
    guard Self.years.contains(year), (1...12).contains(month),
      (1...Self.length(ofMonth: month, year: year)).contains(day)
    else { return nil }
    // Civil-from-days arithmetic over 400-year eras that start on 1 March.
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let monthIndex = (month + 9) % 12
    let dayOfYear = (153 * monthIndex + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    number = Int32(era * 146_097 + dayOfEra - 719_468)
  }

  /// Year, month and day of the month.
  package var date: (year: Int, month: Int, day: Int) {
    let shifted = Int(number) + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthIndex = (5 * dayOfYear + 2) / 153
    let month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * monthIndex + 2) / 5 + 1)
  }

  /// The number of days in a month.
  package static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Whether the year has 366 days.
  package static func isLeap(_ year: Int) -> Bool {
    year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
  }

  /// Whether the day is one of the two that stand for "unbounded".
  package var isDistant: Bool { self == .distantPast || self == .distantFuture }

  /// The day some days later, or nil beyond the calendar; the distant days stay where they are.
  package func advanced(byDays days: Int) -> Day? {
    guard !isDistant else { return self }
    let (sum, overflow) = Int(number).addingReportingOverflow(days)
    guard !overflow, let number = Int32(exactly: sum), !Day(number).isDistant else { return nil }
    return Day(number)
  }

  /// The day some months later, on the month's last day where it is shorter.
  package func advanced(byMonths months: Int) -> Day? {
    guard !isDistant else { return self }
    let (year, month, day) = date
    let (total, overflow) = (year * 12 + month - 1).addingReportingOverflow(months)
    guard !overflow else { return nil }
    let (quotient, remainder) = total.quotientAndRemainder(dividingBy: 12)
    let newYear = remainder < 0 ? quotient - 1 : quotient
    guard Self.years.contains(newYear) else { return nil }
    let newMonth = total - newYear * 12 + 1
    let last = Self.length(ofMonth: newMonth, year: newYear)
    return Day(year: newYear, month: newMonth, day: min(day, last))
  }

  /// The day of the week, 1 for Monday to 7 for Sunday.
  package var weekday: Int {
    let remainder = (Int(number) + 3) % 7
    return (remainder < 0 ? remainder + 7 : remainder) + 1
  }
}

extension Day: CustomStringConvertible {
  /// The date as ISO 8601 writes it: `2025-08-28`.
  package var description: String {
    let (year, month, day) = date
    return "\(Self.text(ofYear: year))-\(Self.twoDigits(month))-\(Self.twoDigits(day))"
  }

  /// A year in at least four digits.
  package static func text(ofYear year: Int) -> String {
    let digits = String(year.magnitude)
    let padding = String(repeating: "0", count: max(0, 4 - digits.utf8.count))
    return (year < 0 ? "-" : "") + padding + digits
  }

  static func twoDigits(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
}
