internal import AvowDiagnostics
internal import AvowModel
internal import AvowSyntax

/// Conditions by name, joined by and, or, not.
extension Binder {
  /// Binds an expression that must be a condition: a bare word is first a named condition.
  mutating func bindNamedConditions(
    _ expression: Expression, scope: Scope
  ) throws(BindError) -> PlanExpression {
    defer { nestingDepth -= 1 }
    try enter(at: expression.span)
    let span = expression.span
    switch expression.kind {
    case .bracketed(let inner): return try bindNamedConditions(inner, scope: scope)
    case .not(let operand):
      return try joined(.not, [operand], at: span, scope: scope)
    case .and(let operands): return try joined(.all, operands, at: span, scope: scope)
    case .or(let operands): return try joined(.any, operands, at: span, scope: scope)
    case .name(let name):
      if let condition = try namedCondition(name.written, at: span) { return condition }
      return try condition(from: try bindConditionName(name, scope: scope), at: span)
    case .text(let word):
      if let condition = try namedCondition(word, at: span) { return condition }
      throw unknownCondition(word, at: span)
    default:
      return try condition(from: try bindValue(expression, scope: scope), at: span)
    }
  }

  /// A word that names no condition: an argument, a field, a `let` that gives one.
  private mutating func bindConditionName(
    _ name: Name, scope: Scope
  ) throws(BindError) -> PlanExpression {
    if let argument = argument(named: name.canonical),
      let expression = argument.query.bareExpression
    {
      return try binding(argument) { binder throws(BindError) in
        try binder.bindNamedConditions(expression, scope: scope)
      }
    }
    if let field = try fieldOrColumn(name, scope: scope) { return field }
    if let found = definition(named: name.canonical), found.definition.parameters.isEmpty,
      let expression = found.definition.value.bareExpression
    {
      arguments.append([:])
      defer { arguments.removeLast() }
      return try expanding(found.definition.name, reach: found.reach, at: name.span) {
        binder throws(BindError) in
        try binder.bindNamedConditions(expression, scope: scope)
      }
    }
    throw unknownCondition(name.written, at: name.span)
  }

  private mutating func joined(
    _ connective: ConditionConnective, _ operands: [Expression], at span: SourceSpan, scope: Scope
  ) throws(BindError) -> PlanExpression {
    var bound: [PlanExpression] = []
    for operand in operands { bound.append(try bindNamedConditions(operand, scope: scope)) }
    return PlanExpression(.viewed(.joined(connective), bound), .condition, at: place(span))
  }

  /// The condition that a word names, nil where it names none.
  private func namedCondition(
    _ word: String, at span: SourceSpan
  ) throws(BindError) -> PlanExpression? {
    guard let relation = schema.conditions,
      let row = try position(of: word, type: .reference(relation), at: span)
    else { return nil }
    return PlanExpression(.constant(.condition(.named(row))), .condition, at: place(span))
  }

  /// A condition as it is; a row of the relation of conditions stands for itself.
  private func condition(
    from value: PlanExpression, at span: SourceSpan
  ) throws(BindError) -> PlanExpression {
    if value.type == .condition || value.type == .missing { return value }
    if let relation = schema.conditions, value.type == .reference(relation) {
      return PlanExpression(.viewed(.named, [value]), .condition, at: place(span))
    }
    let found = value.type == .boolean ? "truth value" : noun(for: value.type)
    throw failure(.type(.notConditionExpression(found: found)), at: span)
  }

  private func unknownCondition(_ word: String, at span: SourceSpan) -> BindError {
    guard let relation = schema.conditions else {
      return failure(.name(.noConditions), at: span)
    }
    let example = PlanExpression(
      .constant(.missing(.none)), .reference(relation), at: place(span))
    return unknownValue(word, type: .reference(relation), field: example, at: span)
  }

  /// Whether `and`, `or`, `not` stand between conditions, and not between what is true or false:
  /// the first operand tells.
  mutating func joinsConditions(_ expression: Expression, scope: Scope) -> Bool {
    var leaf = expression
    while true {
      switch leaf.kind {
      case .not(let operand), .bracketed(let operand): leaf = operand
      case .and(let operands), .or(let operands):
        guard let first = operands.first else { return false }
        leaf = first
      case .name, .field, .member:
        var trial = self
        let value = try? trial.bindValue(leaf, scope: scope)
        effort = trial.effort
        return value?.type == .condition
      default: return false
      }
    }
  }

  /// `holds(condition [, day])` and `blockers(condition [, day])`.
  mutating func bindConditionFunction(
    _ function: ConditionFunction, row: FunctionRow, call: Call, at span: SourceSpan,
    scope: Scope
  ) throws(BindError) -> PlanExpression {
    let arguments = try values(of: call, for: row, at: span, scope: scope)
    guard let relation = schema.conditions else {
      throw failure(.name(.noConditions), at: span)
    }
    var seen = viewpoint
    if arguments.count > 1 {
      seen.saidBy = try day(of: arguments[1])
      noteViewpoint(seen)
    }
    noteUse(of: seen)
    switch function {
    case .holds:
      return PlanExpression(
        .viewed(.holds(seen), [arguments[0]]), .boolean, at: place(span))
    case .blockers:
      return PlanExpression(
        .viewed(.blockers(seen), [arguments[0]]), .list(.reference(relation)),
        at: place(span))
    }
  }
}
