import AvowModel
import AvowPlan

extension Execution {
  /// The value of what depends on the viewpoint, or calculates with conditions.
  func viewed(
    _ operation: ViewOperation, _ operands: [PlanExpression], _ expression: PlanExpression,
    in block: Block
  ) throws(EvaluationError) -> Vector {
    guard let first = operands.first else {
      throw EvaluationError(.malformedPlan, at: expression.span)
    }
    switch operation {
    case .field(let relation, let field, let viewpoint):
      let column = try column(field, of: relation, from: viewpoint, at: expression)
      return try fieldValue(first, column, expression, in: block)
    case .isSaid(let relation, let viewpoint):
      let column = try saidColumn(of: relation, from: viewpoint, at: expression)
      return try fieldValue(first, column, expression, in: block)
    case .said(let relation, let viewpoint):
      let column = try saidColumn(of: relation, from: viewpoint, at: expression)
      return saidMembers(of: try value(first, in: block), column)
    case .holds(let viewpoint):
      return try holds(value(first, in: block), viewpoint, expression)
    case .blockers(let viewpoint):
      return try blockers(of: value(first, in: block), viewpoint, expression)
    case .named:
      return try condition(of: value(first, in: block), expression)
    case .joined(let connective):
      var vectors: [Vector] = []
      for operand in operands { vectors.append(try value(operand, in: block)) }
      return try joinedConditions(connective, vectors, expression, count: block.count)
    }
  }

  /// The truth of each condition; without a condition nothing is in the way.
  private func holds(
    _ vector: Vector, _ viewpoint: Viewpoint, _ expression: PlanExpression
  ) throws(EvaluationError) -> Vector {
    let states = try conditionStates(from: viewpoint, at: expression)
    var known: [UInt32: Value] = [:]
    return try build(expression, count: vector.count) { position in
      let state = vector.state(at: position)
      guard state == .known else { return state == .none ? .boolean(true) : .missing(state) }
      guard case .condition(let conditions) = vector.column.data else {
        return .missing(.undecided)
      }
      let row = vector.rows[position]
      if let value = known[conditions.codes[row]] { return value }
      let value = states.truth(of: conditions[row]).map(Value.boolean) ?? .missing(.undecided)
      known[conditions.codes[row]] = value
      return value
    }
  }

  private func blockers(
    of vector: Vector, _ viewpoint: Viewpoint, _ expression: PlanExpression
  ) throws(EvaluationError) -> Vector {
    let states = try conditionStates(from: viewpoint, at: expression)
    var known: [UInt32: Value] = [:]
    return try build(expression, count: vector.count) { position in
      let state = vector.state(at: position)
      guard state == .known else { return state == .none ? .list([]) : .missing(state) }
      guard case .condition(let conditions) = vector.column.data else {
        return .missing(.undecided)
      }
      let row = vector.rows[position]
      if let value = known[conditions.codes[row]] { return value }
      let value = Value.list(states.blockers(of: conditions[row]).map(Value.row))
      known[conditions.codes[row]] = value
      return value
    }
  }

  /// Rows of the relation of conditions as conditions.
  private func condition(of vector: Vector, _ expression: PlanExpression)
    throws(EvaluationError) -> Vector
  {
    try buildKnown([vector], expression) { position in
      guard case .row(let row) = vector.value(at: position) else { return .missing(.undecided) }
      return .condition(.named(row))
    }
  }

  /// Conditions joined into one; what is not stated is left out.
  private func joinedConditions(
    _ connective: ConditionConnective, _ vectors: [Vector], _ expression: PlanExpression,
    count: Int
  ) throws(EvaluationError) -> Vector {
    try build(expression, count: count) { position in
      let values = vectors.map { $0.value(at: position) }
      return switch connective {
      case .not: values.first.map(Value.negatedCondition) ?? .missing(.notStated)
      case .all: Value.joinedConditions(values, connective)
      case .any: Value.joinedConditions(values, connective)
      }
    }
  }
}

extension Value {
  fileprivate static func negatedCondition(_ value: Value) -> Value {
    guard case .condition(let condition) = value else { return value }
    if case .not(let operand) = condition { return .condition(operand) }
    return .condition(.not(condition))
  }

  /// None, which is no condition, adds nothing to an `and` and fulfils an `or`.
  fileprivate static func joinedConditions(
    _ values: [Value], _ connective: ConditionConnective
  ) -> Value {
    var operands: [ConditionExpression] = []
    var hasNone = false
    func add(_ parts: [ConditionExpression]) {
      for part in parts where !operands.contains(part) { operands.append(part) }
    }
    for value in values {
      switch value {
      case .condition(.all(let inner)) where connective == .all: add(inner)
      case .condition(.any(let inner)) where connective == .any: add(inner)
      case .condition(let condition): add([condition])
      case .missing(.notStated): break
      case .missing(.none): hasNone = true
      case .missing, .boolean, .number, .text, .date, .code, .row, .list, .record: return value
      }
    }
    if hasNone, connective == .any || operands.isEmpty { return .missing(.none) }
    guard let first = operands.first else { return .missing(.notStated) }
    if operands.count == 1 { return .condition(first) }
    return .condition(connective == .all ? .all(operands) : .any(operands))
  }
}
