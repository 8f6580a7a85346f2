import AvowModel
import AvowPlan

/// A date as comparisons see it: when it begins, when it ends, each between two days.
///
/// One day of the data begins and ends on one day that is not known exactly; what lasts, and a
/// period of the query, begins on its first and ends on its last day.
struct DateExtent {
  var earliest: Int32
  var latest: Int32
  var isLasting: Bool

  /// The latest day on which it may begin.
  var latestBegin: Int32 { isLasting ? earliest : latest }
  /// The earliest day on which it may end.
  var earliestEnd: Int32 { isLasting ? latest : earliest }

  /// Compares with a day of the data or a period, nil where undecided.
  func compare(_ operation: DateOperator, _ other: DateExtent, _ reading: DateReading) -> Bool? {
    switch operation {
    case .equal: equals(other, reading)
    case .notEqual: equals(other, reading).map { !$0 }
    case .before: decide(latest < other.earliest, unless: earliestEnd >= other.latestBegin)
    case .after: decide(earliest > other.latest, unless: latestBegin <= other.earliestEnd)
    case .since: decide(earliest >= other.latestBegin, unless: latestBegin < other.earliest)
    case .until: decide(latest <= other.earliestEnd, unless: earliestEnd > other.latest)
    case .overlaps: overlaps(other)
    }
  }

  private func equals(_ other: DateExtent, _ reading: DateReading) -> Bool? {
    let isDisjoint = latest < other.earliest || earliest > other.latest
    switch reading {
    case .period:
      let isWithin = earliest >= other.earliest && latest <= other.latest
      return decide(isWithin, unless: isDisjoint || isLasting)
    case .day:
      let isExact = earliest == latest && other.earliest == other.latest
      return decide(isExact && earliest == other.earliest, unless: isDisjoint)
    }
  }

  private func overlaps(_ other: DateExtent) -> Bool? {
    let isDisjoint = latest < other.earliest || earliest > other.latest
    if isDisjoint { return false }
    if isLasting, other.isLasting { return true }
    if other.isLasting {
      return decide(earliest >= other.earliest && latest <= other.latest, unless: false)
    }
    if isLasting {
      return decide(other.earliest >= earliest && other.latest <= latest, unless: false)
    }
    return decide(earliest == latest && other.earliest == other.latest, unless: false)
  }

  private func decide(_ isTrue: Bool, unless isFalse: Bool) -> Bool? {
    isTrue ? true : isFalse ? false : nil
  }
}

/// Reads dates as extents, row by row.
struct DateReader {
  private let dates: DateColumn
  private let isPeriod: Bool

  /// Makes a reader; a period of the query lasts from its first to its last day.
  init(_ dates: DateColumn, isPeriod: Bool) {
    self.dates = dates
    self.isPeriod = isPeriod
  }

  subscript(row: Int) -> DateExtent {
    let earliest = dates.earliest[row]
    return DateExtent(
      earliest: earliest, latest: dates.latest?[row] ?? earliest,
      isLasting: isPeriod || dates.marks?[row].meaning == .lasting)
  }
}

extension Execution {
  /// Compares dates with days of the data or with periods of the query.
  func compareDates(
    _ operation: DateOperator, _ left: Vector, _ right: Vector, _ reading: DateReading
  ) throws(EvaluationError) -> Truth {
    guard case .date(let a) = left.column.data, case .date(let b) = right.column.data else {
      return Truth(repeating: false, count: left.count)
        .settingMissing(left, right, none: operation == .notEqual)
    }
    let others = DateReader(b, isPeriod: reading == .period)
    let truth: Truth
    if let row = right.constantRow {
      truth = compare(operation, a, left.rows, others[row], reading)
    } else {
      let dates = DateReader(a, isPeriod: false)
      let rows = left.rows
      let otherRows = right.rows
      truth = try Truth(count: left.count) { (position) throws(EvaluationError) -> Bool? in
        dates[rows[position]].compare(operation, others[otherRows[position]], reading)
      }
    }
    return truth.settingMissing(left, right, none: operation == .notEqual)
  }

  private func compare(
    _ operation: DateOperator, _ dates: DateColumn, _ rows: RowSelection,
    _ other: DateExtent, _ reading: DateReading
  ) -> Truth {
    let earliest = dates.earliest
    if dates.latest == nil, dates.marks == nil,
      let test = DayTest(operation, other, reading)
    {
      return Truth(mask(earliest, rows, test.accepts))
    }
    let reader = DateReader(dates, isPeriod: false)
    let isTrue = mask(rows) { reader[$0].compare(operation, other, reading) == true }
    let isPossible = mask(rows) { reader[$0].compare(operation, other, reading) != false }
    return Truth(isTrue, undecided: isPossible.subtracting(isTrue))
  }
}

/// How exact days compare with one extent, as the closed range of accepted days.
private struct DayTest {
  private var low = Int32.min
  private var high = Int32.max
  private var isNegated = false

  @inline(__always)
  func accepts(_ day: Int32) -> Bool {
    // Inside both hold, outside exactly one does; no branch, so that the loop runs on vectors.
    ((day >= low) == (day <= high)) != isNegated
  }

  /// Makes the test, or nil where an exact day may be undecided.
  init?(_ operation: DateOperator, _ other: DateExtent, _ reading: DateReading) {
    guard other.isLasting || other.earliest == other.latest else { return nil }
    switch operation {
    case .equal, .overlaps: (low, high) = (other.earliest, other.latest)
    case .notEqual:
      (low, high) = (other.earliest, other.latest)
      isNegated = true
    case .before:
      if other.earliest == .min { (low, high) = (1, 0) } else { high = other.earliest - 1 }
    case .after:
      if other.latest == .max { (low, high) = (1, 0) } else { low = other.latest + 1 }
    case .since: low = other.earliest
    case .until: high = other.latest
    }
    // Against a lasting day of the data, equality follows other rules than within a period.
    if case .day = reading, other.earliest != other.latest {
      switch operation {
      case .equal, .notEqual: return nil
      case .before, .after, .since, .until, .overlaps: break
      }
    }
  }
}
