/// An EDTF date: an interval of days, how it is meant, and how it was written.
///
/// A coarse date and `[a..b]` are one day that lies within the interval; `a/b` lasts from a to b.
package struct DateValue: Hashable, Sendable {
  /// The earliest day it may be, or the first day of what lasts.
  package var earliest: Day
  /// The latest day it may be, or the last day of what lasts.
  package var latest: Day
  package var meaning: Meaning
  /// The qualifiers `?` and `~`.
  package var qualifiers: Qualifiers
  /// The text it was read from, nil where it was computed.
  package var spelling: String?

  /// How an interval of days is meant.
  package enum Meaning: UInt8, Hashable, Sendable {
    /// One day somewhere within.
    case oneDay
    /// From the first to the last day.
    case lasting
  }

  /// The EDTF qualifiers: `?` uncertain, `~` approximate, `%` both.
  package struct Qualifiers: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }
    package static let uncertain = Qualifiers(rawValue: 1)
    package static let approximate = Qualifiers(rawValue: 2)
  }

  /// Makes a date from its parts.
  package init(
    _ earliest: Day, _ latest: Day, meaning: Meaning = .oneDay, qualifiers: Qualifiers = [],
    spelling: String? = nil
  ) {
    self.earliest = earliest
    self.latest = latest
    self.meaning = meaning
    self.qualifiers = qualifiers
    self.spelling = spelling
  }

  /// Makes an exact day.
  package init(_ day: Day) { self.init(day, day) }

  /// The day itself where there is only one.
  package var exact: Day? { earliest == latest && !earliest.isDistant ? earliest : nil }

  /// Whether two dates say the same, however they were written.
  package func isIdentical(to other: DateValue) -> Bool {
    earliest == other.earliest && latest == other.latest && meaning == other.meaning
      && qualifiers == other.qualifiers
  }
}

extension DateValue: CustomStringConvertible {
  /// The date as it was written, else its shortest EDTF form.
  package var description: String {
    if let spelling { return spelling }
    return Self.text(earliest, latest, meaning)
  }

  private static func text(_ first: Day, _ last: Day, _ meaning: Meaning) -> String {
    if first == last, !first.isDistant { return first.description }
    if meaning == .oneDay, let period = calendarPeriod(first, last) { return period }
    let start = first == .distantPast ? "" : first.description
    let end = last == .distantFuture ? "" : last.description
    switch meaning {
    case .oneDay: return "[\(start)..\(end)]"
    case .lasting:
      return "\(start.isEmpty ? ".." : start)/\(end.isEmpty ? ".." : end)"
    }
  }

  private static func calendarPeriod(_ first: Day, _ last: Day) -> String? {
    guard !first.isDistant, !last.isDistant else { return nil }
    let start = first.date
    let end = last.date
    guard start.day == 1, start.year == end.year,
      end.day == Day.length(ofMonth: end.month, year: end.year)
    else { return nil }
    let year = Day.text(ofYear: start.year)
    if start.month == end.month { return "\(year)-\(Day.twoDigits(start.month))" }
    if start.month == 1, end.month == 12 { return year }
    guard start.month % 3 == 1, end.month == start.month + 2 else { return nil }
    return "\(year)-Q\(end.month / 3)"
  }
}
