import AvowModel

/// What the marks of a timeline have to fit, and which kinds of dates there are.
struct TimeSurvey {
  /// The first and the last day that a date names; nil where none does.
  private(set) var first: Day?
  private(set) var last: Day?
  /// Whether some date is open at its beginning, or at its end.
  private(set) var opensBefore = false
  private(set) var opensAfter = false
  /// Whether some date lasts, and whether some is one day of several.
  private(set) var hasLasting = false
  private(set) var hasWithin = false

  /// Looks at the known dates of the first rows.
  init(_ column: Column, _ dates: DateColumn?, rows: Int) {
    guard let dates else { return }
    for row in 0..<rows where column.state(at: row) == .known { include(dates[row]) }
  }

  private mutating func include(_ date: DateValue) {
    for day in [date.earliest, date.latest] where !day.isDistant {
      first = min(first ?? day, day)
      last = max(last ?? day, day)
    }
    if date.earliest == .distantPast { opensBefore = true }
    if date.latest == .distantFuture { opensAfter = true }
    guard date.exact == nil else { return }
    switch date.meaning {
    case .oneDay: hasWithin = true
    case .lasting: hasLasting = true
    }
  }

  /// The signs that occur and are not plain, each with its meaning.
  func legend(_ signs: ChartSigns) -> [String] {
    [
      hasWithin ? "\(signs.someDay) \(signs.within) one day within" : nil,
      hasLasting ? "\(signs.lasting) all that time" : nil,
      opensBefore ? "\(signs.before) or earlier" : nil,
      opensAfter ? "\(signs.beyond) or later" : nil,
    ].compactMap(\.self)
  }
}
