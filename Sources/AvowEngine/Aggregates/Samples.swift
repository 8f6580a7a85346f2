import AvowDiagnostics
import AvowModel
import AvowPlan

/// `median` and `percentile`: all values of each group, sorted at the end.
///
/// Between two neighbours the result is interpolated. Of intervals, the lower and the upper ends
/// have a percentile each; of dates, the neighbour below is taken.
struct Samples: Accumulator {
  private var pieces: [Column] = []
  private var groups: [UInt32] = []
  private var groupCount = 0
  private var leftOut = LeftOut()

  mutating func grow(to groupCount: Int) {
    self.groupCount = max(self.groupCount, groupCount)
    leftOut.grow(to: groupCount)
  }

  mutating func addUndecided(_ counts: [Int]) { leftOut.addUndecided(counts) }

  mutating func add(_ rows: AggregateRows) throws(EvaluationError) {
    guard let argument = rows.argument else { return }
    let selected = leftOut.selection(of: rows)
    let values = selected.map { argument.gathered($0) } ?? argument
    pieces.append(values.materialized)
    groups.append(contentsOf: (selected.map { rows.groups.gathered($0) } ?? rows.groups).array)
  }

  func column(_ call: AggregateCall, _ groups: AggregateGroups, _ execution: Execution)
    throws(EvaluationError) -> Column
  {
    let span = call.argument?.span ?? SourceSpan(0, 0)
    try execution.checkRowCount(self.groups.count, at: span)
    let omissions = leftOut.omissions(of: groups.numbers, effect: .moves)
    guard !pieces.isEmpty else {
      var column = Column(missing: .none, count: groups.numbers.count)
      column.omissions = omissions
      return column
    }
    guard let values = Column.joined(pieces) else { throw EvaluationError(.overflow, at: span) }
    let buckets = Buckets(self.groups, groupCount: groupCount)
    let rank = Rank(call.percentile ?? ExactNumber(50))
    if case .date(let dates) = values.data {
      return Self.dates(dates, buckets, groups.numbers, rank, omissions)
    }
    guard case .number(let numbers) = values.data else {
      return Column(missing: .none, count: groups.numbers.count)
    }
    var cells = NumberCells([ValueState](repeating: .known, count: groups.numbers.count))
    for (position, group) in groups.numbers.enumerated() {
      try execution.checkCancellation()
      let rows = buckets.positions(of: group)
      cells.set(
        position, try Self.percentile(numbers, rows, rank, execution.schema.units, at: span))
    }
    return try cells.vector(omissions: omissions, at: span).column
  }

  private static func dates(
    _ dates: DateColumn, _ buckets: Buckets, _ groups: [UInt32], _ rank: Rank,
    _ omissions: Omissions?
  ) -> Column {
    let results = groups.map { group -> DateValue? in
      let rows = buckets.positions(of: group)
      guard !rows.isEmpty else { return nil }
      let (place, _) = rank.place(among: rows.count)
      let first = rows.map { dates.earliest[Int($0)] }.sorted()[place]
      let last = rows.map { dates.latest?[Int($0)] ?? dates.earliest[Int($0)] }.sorted()[place]
      return DateValue(Day(first), Day(last))
    }
    return Column(
      .date(DateColumn(results.map { $0 ?? DateValue(Day(0)) })),
      validity: Validity(results.map { $0 == nil ? .none : .known }), omissions: omissions)
  }

  private static func percentile(
    _ numbers: NumberColumn, _ rows: ArraySlice<UInt32>, _ rank: Rank, _ units: UnitTable,
    at span: SourceSpan
  ) throws(EvaluationError) -> NumberCells.Cell {
    guard let first = rows.first else { return .missing(.none) }
    let unit = numbers.unit(at: Int(first))
    let (place, fraction) = rank.place(among: rows.count)
    let next = min(place + 1, rows.count - 1)
    if numbers.isExact, numbers.units.common != nil, case .narrow(let values) = numbers.lower {
      var sample = rows.map { values[Int($0)] }
      let ends = (sample.selected(place), sample.selected(next))
      let bounds = [ends.0, ends.1].map {
        NumberRange.Bound.closed(ExactNumber(Int128($0), scale: numbers.scale))
      }
      guard let bound = between(bounds[0], bounds[1], fraction), let number = bound.number else {
        throw EvaluationError(.overflow, at: span)
      }
      return .known(Measure(range: NumberRange(number), unit: unit))
    }
    let finest = rows.reduce(unit) { units.finer($0, numbers.unit(at: Int($1))) }
    return try percentile(numbers, rows, rank, units, in: finest, at: span)
  }

  private static func percentile(
    _ numbers: NumberColumn, _ rows: ArraySlice<UInt32>, _ rank: Rank, _ units: UnitTable,
    in unit: UnitID?, at span: SourceSpan
  ) throws(EvaluationError) -> NumberCells.Cell {
    let (place, fraction) = rank.place(among: rows.count)
    let next = min(place + 1, rows.count - 1)
    var ranges: [NumberRange] = []
    for row in rows {
      let measure = Measure(
        range: numbers.range(at: Int(row)), unit: numbers.unit(at: Int(row)))
      if measure.unit == unit {
        ranges.append(measure.range)
      } else if let from = measure.unit, let unit,
        let range = units.convert(measure.range, from: from, to: unit)
      {
        ranges.append(range)
      } else {
        return .missing(.undecided)
      }
    }
    let lows = ranges.map(\.lower).sorted { $0.startsBefore($1) }
    let highs = ranges.map(\.upper).sorted { $0.stopsBefore($1) }
    guard let low = between(lows[place], lows[next], fraction),
      let high = between(highs[place], highs[next], fraction)
    else { throw EvaluationError(.overflow, at: span) }
    return .known(Measure(range: NumberRange(lower: low, upper: high), unit: unit))
  }

  /// The bound a fraction of the way from one to the other, at 12 places; nil on overflow.
  private static func between(
    _ low: NumberRange.Bound, _ high: NumberRange.Bound, _ fraction: ExactNumber
  ) -> NumberRange.Bound? {
    if fraction == .zero { return low }
    guard let a = low.number, let b = high.number else { return .absent }
    guard a != b else { return low.isOpen && high.isOpen ? low : .closed(a) }
    guard let step = b.subtracting(a)?.multiplied(by: fraction), let sum = a.adding(step) else {
      return nil
    }
    let number = sum.rounded(to: 12)
    return low.isOpen || high.isOpen ? .open(number) : .closed(number)
  }
}

/// A percentile as a place among sorted values.
private struct Rank {
  private let percentile: ExactNumber

  /// Takes a percentile, held between 0 and 100.
  init(_ percentile: ExactNumber) {
    self.percentile = min(max(percentile, .zero), ExactNumber(100)).rounded(to: 12)
  }

  /// The value at or before the place, and how far the place is on the way to the next.
  func place(among count: Int) -> (place: Int, fraction: ExactNumber) {
    guard
      let scaled = percentile.multiplied(by: ExactNumber(Int128(count - 1))),
      let exact = scaled.multiplied(by: ExactNumber(1, scale: 2))
    else { return (0, .zero) }
    let place = Int(clamping: exact.roundedDown)
    let fraction = exact.subtracting(ExactNumber(Int128(place))) ?? .zero
    return (min(max(place, 0), count - 1), fraction)
  }
}
