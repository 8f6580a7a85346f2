import AvowDiagnostics
import AvowModel
import AvowPlan

/// What one family of aggregates remembers of each group while rows pass.
protocol Accumulator {
  /// Makes room for groups up to a number.
  mutating func grow(to groupCount: Int)
  /// Adds the rows of a block.
  mutating func add(_ rows: AggregateRows) throws(EvaluationError)
  /// Adds rows of which only the number is known, per group: they may or may not belong.
  mutating func addUndecided(_ counts: [Int])
  /// The results of a call for some groups.
  func column(_ call: AggregateCall, _ groups: AggregateGroups, _ execution: Execution)
    throws(EvaluationError) -> Column
}

/// The rows of a block on their way into an accumulator.
struct AggregateRows {
  /// The group of each row.
  var groups: RowSelection
  /// The argument, where there is one.
  var argument: Vector?
  /// The truth of the argument, for aggregates of predicates.
  var truth: Truth?
  /// The rows of which it is undecided whether they belong.
  var undecided: Bitmap?
  /// Where the argument stands in the query.
  var span: SourceSpan

  var count: Int { groups.count }
}

/// The groups whose results are asked for.
struct AggregateGroups {
  var numbers: [UInt32]
  /// For each, the number of the whole of which it is a share.
  var wholes: [UInt32]
}

/// The rows that an aggregate leaves out, per group.
struct LeftOut {
  private(set) var unknown: [Int] = []
  private(set) var undecided: [Int] = []

  mutating func grow(to groupCount: Int) {
    unknown.grow(to: groupCount, 0)
    undecided.grow(to: groupCount, 0)
  }

  mutating func addUndecided(_ counts: [Int]) {
    for (group, count) in counts.enumerated() { undecided[group] += count }
  }

  /// The positions of the rows that count for certain and have a value, nil for all; the others
  /// are counted here.
  mutating func selection(of rows: AggregateRows) -> [UInt32]? {
    guard let argument = rows.argument else { return nil }
    addOmissions(of: argument, rows)
    guard rows.undecided != nil || !argument.isComplete else { return nil }
    let known = argument.known ?? Bitmap(repeating: true, count: rows.count)
    if let maybe = rows.undecided {
      let none = argument.isNone ?? Bitmap(repeating: false, count: rows.count)
      for position in maybe.subtracting(none).positions {
        undecided[rows.groups[Int(position)]] += 1
      }
    }
    if var missing = argument.isUnknown {
      if let maybe = rows.undecided { missing = missing.subtracting(maybe) }
      for position in missing.positions { unknown[rows.groups[Int(position)]] += 1 }
    }
    return (rows.undecided.map { known.subtracting($0) } ?? known).positions
  }

  /// What the aggregates left out of which the argument is made.
  private mutating func addOmissions(of argument: Vector, _ rows: AggregateRows) {
    guard let omissions = argument.column.omissions else { return }
    for position in 0..<rows.count {
      let row = argument.rows[position]
      unknown[rows.groups[position]] += omissions.unknown[row]
      undecided[rows.groups[position]] += omissions.undecided[row]
    }
  }

  /// The omissions of some groups, nil where nothing was left out.
  func omissions(of groups: [UInt32], effect: Omissions.Effect) -> Omissions? {
    Omissions(
      unknown: groups.map { unknown[Int($0)] }, undecided: groups.map { undecided[Int($0)] },
      effect: effect)
  }
}

extension Array {
  /// Fills up to a count.
  mutating func grow(to count: Int, _ element: Element) {
    if count > self.count {
      append(contentsOf: repeatElement(element, count: count - self.count))
    }
  }
}
