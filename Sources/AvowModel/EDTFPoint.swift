/// One unqualified point of EDTF: `1985`, `1985-04-12`, `198X`, `2004-XX`, `Y17000`, `2001-21`.
struct EDTFPoint {
  private var rest: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

  /// The first and the last day that the point may mean, nil where the text is no point.
  var span: (Day, Day)? {
    var reader = self
    if reader.take(UInt8(ascii: "Y")) { return reader.longYear() }
    let isNegative = reader.take(UInt8(ascii: "-"))
    guard let year = reader.digits(4) else { return nil }
    if isNegative, year == 0...0 { return nil }
    let years = isNegative ? -year.upperBound ... -year.lowerBound : year
    guard !reader.rest.isEmpty else { return Self.days(years) }
    guard reader.take(UInt8(ascii: "-")) else { return nil }
    if reader.take(UInt8(ascii: "Q")) { return reader.quarter(of: years) }
    return reader.monthAndDay(years)
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard rest.first == byte else { return false }
    rest = rest.dropFirst()
    return true
  }

  /// Reads digits of which the last ones may be `X`; gives the range they may stand for.
  private mutating func digits(_ count: Int) -> ClosedRange<Int>? {
    guard rest.count >= count else { return nil }
    var low = 0
    var high = 0
    var isUnspecified = false
    for byte in rest.prefix(count) {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9") where !isUnspecified:
        let digit = Int(byte - UInt8(ascii: "0"))
        low = low * 10 + digit
        high = high * 10 + digit
      case UInt8(ascii: "X"):
        isUnspecified = true
        low *= 10
        high = high * 10 + 9
      default: return nil
      }
    }
    rest = rest.dropFirst(count)
    return low...high
  }

  private mutating func longYear() -> (Day, Day)? {
    let isNegative = take(UInt8(ascii: "-"))
    // More digits than the calendar has would only overflow.
    guard (5...9).contains(rest.count), let year = digits(rest.count), year.count == 1 else {
      return nil
    }
    let number = isNegative ? -year.lowerBound : year.lowerBound
    return Self.days(number...number)
  }

  private mutating func quarter(of years: ClosedRange<Int>) -> (Day, Day)? {
    guard years.count == 1, let quarter = digits(1), quarter.count == 1, rest.isEmpty,
      (1...4).contains(quarter.lowerBound)
    else { return nil }
    return Self.months(years.lowerBound, quarter.lowerBound * 3 - 2, count: 3)
  }

  private mutating func monthAndDay(_ years: ClosedRange<Int>) -> (Day, Day)? {
    let isUnspecifiedYear = years.count > 1
    guard let month = digits(2) else { return nil }
    if month == 0...99 { return unspecifiedMonth(years) }
    guard month.count == 1, !isUnspecifiedYear else { return nil }
    let year = years.lowerBound
    if (21...24).contains(month.lowerBound) {
      guard rest.isEmpty else { return nil }
      return Self.season(year, month.lowerBound)
    }
    guard (1...12).contains(month.lowerBound) else { return nil }
    guard !rest.isEmpty else { return Self.months(year, month.lowerBound, count: 1) }
    guard take(UInt8(ascii: "-")), let day = digits(2) else { return nil }
    if day == 0...99 {
      return rest.isEmpty ? Self.months(year, month.lowerBound, count: 1) : nil
    }
    guard day.count == 1,
      let exact = Day(year: year, month: month.lowerBound, day: day.lowerBound),
      rest.isEmpty || isTime
    else { return nil }
    return (exact, exact)
  }

  /// `1985-XX` or `1985-XX-XX`.
  private mutating func unspecifiedMonth(_ years: ClosedRange<Int>) -> (Day, Day)? {
    if rest.isEmpty { return Self.days(years) }
    guard take(UInt8(ascii: "-")), digits(2) == 0...99, rest.isEmpty else { return nil }
    return Self.days(years)
  }

  /// Whether the rest is a clock time: `T23:20:30`, with `Z` or an offset; Avow keeps the day.
  private var isTime: Bool {
    var reader = self
    guard reader.take(UInt8(ascii: "T")), reader.number(upTo: 24),
      reader.take(UInt8(ascii: ":")), reader.number(upTo: 59),
      reader.take(UInt8(ascii: ":")), reader.number(upTo: 59)
    else { return false }
    if reader.rest.isEmpty { return true }
    if reader.take(UInt8(ascii: "Z")) { return reader.rest.isEmpty }
    guard reader.take(UInt8(ascii: "+")) || reader.take(UInt8(ascii: "-")),
      reader.number(upTo: 14)
    else { return false }
    if reader.rest.isEmpty { return true }
    return reader.take(UInt8(ascii: ":")) && reader.number(upTo: 59) && reader.rest.isEmpty
  }

  private mutating func number(upTo limit: Int) -> Bool {
    guard let value = digits(2) else { return false }
    return value.count == 1 && value.lowerBound <= limit
  }

  private static func days(_ years: ClosedRange<Int>) -> (Day, Day)? {
    guard let first = Day(year: years.lowerBound, month: 1, day: 1),
      let last = Day(year: years.upperBound, month: 12, day: 31)
    else { return nil }
    return (first, last)
  }

  /// Spring starts in March; the winter of a year starts in its December.
  private static func season(_ year: Int, _ code: Int) -> (Day, Day)? {
    months(year, (code - 20) * 3, count: 3)
  }

  private static func months(_ year: Int, _ month: Int, count: Int) -> (Day, Day)? {
    guard let first = Day(year: year, month: month, day: 1),
      let next = first.advanced(byMonths: count), let last = next.advanced(byDays: -1)
    else { return nil }
    return (first, last)
  }
}
