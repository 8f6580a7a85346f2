internal import AvowDiagnostics
internal import AvowModel
internal import AvowSyntax

extension Binder {
  /// A bare word where no value is expected: a column, a field, a definition, the rows that refer
  /// to the row.
  mutating func bindName(_ name: Name, scope: Scope) throws(BindError) -> PlanExpression {
    let canonical = name.canonical
    if let argument = argument(named: canonical) {
      return try binding(argument) { binder throws(BindError) in
        try binder.bindArgumentValue(argument.query, scope: scope)
      }
    }
    if let field = try fieldOrColumn(name, scope: scope) { return field }
    if canonical == "count" {
      return try bindAggregate(
        .count, row: FunctionTable.function(named: "count"), call: nil, at: name.span,
        scope: scope, text: "count")
    }
    if let found = definition(named: canonical) {
      return try expandAsValue(found, call: nil, at: name.span, scope: scope)
    }
    if let relation = schema.relation(named: canonical) {
      guard scope.frame.row != nil || scope.frame.group != nil else {
        // No row is in reach, as in a bare calculation: all rows are meant.
        return try list(of: scanSaid(relation, at: name.span), at: name.span)
      }
      if schema[relation].isLimited(by: viewpoint) {
        return try list(of: bindRelated(name, via: nil, scope: scope), at: name.span)
      }
      let (way, target) = try wayBack(from: relation, named: name, via: nil, scope: scope)
      return PlanExpression(
        .related(way, to: target), .list(.reference(relation)), at: place(name.span))
    }
    throw unknownName(name, scope: scope)
  }

  mutating func bindArgumentValue(
    _ query: Query, scope: Scope
  ) throws(BindError) -> PlanExpression {
    if let expression = query.bareExpression { return try bindValue(expression, scope: scope) }
    let pipeline = try bindPipeline(query, scope: scope)
    return try list(of: pipeline, at: query.span)
  }

  /// A column or a field in reach, nil where there is none of the name.
  mutating func fieldOrColumn(
    _ name: Name, scope: Scope
  ) throws(BindError) -> PlanExpression? {
    guard let frame = scope.frames.last else { return nil }
    if let column = frame.column(named: name.canonical) {
      return PlanExpression(column.value.kind, column.value.type, at: place(name.span))
    }
    guard frame.closedBy == nil, let row = frame.row, let relation = frame.relation,
      let position = schema[relation].field(named: name.canonical)
    else { return nil }
    return try field(position, of: relation, base: row, at: name.span)
  }

  /// `.name`: a field or a column, never a value.
  mutating func bindField(_ name: Name, scope: Scope) throws(BindError) -> PlanExpression {
    if let value = try fieldOrColumn(name, scope: scope) { return value }
    throw unknownName(name, scope: scope)
  }

  /// `base.name`: a field of the row, or of each row of the list, that the base gives.
  mutating func bindMember(
    _ base: Expression, _ name: Name, via field: Name?, scope: Scope
  ) throws(BindError) -> PlanExpression {
    let value = try bindValue(base, scope: scope)
    guard case .reference(let relation) = value.type.scalar else {
      throw failure(
        .type(.notReference(found: noun(for: value.type), name: name.written)), at: base.span)
    }
    if field == nil, let position = schema[relation].field(named: name.canonical) {
      return try self.field(position, of: relation, base: value, at: base.span.union(name.span))
    }
    if let referring = schema.relation(named: name.canonical),
      !waysBack(from: referring, to: relation).isEmpty
    {
      return try bindMemberBack(referring, base: value, name: name, via: field, scope: scope)
    }
    throw unknownField(name, of: relation)
  }

  /// `base.relation`: the rows that refer to the row, or to a row of the list.
  private mutating func bindMemberBack(
    _ referring: RelationID, base: PlanExpression, name: Name, via field: Name?, scope: Scope
  ) throws(BindError) -> PlanExpression {
    let seen = try viewpoint(of: base)
    return try self.seen(from: seen) { binder throws(BindError) in
      try binder.bindSeenMemberBack(referring, base: base, name: name, via: field, scope: scope)
    }
  }

