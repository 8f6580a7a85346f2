internal import AvowDiagnostics
internal import AvowModel
internal import AvowSyntax

extension Binder {
  /// Binds what a pipeline starts from: a relation, a definition, a list, one row, a calculation.
  mutating func bindSource(
    _ source: Expression, scope: Scope
  ) throws(BindError) -> BoundPipeline {
    switch source.kind {
    case .bracketed(let inner): return try bindSource(inner, scope: scope.bracketed)
    case .subquery(let query): return try bindPipeline(query, scope: scope.bracketed)
    case .name(let name):
      if let pipeline = try bindNameSource(name, scope: scope) { return pipeline }
    case .via(let inner, let field):
      switch inner.kind {
      case .name(let name):
        if let found = definition(named: name.canonical), found.definition.isCombined {
          return try bindCombined(found, named: name, via: field, scope: scope)
        }
        return try bindRelated(name, via: field, scope: scope)
      case .member(let base, let name):
        let rows = try bindMember(base, name, via: field, scope: scope)
        return try members(of: rows, at: source.span, name: name.canonical)
      default: throw failure(.type(.notRows(found: text(of: inner))), at: inner.span)
      }
    case .call(let call):
      if let definition = definition(named: call.name.canonical) {
        var pipeline = try expand(definition, call: call, scope: scope)
        pipeline.renameCalculation(to: name(of: source))
        return pipeline
      }
      if call.isChanges { return try bindChanges(call, scope: scope) }
    default: break
    }
    return try bindCalculation(source, scope: scope)
  }

  private func isRelationOrDefinition(_ name: Name) -> Bool {
    schema.relation(named: name.canonical) != nil || definition(named: name.canonical) != nil
  }

  /// A name as a source, nil where it can only be a calculation.
  private mutating func bindNameSource(
    _ name: Name, scope: Scope
  ) throws(BindError) -> BoundPipeline? {
    if let argument = argument(named: name.canonical) {
      return try binding(argument) { binder throws(BindError) in
        try binder.bindPipeline(argument.query, scope: scope)
      }
    }
    let hasRow = scope.frames.last != nil
    if scope.isBracketed, isRelationOrDefinition(name) {
      return try bindNamedSource(name, scope: scope)
    }
    if hasRow, scope.frame.column(named: name.canonical) != nil { return nil }
    if hasRow, scope.frame.closedBy == nil, let relation = scope.frame.relation,
      schema[relation].field(named: name.canonical) != nil
    {
      return nil
    }
    if isRelationOrDefinition(name) { return try bindNamedSource(name, scope: scope) }
    if hasRow { return nil }
    return try bindCard(name)
  }

  /// A definition or a relation: all of it at the top, the rows that refer to the row inside one.
  private mutating func bindNamedSource(
    _ name: Name, scope: Scope
  ) throws(BindError) -> BoundPipeline {
    if let definition = definition(named: name.canonical) {
      if definition.definition.isCombined {
        return try bindCombined(definition, named: name, scope: scope)
      }
      var pipeline = try expand(definition, call: nil, at: name.span, scope: scope)
      pipeline.renameCalculation(to: name.canonical)
      return pipeline
    }
    let isInsideRow = scope.frames.last?.row != nil || scope.frames.last?.group != nil
    guard scope.isBracketed || !isInsideRow else {
      return try bindRelated(name, via: nil, scope: scope)
    }
    guard let relation = schema.relation(named: name.canonical) else {
      throw unknownRelation(name)
    }
    return scanSaid(relation, at: name.span)
  }

  func unknownRelation(_ name: Name) -> BindError {
    let names = schema.relations.filter { !$0.isHidden }.map(\.name) + catalog.views.map(\.name)
    let near = suggestions(
      for: name.canonical, among: names + environment.definitionNames)
    let guess = near.isEmpty ? QueryGuess(words: [name.canonical], in: catalog)?.text : nil
    return failure(
      .name(.unknownRelation(name.written, near: near, guess: guess)), at: name.span)
  }

  /// Every row of a relation.
  mutating func scan(_ relation: RelationID, at span: SourceSpan) -> BoundPipeline {
    let row = newRow()
    let expression = PlanExpression(.row(row), .reference(relation), at: place(span))
    return BoundPipeline(
      steps: [.source(.scan(relation, row))], frame: Frame(row: expression),
      rows: (relation, row), subject: relation)
  }

  /// Every row of a relation that the viewpoint sees.
  mutating func scanSaid(_ relation: RelationID, at span: SourceSpan) -> BoundPipeline {
    var result = scan(relation, at: span)
    restrictToSaid(&result, at: span)
    return result
  }

  /// The rows of a relation that refer to the row in reach.
  mutating func bindRelated(
    _ name: Name, via field: Name?, scope: Scope
  ) throws(BindError) -> BoundPipeline {
    guard let relation = schema.relation(named: name.canonical) else {
      throw unknownRelation(name)
    }
    let wayBack = try wayBack(from: relation, named: name, via: field, scope: scope)
    let row = newRow()
    let expression = PlanExpression(.row(row), .reference(relation), at: place(name.span))
    var result = BoundPipeline(
      steps: [.source(.related(wayBack.way, to: wayBack.target, row))],
      frame: Frame(row: expression), rows: (relation, row), subject: relation)
    restrictToSaid(&result, at: name.span)
    return result
  }

