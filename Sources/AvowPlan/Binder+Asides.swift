internal import AvowDiagnostics
internal import AvowModel
internal import AvowSyntax

/// Ways back from a view pass by the rows that refer to what the view leaves out.
extension Binder {
  /// What is counted for one remark, so that a long query is not run over and over for its notes.
  private static let mostAsidesOfOneText = 8

  /// A view or `let` that keeps some rows of one relation.
  struct Selection {
    var name: String
    var conditions: [Expression]
    var reach: Int
  }

  /// What a definition selects, nil where it is more than a relation and conditions.
  func selection(of found: (definition: Definition, reach: Int)) -> Selection? {
    let query = found.definition.value
    guard query.operations.isEmpty, query.first.times.isEmpty, !query.first.clauses.isEmpty,
      case .name(let name) = query.first.source.kind,
      schema.relation(named: name.canonical) != nil
    else { return nil }
    var conditions: [Expression] = []
    for clause in query.first.clauses {
      guard case .filter(let condition) = clause.kind else { return nil }
      conditions.append(condition)
    }
    return Selection(
      name: found.definition.name, conditions: conditions, reach: found.reach)
  }

  /// Notes how many rows of a nested pipeline no row of the selection around it reaches.
  mutating func noteRowsPassedBy(_ pipeline: BoundPipeline, scope: Scope) {
    guard let selection = scope.frames.last?.selection,
      case .source(.related(let way, _, let row))? = pipeline.steps.first,
      case .reference(let target) = way.reference.type
    else { return }
    var copy = self
    guard
      let plan = try? copy.rowsPassedBy(
        pipeline, way: way, row: row, target: target, selection: selection)
    else { return }
    // Keep the identities that the copy has used.
    self = copy
    let relation = schema[way.relation].name
    let text = "\(relation) passed by: their \(way.fieldName) is not in \(selection.name)"
    // Each counts the rows of its own conditions and dates, and the largest count is told.
    guard asides.count(where: { $0.text == text }) < Self.mostAsidesOfOneText else { return }
    let singular =
      "\(schema[way.relation].rowWord) passed by: its \(way.fieldName) is not in \(selection.name)"
    asides.append(Aside(query: plan, text: text, singularText: singular))
  }

  private mutating func rowsPassedBy(
    _ pipeline: BoundPipeline, way: WayBack, row: RowID, target: RelationID,
    selection: Selection
  ) throws(BindError) -> BoundQuery? {
    var plan = Plan.scan(way.relation, row)
    for step in pipeline.steps.dropFirst() {
      guard case .filter(let predicates) = step else { return nil }
      let condition = Predicate(allOf: predicates).condition
      guard !condition.namesRows(besides: row) else { return nil }
      plan = .filter(plan, Predicate(condition: condition, causes: []))
    }
    let base = PlanExpression(.row(row), .reference(way.relation), at: way.reference.span)
    guard let field = schema[way.relation].field(named: way.fieldName) else { return nil }
    let reference = try self.field(field, of: way.relation, base: base, at: base.span)
    let scope = Scope(frames: [Frame(row: reference)])
    let savedErrors = errors
    let savedCauses = setCausesAside()
    defer {
      errors = savedErrors
      causes = savedCauses
    }
    for condition in selection.conditions {
      let bound = try expanding(selection.name, reach: selection.reach, at: base.span) {
        binder throws(BindError) in
        try binder.bindCondition(condition, scope: scope)
      }
      let isOutside = PlanExpression(.not(bound), .boolean, at: bound.span)
      plan = .filter(plan, Predicate(condition: isOutside, causes: []))
    }
    let count = AggregateColumn(
      id: newColumn(), name: "count", call: AggregateCall(.count, type: .integer))
    let output = OutputColumn(
      name: "count", value: PlanExpression(.column(count.id), .integer, at: base.span))
    return BoundQuery(plan: .aggregate(plan, keys: [], calls: [count]), output: [output])
  }
}

extension PlanExpression {
  /// Whether it names the row of another source, as `this` does.
  fileprivate func namesRows(besides row: RowID) -> Bool {
    switch kind {
    case .row(let other): other != row
    case .constant, .column: false
    case .field(let base, _, _), .isMember(let base, _), .hasState(let base, _), .not(let base),
      .possibly(let base), .certainly(let base), .negative(let base), .converted(let base, _):
      base.namesRows(besides: row)
    case .compareNumbers(_, let a, let b), .compareTexts(_, let a, let b),
      .matchText(_, let a, let b), .compareDates(_, let a, let b, _),
      .compareCodes(_, let a, let b), .isIdentical(let a, let b), .arithmetic(_, let a, let b),
      .exchanged(let a, _, let b), .anyElement(let a, _, let b), .mapElements(let a, _, let b):
      a.namesRows(besides: row) || b.namesRows(besides: row)
    case .and(let operands), .or(let operands), .list(let operands), .call(_, let operands),
      .viewed(_, let operands):
      operands.contains { $0.namesRows(besides: row) }
    // What nests a plan has rows of its own; it is taken to name others.
    case .choice, .aggregate, .related, .shape: true
    }
  }
}
