internal import AvowDiagnostics
internal import AvowModel
internal import AvowSyntax

extension Binder {
  /// A field of the row, or of each row of the list, that `base` gives.
  ///
  /// A list of rows is cut to those said within the viewpoint, unless a whole one is asked for.
  mutating func field(
    _ position: Int, of relation: RelationID, base: PlanExpression, at span: SourceSpan,
    isWhole: Bool = false
  ) throws(BindError) -> PlanExpression {
    let field = schema[relation].fields[position]
    let isList = base.type.element != nil
    switch field.origin {
    case .stored:
      let type = isList ? DataType.list(field.type.scalar) : field.type
      let value = PlanExpression(.field(base, relation, position), type, at: place(span))
      return isWhole || field.type.element == nil
        ? value : try said(value, of: base)
    case .thread:
      let type = isList ? DataType.list(field.type.scalar) : field.type
      let seen = try self.viewpoint(of: base) { dependsOnView(position, of: relation, $0) }
      guard let seen else {
        return PlanExpression(.field(base, relation, position), type, at: place(span))
      }
      noteUse(of: seen)
      return PlanExpression(
        .viewed(.field(relation, position, seen), [base]), type, at: place(span))
    case .expression(let text):
      let outer = viewpoint
      viewpoint = try self.viewpoint(of: base)
      defer { viewpoint = outer }
      guard isList else { return try derived(field, text, row: base, at: span) }
      let column = newColumn(of: base)
      let element = PlanExpression(.column(column), .reference(relation), at: place(span))
      let body = try derived(field, text, row: element, at: span)
      return PlanExpression(
        .mapElements(base, as: column, body), .list(body.type.scalar), at: place(span))
    }
  }

  /// The members of a list of rows that were said within the viewpoint of what has the list.
  private mutating func said(
    _ list: PlanExpression, of base: PlanExpression
  ) throws(BindError) -> PlanExpression {
    guard case .reference(let relation) = list.type.scalar,
      let viewpoint = try self.viewpoint(of: base, where: schema[relation].isLimited)
    else { return list }
    noteUse(of: viewpoint)
    return PlanExpression(.viewed(.said(relation, viewpoint), [list]), list.type, at: list.span)
  }

  /// A field that the schema derives by an expression, in the scope of its row.
  private mutating func derived(
    _ field: Field, _ text: String, row: PlanExpression, at span: SourceSpan
  ) throws(BindError) -> PlanExpression {
    let source = SourceText(text, name: field.name)
    let script = Parser.parse(source)
    guard script.diagnostics.isEmpty, let statement = script.script.statements.first,
      case .query(let query, nil) = statement.kind
    else {
      let message = script.diagnostics.first?.message ?? "it is no expression"
      throw failure(.name(.badDefinition(field.name, message: message)), at: span)
    }
    let scope = Scope(frames: [Frame(row: row)])
    // Who asks for the field is told of the field, not of what it is derived from.
    let outer = setCausesAside()
    defer { causes = outer }
    return try expanding(field.name, reach: catalog.views.count, at: span) {
      binder throws(BindError) in
      if let expression = query.bareExpression {
        return try binder.bindValue(expression, scope: scope)
      }
      let pipeline = try binder.bindPipeline(query, scope: scope)
      return try binder.list(of: pipeline, at: span)
    }
  }

  /// A field as a column of a listing, nil where its derivation is wrong (`check` tells why).
  func shownField(
    _ position: Int, of relation: RelationID, row: PlanExpression?
  ) -> Frame.NamedColumn? {
    guard let row else { return nil }
    var copy = self
    guard let value = try? copy.field(position, of: relation, base: row, at: row.span) else {
      return nil
    }
    return Frame.NamedColumn(name: schema[relation].fields[position].name, value: value)
  }

  /// The fields of a relation that refer to another.
  func waysBack(from relation: RelationID, to target: RelationID) -> [Int] {
    schema[relation].fields.indices.filter { position in
      switch schema[relation].fields[position].type.scalar {
      case .reference(let referenced): referenced == target
      case .condition: schema.conditions == target
      case .boolean, .integer, .decimal, .text, .date, .quantity, .inventory, .enumeration,
        .list, .record, .missing:
        false
      }
    }
  }

  /// The way back through one field.
  mutating func wayBack(_ position: Int, in relation: RelationID) throws(BindError) -> WayBack {
    let row = newRow()
    let base = PlanExpression(
      .row(row), .reference(relation), at: place(SourceSpan(0, 0)))
    let reference = try field(
      position, of: relation, base: base, at: base.span, isWhole: true)
    return WayBack(
      relation: relation, fieldName: schema[relation].fields[position].name, row: row,
      reference: reference)
  }

  /// The way from the row in reach to the rows of `relation` that refer to it.
  mutating func wayBack(
    from relation: RelationID, named name: Name, via field: Name?, scope: Scope
  ) throws(BindError) -> (way: WayBack, target: PlanExpression) {
    guard let target = scope.frames.last?.row, case .reference(let here) = target.type else {
      throw failure(
        .row(.noWayBack(from: "the group", to: schema[relation].name)), at: name.span)
    }
    var ways = waysBack(from: relation, to: here)
    if let field {
      ways = ways.filter { schema[relation].fields[$0].name == field.canonical }
      guard !ways.isEmpty else {
        let names = waysBack(from: relation, to: here).map { schema[relation].fields[$0].name }
        guard schema[relation].field(named: field.canonical) == nil else {
          throw failure(
            .row(
              .notWayBack(
                field: field.written, of: schema[relation].name, to: schema[here].name,
                fields: names)), at: field.span)
        }
        let near = suggestions(for: field.canonical, among: names)
        throw failure(
          .name(
            .unknownField(
              field.written, of: schema[relation].name, near: near,
              hint: names.isEmpty ? nil : "ways back: " + names.joined(separator: ", "))),
          at: field.span)
      }
    }
    if ways.count > 1 {
      let defaults = ways.filter { schema[relation].fields[$0].isDefaultWayBack }
      // Where nothing is marked, a stored reference to one row is plainer than a list.
      let single = ways.filter { schema[relation].fields[$0].type.element == nil }
      ways = defaults.isEmpty ? (single.count == 1 ? single : ways) : defaults
    }
    guard let way = ways.first else {
      throw failure(
        .row(.noWayBack(from: schema[here].name, to: schema[relation].name)), at: name.span)
    }
    guard ways.count == 1 else {
      throw failure(
        .row(
          .severalWaysBack(
            from: schema[here].name, to: schema[relation].name,
            fields: ways.map { schema[relation].fields[$0].name })), at: name.span)
    }
    return (try wayBack(way, in: relation), target)
  }
}