  /// A reference value alone is a one-row query: its card.
  private mutating func bindCard(_ name: Name) throws(BindError) -> BoundPipeline {
    var matches: [(RelationID, UInt32)] = []
    for index in schema.relations.indices where schema.relations[index].label != nil {
      let relation = RelationID(index)
      switch catalog.rowIndex(of: relation).rows(named: name.canonical) {
      case .none: break
      case .one(let row): matches.append((relation, row))
      case .several(let rows): matches += rows.prefix(5).map { (relation, $0) }
      }
    }
    guard let (relation, position) = matches.first else { throw unknownRelation(name) }
    guard matches.count == 1 else {
      let candidates = matches.map { relation, row in
        let key = catalog.database.key(of: row, in: relation) ?? name.written
        let field = schema[relation].key.map { schema[relation].fields[$0].name } ?? "id"
        return "\(schema[relation].name) where \(field) = \"\(key)\""
      }
      throw failure(
        .name(.ambiguousValue(name.written, of: "row", candidates: candidates)), at: name.span)
    }
    var pipeline = scanSaid(relation, at: name.span)
    guard let row = pipeline.frame.row else { return pipeline }
    var members = [Bool](repeating: false, count: catalog.database[relation].rowCount)
    members[Int(position)] = true
    let test = PlanExpression(.isMember(row, of: members), .boolean, at: place(name.span))
    let cause = Cause(
      comparison: test, subject: test, subjectText: name.written, object: nil, objectText: "",
      text: name.written)
    pipeline.steps.append(.filter([Predicate(condition: test, causes: [cause])]))
    pipeline.presentation = .card
    let card = try cardColumns(of: relation, row: row, at: name.span)
    pipeline.visible = card.fields + card.counts
    pipeline.omittedWhenZero = Set(card.counts.map(\.name))
    return pipeline
  }

  /// Every field of a row, and how many rows refer to it from where.
  private mutating func cardColumns(
    of relation: RelationID, row: PlanExpression, at span: SourceSpan
  ) throws(BindError) -> (fields: [Frame.NamedColumn], counts: [Frame.NamedColumn]) {
    let fields = schema[relation].fields.indices.compactMap {
      shownField($0, of: relation, row: row)
    }
    var counts: [Frame.NamedColumn] = []
    for index in schema.relations.indices where !schema.relations[index].isHidden {
      for way in waysBack(from: RelationID(index), to: relation) {
        let back = try wayBack(way, in: RelationID(index))
        let source = newRow()
        var plan = Plan.related(back, to: row, source)
        if let said = saidPredicate(of: RelationID(index), row: source, at: span) {
          plan = .filter(plan, said)
        }
        let count = PlanExpression(
          .aggregate(AggregateCall(.count, type: .integer), over: plan), .integer, at: place(span))
        let name = "\(schema.relations[index].name) via \(back.fieldName)"
        counts.append(Frame.NamedColumn(name: name, value: count))
      }
    }
    return (fields, counts)
  }

  /// A calculation: one row without fields at the top; the members of a list inside a row.
  private mutating func bindCalculation(
    _ source: Expression, scope: Scope
  ) throws(BindError) -> BoundPipeline {
    if scope.frames.isEmpty {
      let value = try bindBareCalculation(source)
      let column = ComputedColumn(
        id: newColumn(of: value), name: name(of: source), value: value)
      let named = Frame.NamedColumn(
        name: column.name, value: PlanExpression(.column(column.id), value.type, at: value.span))
      var frame = Frame(row: nil)
      frame.columns = [named]
      frame.closedBy = .select
      return BoundPipeline(
        steps: [.source(.single), .derive([column])], frame: frame, visible: [named])
    }
    let value = try bindValue(source, scope: scope)
    return try members(of: value, at: source.span, name: name(of: source))
  }

  /// The rows that a list names, or a column of its members.
  mutating func members(
    of value: PlanExpression, at span: SourceSpan, name: String
  ) throws(BindError) -> BoundPipeline {
    // What cuts the list is said of its rows below, where undecided ones have a cause.
    if case .viewed(.said, let lists) = value.kind, let whole = lists.first {
      return try members(of: whole, at: span, name: name)
    }
    if case .reference(let relation) = value.type.scalar {
      return try seen(from: try viewpoint(of: value)) { binder throws(BindError) in
        binder.rows(of: value, relation, at: span)
      }
    }
    guard let element = value.type.element else {
      throw failure(.type(.notRows(found: noun(for: value.type))), at: span)
    }
    let column = newColumn(of: value)
    let named = Frame.NamedColumn(
      name: name, value: PlanExpression(.column(column), element, at: place(span)))
    var frame = Frame(row: nil)
    frame.columns = [named]
    frame.closedBy = .select
    return BoundPipeline(
      steps: [.source(.elements(value, column))], frame: frame, visible: [named])
  }

  /// The rows that a list names, as they are seen from the viewpoint.
  private mutating func rows(
    of list: PlanExpression, _ relation: RelationID, at span: SourceSpan
  ) -> BoundPipeline {
    let row = newRow()
    let expression = PlanExpression(.row(row), .reference(relation), at: place(span))
    var result = BoundPipeline(
      steps: [.source(.members(list, relation, row))], frame: Frame(row: expression),
      rows: (relation, row), subject: relation)
    result.viewpoint = viewpoint
    restrictToSaid(&result, at: span)
    return result
  }
}
