import AvowModel
import AvowPlan

/// A field seen from a viewpoint.
struct ViewedField: Hashable {
  var relation: RelationID
  var field: Int
  var viewpoint: Viewpoint
}

extension Execution {
  /// A field's column as it is from a viewpoint, made once per execution.
  func column(
    _ field: Int, of relation: RelationID, from viewpoint: Viewpoint, at expression: PlanExpression
  ) throws(EvaluationError) -> Column {
    let key = ViewedField(relation: relation, field: field, viewpoint: viewpoint)
    if let known = viewedColumns[key] { return known }
    let columns = database[relation].columns
    guard columns.indices.contains(field), let stored = columns[field] else {
      throw EvaluationError(.malformedPlan, at: expression.span)
    }
    var column = stored
    if viewpoint.saidBy != nil || viewpoint.publishedBy != nil,
      schema[relation].fields[field].origin == .thread
    {
      column = try threadColumns(of: relation, from: viewpoint)[field] ?? stored
    }
    if let rule = schema.conditionRule, rule.relation == relation, rule.state == field {
      column = column.assuming(viewpoint.assumptions, in: schema)
    }
    viewedColumns[key] = column
    return column
  }

  /// What is known of the conditions from a viewpoint.
  func conditionStates(from viewpoint: Viewpoint, at expression: PlanExpression)
    throws(EvaluationError) -> ConditionStates
  {
    if let known = knownConditions[viewpoint] { return known }
    guard let rule = schema.conditionRule else {
      throw EvaluationError(.malformedPlan, at: expression.span)
    }
    let count = database[rule.relation].rowCount
    var own = [Bool?](repeating: nil, count: count)
    if let state = rule.state {
      let column = try column(state, of: rule.relation, from: viewpoint, at: expression)
      for row in own.indices {
        if case .boolean(let value) = column.value(at: row) { own[row] = value }
      }
    } else {
      for assumption in viewpoint.assumptions where Int(assumption.condition) < count {
        own[Int(assumption.condition)] = assumption.holds
      }
    }
    var meanings = [ConditionExpression?](repeating: nil, count: count)
    if let meaning = rule.meaning.flatMap({ database[rule.relation].columns[$0] }) {
      for row in meanings.indices {
        if case .condition(let value) = meaning.value(at: row) { meanings[row] = value }
      }
    }
    // What is assumed to be unknown is so whatever it means.
    for assumption in viewpoint.assumptions where Int(assumption.condition) < count {
      meanings[Int(assumption.condition)] = nil
    }
    let states = ConditionStates(own: own, meanings: meanings)
    knownConditions[viewpoint] = states
    return states
  }
}

extension Column {
  /// The column of states with some of them assumed.
  fileprivate func assuming(_ assumptions: [Viewpoint.Assumption], in schema: Schema) -> Column {
    guard !assumptions.isEmpty else { return self }
    var builder = ColumnBuilder(.boolean, in: schema)
    var next = assumptions[...]
    for row in 0..<count {
      if let assumption = next.first, Int(assumption.condition) == row {
        builder.append(assumption.holds.map(Value.boolean) ?? .missing(.unspecified))
        next.removeFirst()
      } else {
        builder.append(value(at: row))
      }
    }
    return builder.build() ?? self
  }
}