  private mutating func bindSeenMemberBack(
    _ referring: RelationID, base: PlanExpression, name: Name, via field: Name?, scope: Scope
  ) throws(BindError) -> PlanExpression {
    let type = DataType.list(.reference(referring))
    let isLimited = schema[referring].isLimited(by: viewpoint)
    guard base.type.element != nil else {
      let inner = scope.entering(Frame(row: base))
      if isLimited {
        return try list(of: bindRelated(name, via: field, scope: inner), at: name.span)
      }
      let (way, target) = try wayBack(from: referring, named: name, via: field, scope: inner)
      return PlanExpression(.related(way, to: target), type, at: place(name.span))
    }
    let column = newColumn(of: base)
    let element = PlanExpression(.column(column), base.type.scalar, at: place(name.span))
    let inner = scope.entering(Frame(row: element))
    let body: PlanExpression
    if isLimited {
      body = try list(of: bindRelated(name, via: field, scope: inner), at: name.span)
    } else {
      let (way, target) = try wayBack(from: referring, named: name, via: field, scope: inner)
      body = PlanExpression(.related(way, to: target), type, at: place(name.span))
    }
    return PlanExpression(.mapElements(base, as: column, body), type, at: place(name.span))
  }

  func unknownField(_ name: Name, of relation: RelationID) -> BindError {
    let names = schema[relation].fields.map(\.name)
    let near = suggestions(for: name.canonical, among: names)
    return failure(
      .name(
        .unknownField(
          name.written, of: schema[relation].name, near: near,
          hint: near.isEmpty ? fieldList(of: relation) : nil)),
      at: name.span)
  }

  /// A word that means nothing here, with the nearest that does and where else it is known.
  func unknownName(_ name: Name, scope: Scope) -> BindError {
    let frame = scope.frames.last
    var names = frame?.columns.map(\.name) ?? []
    if let relation = frame?.relation, frame?.closedBy == nil {
      let fields = schema[relation].fields.map(\.name)
      names += fields
      if let path = path(to: name.canonical, from: relation) {
        return failure(
          .name(
            .unknownField(
              name.written, of: schema[relation].name, near: [path.text],
              hint: "`\(name.written)` is a field of \(path.relation)")), at: name.span)
      }
      if let back = fieldOfReferring(name.canonical, to: relation) {
        return failure(
          .name(
            .unknownField(
              name.written, of: schema[relation].name, near: [],
              hint: "`\(name.written)` is a field of \(back): any(\(back) where \(name.written) …)"
            )),
          at: name.span)
      }
      if let outer = outerField(name.canonical, scope: scope) {
        return failure(
          .name(
            .unknownField(
              name.written, of: schema[relation].name, near: ["this.\(name.canonical)"],
              hint: "`\(name.written)` is a field of the outer \(outer)")), at: name.span)
      }
    }
    if frame?.closedBy == .select, let dropped = droppedField(name.canonical, scope: scope) {
      return failure(.row(.droppedColumn(name: dropped)), at: name.span)
    }
    if let group = frame?.group {
      if let relation = group.members.last?.relation,
        schema[relation].field(named: name.canonical) != nil
      {
        return failure(.row(.notGrouped(name: name.written, keys: group.keys)), at: name.span)
      }
    }
    names += schema.relations.filter { !$0.isHidden }.map(\.name)
    names += catalog.views.map(\.name) + environment.definitionNames
    return failure(unknownName(name, among: names, frame: frame), at: name.span)
  }

  /// One step further along a reference: `country.region` for `region`.
  private func path(to name: String, from relation: RelationID) -> (text: String, relation: String)?
  {
    for field in schema[relation].fields {
      guard case .reference(let target) = field.type else { continue }
      if schema[target].field(named: name) != nil {
        return ("\(field.name).\(name)", schema[target].name)
      }
    }
    return nil
  }

  /// One step back: the relation with the field whose rows refer to rows of this one, where
  /// there is just one such relation.
  private func fieldOfReferring(_ name: String, to relation: RelationID) -> String? {
    let referring = schema.relations.indices.map { RelationID($0) }.filter { candidate in
      !schema[candidate].isHidden && schema[candidate].field(named: name) != nil
        && !waysBack(from: candidate, to: relation).isEmpty
    }
    return referring.count == 1 ? schema[referring[0]].name : nil
  }

  private func outerField(_ name: String, scope: Scope) -> String? {
    guard let relation = scope.outer?.frames.last?.relation,
      schema[relation].field(named: name) != nil
    else { return nil }
    return schema[relation].rowWord
  }

  private func droppedField(_ name: String, scope: Scope) -> String? {
    guard let relation = scope.frames.last?.relation,
      schema[relation].field(named: name) != nil
    else { return nil }
    return name
  }
}
