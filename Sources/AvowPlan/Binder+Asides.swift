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
      let (way, row) = wayBack(of: pipeline, scope: scope),
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

  /// The way back by which a nested pipeline gets its rows: `pledges`, or `this.pledges`.
  private func wayBack(of pipeline: BoundPipeline, scope: Scope) -> (WayBack, RowID)? {
    guard case .source(let source)? = pipeline.steps.first else { return nil }
    if case .related(let way, _, let row) = source { return (way, row) }
    guard case .members(let list, _, let row) = source,
      case .related(let way, let target) = list.kind,
      let outer = scope.frames.last?.row, target.isSameRow(as: outer)
    else { return nil }
    return (way, row)
  }

  private mutating func rowsPassedBy(
    _ pipeline: BoundPipeline, way: WayBack, row: RowID, target: RelationID,
    selection: Selection
  ) throws(BindError) -> BoundQuery? {
    guard var plan = rowsBeforeSelection(pipeline, way: way, row: row) else { return nil }
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

  /// The rows of a whole relation that meet the conditions of a nested pipeline, nil where these
  /// depend on the row outside.
  ///
  /// What orders, cuts or puts together the rows does not change which of them pass by.
  private func rowsBeforeSelection(
    _ pipeline: BoundPipeline, way: WayBack, row: RowID
  ) -> Plan? {
    var plan = Plan.scan(way.relation, row)
    var known = Mentions(row: row)
    for step in pipeline.steps.dropFirst() {
      switch step {
      case .filter(let predicates):
        let condition = Predicate(allOf: predicates).condition
        guard known.cover(condition) else { return nil }
        plan = .filter(plan, Predicate(condition: condition, causes: []))
      case .derive(let columns):
        for column in columns where known.cover(column.value) {
          plan = .derive(plan, [column])
          known.add(column.id)
        }
      case .sort, .limit, .top, .distinct: continue
      case .group, .expand, .window: return plan
      case .source: return nil
      }
    }
    return plan
  }
}

extension PlanExpression {
  fileprivate func isSameRow(as other: PlanExpression) -> Bool {
    guard case .row(let row) = kind, case .row(let otherRow) = other.kind else { return false }
    return row == otherRow
  }
}
