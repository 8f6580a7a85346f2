import AvowModel
import AvowPlan

extension Tracer {
  /// Traces the records that a value rests on beside the row itself: those of nested queries, of
  /// ways back, and those that a reference leads to.
  func trace(_ expression: PlanExpression, _ block: Block, _ owners: [Int])
    throws(EvaluationError)
  {
    guard block.count > 0 else { return }
    switch expression.kind {
    case .constant, .row: return
    case .column(let id):
      if let original = original(of: id) { try trace(original, block, owners) }
    case .field(let target, let relation, let field):
      if case .row = target.kind { return }
      try trace(target, block, owners)
      let viewpoint = isOfThread(field, of: relation) ? Viewpoint() : nil
      try addRead(target, relation, field, viewpoint, block, owners)
    case .aggregate(let call, let plan): try traceNested(call, over: plan, block, owners)
    case .shape(let shape):
      try traceNested(AggregateCall(.count, type: .integer), over: shape.plan, block, owners)
    case .related(let way, let target):
      try trace(target, block, owners)
      let found = try execution.value(expression, in: block)
      for position in 0..<block.count {
        for row in found.references(at: position) {
          add(way.relation, row, .source, to: owners[position])
        }
      }
    case .anyElement(let list, let id, let body):
      try traceMembers(list, id, body, isTest: true, block, owners)
    case .mapElements(let list, let id, let body):
      try traceMembers(list, id, body, isTest: false, block, owners)
    case .exchanged(let operand, _, let day):
      try trace(operand, block, owners)
      try trace(day, block, owners)
      try addRates(expression, block, owners)
    case .viewed(let operation, let operands):
      try trace(operation, operands, block, owners)
    case .compareNumbers, .compareTexts, .matchText, .compareDates, .compareCodes, .isMember,
      .isIdentical, .hasState, .not, .and, .or, .possibly, .certainly, .arithmetic, .negative,
      .converted, .call, .choice, .list:
      for part in expression.directParts { try trace(part, block, owners) }
    }
  }

  /// Adds the rows that references name, and that a field of them was read.
  func addRead(
    _ target: PlanExpression, _ relation: RelationID, _ field: Int, _ viewpoint: Viewpoint?,
    _ block: Block, _ owners: [Int]
  ) throws(EvaluationError) {
    let found = try execution.value(target, in: block)
    for position in 0..<block.count {
      for row in found.references(at: position) {
        let place = add(relation, row, .read, from: viewpoint, to: owners[position])
        guard let place else { continue }
        addField(field, at: place, of: owners[position])
      }
    }
  }

  /// Adds the rates by which amounts are converted.
  private func addRates(
    _ exchange: PlanExpression, _ block: Block, _ owners: [Int]
  ) throws(EvaluationError) {
    guard let rule = database.schema.rates else { return }
    let asked = execution.exchange
    defer { execution.exchange = asked }
    for position in 0..<block.count {
      execution.exchange = asked.unasked
      let row = block.gathered([UInt32(truncatingIfNeeded: position)])
      _ = try execution.value(exchange, in: row)
      for rate in execution.exchange.usedRows {
        guard let place = add(rule.relation, rate, .read, to: owners[position]) else { continue }
        for field in [rule.currency, rule.day, rule.rate] {
          addField(field, at: place, of: owners[position])
        }
      }
    }
  }

  /// Traces what is asked of the members of lists; of a test, only those for which it may be true.
  private func traceMembers(
    _ list: PlanExpression, _ id: ColumnID, _ body: PlanExpression, isTest: Bool, _ block: Block,
    _ owners: [Int]
  ) throws(EvaluationError) {
    try trace(list, block, owners)
    let lists = try execution.value(list, in: block)
    let members = try execution.listMembers(of: lists, at: list.span)
    guard !members.owners.isEmpty else { return }
    var inner = execution.memberBlock(members, id, in: block)
    if isTest { inner = inner.filtered(try execution.truth(body, in: inner).isPossible) }
    try trace(body, inner, (0..<inner.count).map { owners[inner.segments[$0]] })
  }

  /// A value as reasons show it.
  func shown(_ value: Value, _ type: DataType) -> String {
    RecordText(database: database).text(of: value, type)
  }
}
