import AvowDiagnostics
import AvowModel
import AvowPlan

/// `count` and `share`: the rows of each group, certain and undecided.
struct RowCounts: Accumulator {
  private(set) var certain: [Int] = []
  private(set) var undecided: [Int] = []

  mutating func grow(to groupCount: Int) {
    certain.grow(to: groupCount, 0)
    undecided.grow(to: groupCount, 0)
  }

  mutating func add(_ rows: AggregateRows) throws(EvaluationError) {
    guard let maybe = rows.undecided else {
      certain.add(rows.groups)
      return
    }
    let positions = maybe.positions
    undecided.add(rows.groups.gathered(positions))
    certain.add(rows.groups.gathered((~maybe).positions))
  }

  mutating func addUndecided(_ counts: [Int]) {
    for (group, count) in counts.enumerated() { undecided[group] += count }
  }

  func column(_ call: AggregateCall, _ groups: AggregateGroups, _ execution: Execution)
    throws(EvaluationError) -> Column
  {
    if call.function == .share { return try shares(groups) }
    return .counts(
      groups.numbers.map { certain[Int($0)] },
      plus: groups.numbers.map {
        undecided[Int($0)]
      })
  }

  /// The rows of each group over those of all groups of the whole.
  private func shares(_ groups: AggregateGroups) throws(EvaluationError) -> Column {
    var totals: [UInt32: Int] = [:]
    for (group, whole) in zip(groups.numbers, groups.wholes) {
      totals[whole, default: 0] += certain[Int(group)]
    }
    var cells = NumberCells([ValueState](repeating: .known, count: groups.numbers.count))
    for (position, group) in groups.numbers.enumerated() {
      let total = ExactNumber(Int128(totals[groups.wholes[position]] ?? 0))
      let part = ExactNumber(Int128(certain[Int(group)]))
      if let share = part.divided(by: total) {
        cells.set(position, .known(Measure(range: NumberRange(share), unit: nil)))
      } else {
        cells.set(position, .missing(.none))
      }
    }
    let omissions = Omissions(
      unknown: [Int](repeating: 0, count: groups.numbers.count),
      undecided: groups.numbers.map { undecided[Int($0)] })
    return try cells.vector(omissions: omissions, at: SourceSpan(0, 0)).column
  }
}

/// `count(field)`: the rows of each group whose argument is known, certain and undecided.
struct KnownCounts: Accumulator {
  private var counts = RowCounts()

  mutating func grow(to groupCount: Int) { counts.grow(to: groupCount) }

  mutating func add(_ rows: AggregateRows) throws(EvaluationError) {
    guard let known = rows.argument?.known else {
      try counts.add(rows)
      return
    }
    let positions = known.positions
    try counts.add(
      AggregateRows(
        groups: rows.groups.gathered(positions),
        undecided: rows.undecided?.selected(.rows(positions)), span: rows.span))
  }

  mutating func addUndecided(_ counts: [Int]) { self.counts.addUndecided(counts) }

  func column(_ call: AggregateCall, _ groups: AggregateGroups, _ execution: Execution)
    throws(EvaluationError) -> Column
  { try counts.column(call, groups, execution) }
}

extension [Int] {
  /// Counts each number of a selection.
  fileprivate mutating func add(_ groups: RowSelection) {
    var counts = mutableSpan
    switch groups {
    case .repeated(let group, let count): counts[Int(group)] += count
    case .range(let range): for group in range { counts[group] += 1 }
    case .rows(let groups): for group in groups { counts[Int(group)] += 1 }
    }
  }
}

extension Column {
  /// Counts, as intervals where further rows are undecided.
  static func counts(_ certain: [Int], plus undecided: [Int]) -> Column {
    var numbers = NumberColumn(exact: certain.map(Int64.init))
    if undecided.contains(where: { $0 > 0 }) {
      numbers.upper = .narrow(zip(certain, undecided).map { Int64($0 + $1) })
    }
    return Column(.number(numbers))
  }
}

extension Plan {
  /// How many rows it gives at most for each row outside, nil where its last steps do not say.
  var rowCountMax: Int? {
    switch self {
    case .limit(_, let limit): limit.per.isEmpty ? max(0, limit.count) : nil
    case .filter(let input, _), .derive(let input, _), .sort(let input, _),
      .distinct(let input, _), .window(let input, _), .top(let input, _, _):
      input.rowCountMax
    case .single, .scan, .related, .members, .elements, .aggregate, .expand, .combine, .changes,
      .join:
      nil
    }
  }
}

extension Column {
  /// Bounds counts by what the rows can number at most.
  mutating func capCounts(at most: Int) {
    guard case .number(var numbers) = data, case .narrow(let upper)? = numbers.upper else { return }
    let capped = upper.map { min($0, Int64(most)) }
    if case .narrow(let lower) = numbers.lower, lower == capped {
      numbers.upper = nil
    } else {
      numbers.upper = .narrow(capped)
    }
    data = .number(numbers)
  }
}
