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
    let outside = environment.parameterTexts[name.canonical]
    do {
      let value = try value(of: declaration, type, outside)
      environment.parameters[name.canonical] = value
      guard let member = try member(value, of: declaration, outside) else {
        return .definition(name: "$" + name.written)
      }
      return .member(member)
    } catch {
      throw outside.map { error.given(name.written, $0) } ?? error
    }
  }

  /// The value of a parameter, as its type has it.
  private mutating func value(
    of declaration: ParameterDeclaration, _ type: DataType, _ outside: String?
  ) throws(BindError) -> PlanExpression {
    let name = declaration.name
    let value: PlanExpression
    if let outside {
      value = try parameterValue(outside, type: type, name: name.written, at: name.span)
    } else if let expression = declaration.defaultValue {
      let example = PlanExpression(.constant(.missing(.none)), type, at: declaration.type.span)
      value = try bindOpposite(
        expression, to: example, scope: Scope(frames: [Frame(row: nil)]))
    } else {
      throw failure(.name(.parameterNeedsValue(name.written)), at: name.span)
    }
    guard value.isConstant else {
      throw wrongParameter(name.written, type, found: "not a constant", at: value.span)
    }
    let found = outside ?? declaration.defaultValue.map { text(of: $0) } ?? ""
    guard let fitted = fit(value, to: type) else {
      throw wrongParameter(name.written, type, found: found, at: value.span)
    }
    guard let argument = declaration.type.argument, declaration.type.path.isEmpty,
      schema.units.dimension(named: argument.canonical) == nil,
      let unit = schema.units.unit(spelled: argument.written),
      !isQuantity(fitted, in: unit)
    else { return fitted }
    let expected = "a quantity in \(schema.units[unit].symbol)"
    throw failure(
      .type(.wrongParameter(name.written, expected: expected, found: found)), at: value.span)
  }

  /// Whether a constant is in a unit, or in one that always makes as much of it.
  private func isQuantity(_ value: PlanExpression, in unit: UnitID) -> Bool {
    switch value.kind {
    case .list(let members): members.allSatisfy { isQuantity($0, in: unit) }
    case .constant(.number(_, let found?)):
      found == unit || (schema.units[found].factor != nil && schema.units[unit].factor != nil)
    default: true
    }
  }

  /// What is to be asked of a view that a parameter's value must be a row of; nil for other types.
  private func member(
    _ value: PlanExpression, of declaration: ParameterDeclaration, _ outside: String?
  ) throws(BindError) -> BoundMember? {
    let (type, name) = (declaration.type, declaration.name.written)
    let rows = Set(rows(in: value))
    guard type.path.isEmpty, case .reference(let relation) = value.type.base, !rows.isEmpty,
      schema.relation(named: type.name.canonical) == nil,
      let view = definition(named: type.name.canonical)
    else { return nil }
    var copy = self
    var pipeline = try copy.expand(view, call: nil, at: type.span, scope: Scope(frames: []))
    guard let row = pipeline.frame.row else { return nil }
    let members = (0..<catalog.database[relation].rowCount).map { rows.contains(UInt32($0)) }
    let condition = PlanExpression(.isMember(row, of: members), .boolean, at: type.span)
    pipeline.addFilter(Predicate(condition: condition, causes: []))
    let expected = "a row of `\(type.name.written)`"
    let found = outside ?? declaration.defaultValue.map { text(of: $0) } ?? ""
    let error = failure(
      .type(.wrongParameter(name, expected: expected, found: found)), at: value.span)
    let complaint = (outside.map { error.given(name, $0) } ?? error).diagnostic(in: schema)
    return BoundMember(
      name: name, query: pipeline.boundQuery(in: copy), count: rows.count, complaint: complaint)
  }

  /// The rows that a constant refers to.
  private func rows(in value: PlanExpression) -> [UInt32] {
    switch value.kind {
    case .list(let members): members.flatMap { rows(in: $0) }
    case .constant(.row(let row)): [row]
    default: []
    }
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
        throw unknownValue(text, type: type, field: example, at: span)
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

extension BindError {
  /// The error with the option that gave the value.
  fileprivate func given(_ name: String, _ text: String) -> BindError {
    var result = self
    let shown = text.count > 60 ? text.prefix(60) + "…" : text[...]
    let isPlain = shown.allSatisfy { $0.isLetter || $0.isNumber || "_-.,:~".contains($0) }
    result.given = isPlain ? "-v \(name)=\(shown)" : "-v '\(name)=\(shown)'"
    return result
  }
}

extension DataType {
  /// The type of the members of a list, of lists of them too; else the type itself.
  fileprivate var base: DataType {
    var type = self
    while let element = type.element { type = element }
    return type
  }
}
