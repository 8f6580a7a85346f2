internal import AvowDiagnostics
internal import AvowModel
internal import AvowSyntax

extension Binder {
  /// Binds `param name: type = default`; a value from outside wins over the default.
  mutating func bindParameter(
    _ declaration: ParameterDeclaration
  ) throws(BindError) -> BoundStatement {
    let name = declaration.name
    let type = try type(named: declaration.type)
    let span = declaration.type.span
    let value: PlanExpression
    if let text = environment.parameterTexts[name.canonical] {
      value = try parameterValue(text, type: type, name: name.written, at: span)
    } else if let expression = declaration.defaultValue {
      let example = PlanExpression(.constant(.missing(.none)), type, at: span)
      value = try bindOpposite(
        expression, to: example, scope: Scope(frames: [Frame(row: nil)]))
    } else {
      throw failure(.name(.parameterNeedsValue(name.written)), at: name.span)
    }
    let written = declaration.defaultValue.map { text(of: $0) } ?? ""
    guard value.isConstant else {
      throw wrongParameter(name.written, type, found: "not a constant", at: value.span)
    }
    guard let fitted = fit(value, to: type) else {
      throw wrongParameter(
        name.written, type,
        found: environment.parameterTexts[name.canonical] ?? written, at: value.span)
    }
    environment.parameters[name.canonical] = fitted
    return .definition(name: "$" + name.written)
  }

  private func fit(_ value: PlanExpression, to type: DataType) -> PlanExpression? {
    switch (type, value.type) {
    case (_, .missing): PlanExpression(value.kind, type, at: value.span)
    case (.decimal, .integer): PlanExpression(value.kind, .decimal, at: value.span)
    case (.quantity(nil), .quantity): value
    case (.list(let element), let other) where other.element == nil:
      fit(value, to: element).map { PlanExpression(.list([$0]), type, at: value.span) }
    default: value.type == type ? value : nil
    }
  }

  /// A value given as text from outside, read as the declared type.
  private mutating func parameterValue(
    _ text: String, type: DataType, name: String, at span: SourceSpan
  ) throws(BindError) -> PlanExpression {
    switch type {
    case .text: return PlanExpression(.constant(.text(text)), .text, at: span)
    case .date: return try date(text, at: span)
    case .enumeration, .reference:
      guard let position = try position(of: text, type: type, at: span) else {
        let example = PlanExpression(.constant(.missing(.none)), type, at: span)
        var error = unknownValue(text, type: type, field: example, at: span)
        error.isInText = false
        throw error
      }
      return constant(position, type, at: span)
    case .list(let element):
      var members: [PlanExpression] = []
      for part in text.split(separator: ",") {
        let trimmed = part.drop { $0 == " " }
        members.append(
          try parameterValue(String(trimmed), type: element, name: name, at: span))
      }
      return PlanExpression(.list(members), type, at: span)
    case .boolean, .integer, .decimal, .quantity, .inventory, .condition, .record, .missing:
      let parsed = Parser.parse(SourceText(text, name: name))
      guard parsed.diagnostics.isEmpty, parsed.script.statements.count == 1,
        case .query(let query, nil)? = parsed.script.statements.first?.kind,
        let expression = query.bareExpression
      else { throw wrongParameter(name, type, found: text, at: span) }
      do {
        return try expanding(name, reach: 0, at: span) { binder throws(BindError) in
          try binder.bindValue(expression, scope: Scope(frames: [Frame(row: nil)]))
        }
      } catch {
        throw wrongParameter(name, type, found: text, at: span)
      }
    }
  }

  private func wrongParameter(
    _ name: String, _ type: DataType, found: String, at span: SourceSpan
  ) -> BindError {
    let expected =
      switch type {
      case .integer: "a whole number"
      case .decimal: "a number"
      case .boolean: "true or false"
      case .quantity(let dimension?): "a quantity of \(schema.units[dimension].name)"
      case .quantity(nil): "a quantity with a unit"
      case .text, .date, .inventory, .enumeration, .reference, .condition, .list, .record, .missing:
        "of the type \(schema.name(of: type))"
      }
    return failure(.type(.wrongParameter(name, expected: expected, found: found)), at: span)
  }

  /// The type that a name means: a type, a relation, a view, an enumeration, a field's type.
  func type(named written: TypeName) throws(BindError) -> DataType {
    var type = try scalarType(written)
    for _ in 0..<written.listDepth { type = .list(type) }
    return type
  }

  private func scalarType(_ written: TypeName) throws(BindError) -> DataType {
    let name = written.name.canonical
    if !written.path.isEmpty { return try fieldType(written) }
    switch name {
    case "boolean": return .boolean
    case "integer": return .integer
    case "decimal": return .decimal
    case "text": return .text
    case "date": return .date
    case "condition": return .condition
    case "quantity":
      guard let argument = written.argument else { return .quantity(nil) }
      if let dimension = schema.units.dimension(named: argument.canonical) {
        return .quantity(dimension)
      }
      return .quantity(schema.units[try unit(argument.written, at: argument.span)].dimension)
    default: break
    }
    if let relation = schema.relation(named: name) { return .reference(relation) }
    if let id = schema.enumeration(named: name) { return .enumeration(id) }
    if let found = definition(named: name) {
      var copy = self
      if let pipeline = try? copy.expand(
        found, call: nil, at: written.span, scope: Scope(frames: [])),
        let relation = pipeline.frame.relation
      {
        return .reference(relation)
      }
    }
    let names =
      ["boolean", "integer", "decimal", "text", "date", "quantity", "condition"]
      + schema.relations.map(\.name) + schema.enumerations.map(\.name)
    throw failure(
      .name(.unknownType(written.name.written, near: suggestions(for: name, among: names))),
      at: written.span)
  }

  private func fieldType(_ written: TypeName) throws(BindError) -> DataType {
    guard var relation = schema.relation(named: written.name.canonical) else {
      throw unknownRelation(written.name)
    }
    var type = DataType.reference(relation)
    for (index, step) in written.path.enumerated() {
      guard let position = schema[relation].field(named: step.canonical) else {
        throw unknownField(step, of: relation)
      }
      type = schema[relation].fields[position].type
      guard index < written.path.count - 1 else { break }
      guard case .reference(let next) = type.scalar else {
        throw failure(
          .type(.notReference(found: noun(for: type), name: step.written)), at: step.span)
      }
      relation = next
    }
    return type
  }
}
