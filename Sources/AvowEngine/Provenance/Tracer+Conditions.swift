import AvowDiagnostics
import AvowModel
import AvowPlan

extension Tracer {
  /// Traces what depends on the viewpoint: thread fields, and the states of conditions.
  func trace(
    _ operation: ViewOperation, _ operands: [PlanExpression], _ block: Block, _ owners: [Int]
  ) throws(EvaluationError) {
    for operand in operands { try trace(operand, block, owners) }
    guard let operand = operands.first else { return }
    switch operation {
    case .field(let relation, let field, let viewpoint):
      if case .row = operand.kind { return }
      try addRead(operand, relation, field, viewpoint, block, owners)
    case .holds(let viewpoint), .blockers(let viewpoint):
      try traceStates(operand, viewpoint, block, owners)
    case .isSaid, .said, .named, .joined: break
    }
  }

  /// Adds the named conditions of each row, whose states decide.
  private func traceStates(
    _ condition: PlanExpression, _ viewpoint: Viewpoint, _ block: Block, _ owners: [Int]
  ) throws(EvaluationError) {
    guard let rule = database.schema.conditionRule, let state = rule.state else { return }
    let conditions = try execution.value(condition, in: block)
    for position in 0..<block.count {
      guard case .condition(let expression) = conditions.value(at: position) else { continue }
      for row in names(in: expression, rule) {
        let place = add(rule.relation, row, .read, from: viewpoint, to: owners[position])
        guard let place else { continue }
        addField(state, at: place, of: owners[position])
      }
    }
  }

  /// The conditions that an expression names, and those that these mean.
  private func names(in expression: ConditionExpression, _ rule: ConditionRule) -> [UInt32] {
    let meanings = rule.meaning.flatMap { database[rule.relation].columns[$0] }
    var result = expression.names
    var next = 0
    while next < result.count {
      if case .condition(let meaning)? = meanings?.value(at: Int(result[next])) {
        for name in meaning.names where !result.contains(name) { result.append(name) }
      }
      next += 1
    }
    return result
  }

  /// Fields of a record with their values, as they are seen: `stance: willing`.
  func values(
    of fields: Set<Int>, of row: UInt32, in relation: RelationID, from viewpoint: Viewpoint
  ) throws(EvaluationError) -> String {
    var parts: [String] = []
    for field in fields.sorted() {
      let declared = database.schema[relation].fields[field]
      guard database[relation].columns[field] != nil else { continue }
      let column = try execution.column(
        field, of: relation, from: viewpoint, at: PlanExpression.nowhere)
      let value = shown(column.value(at: Int(row)), declared.type)
      let isAssumed =
        database.schema.conditionRule?.relation == relation
        && database.schema.conditionRule?.state == field
        && viewpoint.assumption(about: row) != nil
      parts.append("\(declared.name): \(value)" + (isAssumed ? " (assumed)" : ""))
    }
    return parts.joined(separator: ", ")
  }
}

extension PlanExpression {
  /// An expression that stands nowhere, for errors that have no place.
  fileprivate static var nowhere: PlanExpression {
    PlanExpression(.constant(.missing(.none)), .missing, at: SourceSpan(0, 0))
  }
}
