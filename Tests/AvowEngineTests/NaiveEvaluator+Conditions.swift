import AvowModel
import AvowPlan

extension NaiveEvaluator {
  /// What depends on the viewpoint; times are left to the tests of threads.
  func viewed(_ operation: ViewOperation, _ operands: [Value]) -> Value {
    let first = operands.first ?? .missing(.undecided)
    switch operation {
    case .field(let relation, let field, _): return follow(first, relation, field)
    case .isSaid, .said: return .missing(.undecided)
    case .named:
      if case .row(let row) = first { return .condition(.named(row)) }
      return first
    case .holds(let viewpoint):
      switch first {
      case .condition(let condition):
        return holds(condition, viewpoint).map(Value.boolean) ?? .missing(.undecided)
      case .missing(.none): return .boolean(true)
      default: return first
      }
    case .blockers(let viewpoint):
      switch first {
      case .condition(let condition):
        return .list(blockers(condition, viewpoint, isWanted: true).map(Value.row))
      case .missing(.none): return .list([])
      default: return first
      }
    case .joined: return .missing(.undecided)
    }
  }

  /// The truth of a condition, straight from its definition.
  func holds(_ condition: ConditionExpression, _ viewpoint: Viewpoint) -> Bool? {
    switch condition {
    case .named(let row):
      let (state, meaning) = settled(row, viewpoint)
      return state ?? meaning.flatMap { holds($0, viewpoint) }
    case .not(let operand): return holds(operand, viewpoint).map { !$0 }
    case .all(let operands): return all(operands.map { holds($0, viewpoint) })
    case .any(let operands):
      return all(operands.map { holds($0, viewpoint).map { !$0 } }).map { !$0 }
    }
  }

  /// The named conditions that keep a condition from being as wanted.
  func blockers(
    _ condition: ConditionExpression, _ viewpoint: Viewpoint, isWanted: Bool
  ) -> [UInt32] {
    guard holds(condition, viewpoint) != isWanted else { return [] }
    var result: [UInt32] = []
    switch condition {
    case .named(let row):
      let (state, meaning) = settled(row, viewpoint)
      guard state == nil, let meaning else { return [row] }
      return blockers(meaning, viewpoint, isWanted: isWanted)
    case .not(let operand): return blockers(operand, viewpoint, isWanted: !isWanted)
    case .all(let operands), .any(let operands):
      // All that are not as wanted: where one were enough, none is, or this would be as wanted.
      for operand in operands {
        for row in blockers(operand, viewpoint, isWanted: isWanted) where !result.contains(row) {
          result.append(row)
        }
      }
    }
    return result
  }

  /// What is known of a condition by itself, and what it means where that decides.
  private func settled(
    _ row: UInt32, _ viewpoint: Viewpoint
  ) -> (state: Bool?, meaning: ConditionExpression?) {
    if let assumption = viewpoint.assumption(about: row) { return (assumption.holds, nil) }
    guard let rule = schema.conditionRule else { return (nil, nil) }
    var state: Bool?
    var meaning: ConditionExpression?
    let columns = database[rule.relation].columns
    if let column = rule.state.flatMap({ columns[$0] }),
      case .boolean(let value) = column.value(at: Int(row))
    {
      state = value
    }
    if let column = rule.meaning.flatMap({ columns[$0] }),
      case .condition(let value) = column.value(at: Int(row))
    {
      meaning = value
    }
    return (state, meaning)
  }
}
