import AvowModel
import AvowPlan

/// `min` and `max` of dates, as intervals, and of other ordered values.
struct Extremes: Accumulator {
  private let isGreatest: Bool
  private var dates: [DateValue?] = []
  /// The extremes of exact days, apart from the others.
  private var bestDays: [Int32?] = []
  /// Values other than dates wait for the end, where their order is known.
  private var pieces: [(values: Column, groups: RowSelection)] = []
  private var leftOut = LeftOut()

  init(isGreatest: Bool) { self.isGreatest = isGreatest }

  mutating func grow(to groupCount: Int) {
    dates.grow(to: groupCount, nil)
    leftOut.grow(to: groupCount)
  }

  mutating func addUndecided(_ counts: [Int]) { leftOut.addUndecided(counts) }

  mutating func add(_ rows: AggregateRows) throws(EvaluationError) {
    guard let argument = rows.argument else { return }
    let selected = leftOut.selection(of: rows)
    let values = selected.map { argument.gathered($0) } ?? argument
    let groups = selected.map { rows.groups.gathered($0) } ?? rows.groups
    if case .date(let column) = values.column.data {
      if column.latest == nil, column.marks == nil {
        addDays(column.earliest, values.rows, groups)
        return
      }
      for position in 0..<values.count {
        let date = column[values.rows[position]]
        let group = groups[position]
        dates[group] = dates[group].map { merged($0, date) } ?? date
      }
      return
    }
    pieces.append((values.materialized, groups))
  }

  /// Adds exact days.
  private mutating func addDays(_ days: [Int32], _ rows: RowSelection, _ groups: RowSelection) {
    bestDays.grow(to: dates.count, nil)
    for position in 0..<rows.count {
      let day = days[rows[position]]
      let group = groups[position]
      guard let best = bestDays[group], isGreatest ? best >= day : best <= day else {
        bestDays[group] = day
        continue
      }
    }
  }

  /// The extreme date of a group, of exact days and of others.
  private func date(of group: UInt32) -> DateValue? {
    let other = dates[Int(group)]
    guard Int(group) < bestDays.count, let day = bestDays[Int(group)] else { return other }
    let exact = DateValue(Day(day))
    return other.map { merged($0, exact) } ?? exact
  }

  private func merged(_ one: DateValue, _ other: DateValue) -> DateValue {
    if one.isIdentical(to: other) { return one }
    let result =
      isGreatest
      ? DateValue(max(one.earliest, other.earliest), max(one.latest, other.latest))
      : DateValue(min(one.earliest, other.earliest), min(one.latest, other.latest))
    // One of the two that decides alone keeps its spelling and meaning.
    for date in [one, other]
    where date.earliest == result.earliest && date.latest == result.latest {
      return date
    }
    return result
  }

  func column(_ call: AggregateCall, _ groups: AggregateGroups, _ execution: Execution)
    throws(EvaluationError) -> Column
  {
    let omissions = leftOut.omissions(
      of: groups.numbers, effect: isGreatest ? .raises : .lowers)
    if case .date? = call.argument?.type {
      let chosen = groups.numbers.map { date(of: $0) }
      return Column(
        .date(DateColumn(chosen.map { $0 ?? DateValue(Day(0)) })),
        validity: Validity(chosen.map { $0 == nil ? .none : .known }), omissions: omissions)
    }
    let values = Column.joined(pieces.map(\.values)) ?? Column(.missing(0))
    let owners = RowSelection.joined(pieces.map(\.groups))
    let order = try SortColumn(
      Vector(values), call.argument?.type ?? call.type, isDescending: isGreatest, execution)
    var best = [UInt32?](repeating: nil, count: dates.count)
    for position in 0..<owners.count {
      let group = owners[position]
      if let known = best[group], order.order(Int(known), position) <= 0 { continue }
      best[group] = UInt32(truncatingIfNeeded: position)
    }
    let chosen = groups.numbers.map { best[Int($0)] }
    guard values.count > 0 else { return Column(missing: .none, count: chosen.count) }
    var result = values.gathered(chosen.map { $0 ?? 0 })
    result.validity = Validity(chosen.map { $0 == nil ? .none : .known })
    result.omissions = omissions
    return result
  }
}
