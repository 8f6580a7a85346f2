import AvowModel
import AvowPlan

extension Execution {
  /// An aggregate over the rows of a nested plan, run once for all rows of the block.
  func nested(
    _ call: AggregateCall, over plan: Plan, _ expression: PlanExpression, in block: Block
  ) throws(EvaluationError) -> Vector {
    guard block.count > 0 else { return Vector(missing: .none, count: 0) }
    let frame = Frame(outer: block)
    var calls = AggregateCalls([call], in: database)
    calls.grow(to: block.count)
    _ = try run(
      plan, frame,
      Consumer { (inner) throws(EvaluationError) -> Flow in
        try calls.add(inner, groups: inner.segments, self)
        return .more
      })
    calls.addUndecided(frame.dropped)
    let groups = (0..<block.count).map { UInt32(truncatingIfNeeded: $0) }
    var column = try calls.column(of: 0, AggregateGroups(numbers: groups, wholes: groups), self)
    if call.function == .count, let most = plan.rowCountMax { column.capCounts(at: most) }
    if !frame.unknown.isEmpty {
      var states = column.states
      for position in frame.unknown { states[position] = .undecided }
      column.validity = Validity(states)
    }
    return Vector(column)
  }
}
