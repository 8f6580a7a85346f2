import AvowDiagnostics
import AvowModel
import AvowPlan

/// The aggregates of one step: their arguments are evaluated once, and calls of one argument
/// share what is remembered.
struct AggregateCalls {
  private let calls: [AggregateCall]
  private var inputs: [Input] = []
  private var accumulators: [any Accumulator] = []
  /// The accumulator of each call.
  private var places: [Int] = []

  /// What is evaluated once per block.
  private struct Input {
    var call: AggregateCall
    var family: AggregateFamily
    var accumulators: [Int] = []
  }

  init(_ calls: [AggregateCall], in database: Database) {
    self.calls = calls
    for call in calls { place(call, database) }
  }

  private mutating func place(_ call: AggregateCall, _ database: Database) {
    let family = AggregateFamily(call)
    for input in inputs where input.family == family && input.call.sharesInput(with: call) {
      places.append(input.accumulators[0])
      return
    }
    places.append(accumulators.count)
    inputs.append(Input(call: call, family: family, accumulators: [accumulators.count]))
    accumulators.append(family.accumulator(for: call, database))
  }

  /// Makes room for groups up to a number.
  mutating func grow(to groupCount: Int) {
    for index in accumulators.indices { accumulators[index].grow(to: groupCount) }
  }

  /// Adds the rows of a block, given the group of each.
  mutating func add(_ block: Block, groups: RowSelection, _ execution: Execution)
    throws(EvaluationError)
  {
    for input in inputs {
      var block = block
      var groups = groups
      if let filter = input.call.filter {
        let truth = try execution.truth(filter, in: block)
        block = block.kept(truth)
        if !truth.isPossible.isFull { groups = groups.gathered(truth.isPossible.positions) }
      }
      guard block.count > 0 else { continue }
      var rows = AggregateRows(
        groups: groups, undecided: block.maybe,
        span: input.call.argument?.span ?? SourceSpan(0, 0))
      if let argument = input.call.argument {
        if input.family == .truth {
          rows.truth = try execution.truth(argument, in: block)
        } else {
          rows.argument = try execution.value(argument, in: block)
        }
      }
      for index in input.accumulators { try accumulators[index].add(rows) }
    }
  }

  /// Adds rows of which only the number is known, per group.
  mutating func addUndecided(_ counts: [Int]) {
    guard counts.contains(where: { $0 > 0 }) else { return }
    for index in accumulators.indices { accumulators[index].addUndecided(counts) }
  }

  /// The results of a call for some groups.
  func column(of index: Int, _ groups: AggregateGroups, _ execution: Execution)
    throws(EvaluationError) -> Column
  {
    try accumulators[places[index]].column(calls[index], groups, execution)
  }
}

/// The families of aggregates that remember the same.
enum AggregateFamily {
  case rows
  case truth
  case known
  case numbers
  case extremes
  case distinct
  case ends
  case samples

  init(_ call: AggregateCall) {
    switch call.function {
    case .count, .share: self = .rows
    case .any, .all, .none: self = .truth
    case .countKnown: self = .known
    case .sum, .avg: self = .numbers
    case .min, .max: self = call.argument?.type.isNumeric == true ? .numbers : .extremes
    case .distinctCount, .list: self = .distinct
    case .first, .last: self = .ends
    case .median, .percentile: self = .samples
    }
  }

  func accumulator(for call: AggregateCall, _ database: Database) -> any Accumulator {
    switch self {
    case .rows: RowCounts()
    case .truth: TruthCounts()
    case .known: KnownCounts()
    case .numbers: NumberTotals(database.schema.units)
    case .extremes: Extremes(isGreatest: call.function == .max)
    case .distinct: DistinctValues(call, in: database)
    case .ends: EndValues(isLast: call.function == .last)
    case .samples: Samples()
    }
  }
}

extension AggregateCall {
  /// Whether both remember the same of the same values; only plain arguments are compared.
  fileprivate func sharesInput(with other: AggregateCall) -> Bool {
    guard filter == nil, other.filter == nil else { return false }
    switch AggregateFamily(self) {
    case .extremes, .ends: if function != other.function { return false }
    case .rows, .truth, .known, .numbers, .distinct, .samples: break
    }
    guard let argument, let argument2 = other.argument else {
      return self.argument == nil && other.argument == nil
    }
    return argument.isSamePath(as: argument2)
  }
}

extension PlanExpression {
  /// Whether both name the same row, column or field.
  func isSamePath(as other: PlanExpression) -> Bool {
    switch (kind, other.kind) {
    case (.row(let a), .row(let b)): a == b
    case (.column(let a), .column(let b)): a == b
    case (.field(let a, let relation, let field), .field(let b, let relation2, let field2)):
      relation == relation2 && field == field2 && a.isSamePath(as: b)
    default: false
    }
  }
}
