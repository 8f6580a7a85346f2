internal import AvowDiagnostics
internal import AvowModel
internal import AvowSyntax

/// Words and literals whose meaning follows from the other side of a comparison.
extension Binder {
  /// Binds both sides; a bare word opposite an enumeration or a reference is first a value.
  mutating func bindSides(
    _ comparison: Comparison, scope: Scope
  ) throws(BindError) -> (PlanExpression, PlanExpression) {
    if try isLiteralWord(comparison.left, scope: scope) {
      return try bindWordFirst(comparison, scope: scope)
    }
    let left = try bindValue(comparison.left, scope: scope)
    try rejectMatchOfReference(comparison, left)
    let right = try bindOpposite(comparison.right, to: left, scope: scope)
    if left.type == .integer || left.type == .decimal, right.type.scalar == .date,
      case .number(let literal) = comparison.left.kind, let period = year(literal, left.span)
    {
      return (period, right)
    }
    return (left, right)
  }

  /// `france = country`: the word is known only by its opposite, which is therefore bound first.
  private mutating func bindWordFirst(
    _ comparison: Comparison, scope: Scope
  ) throws(BindError) -> (PlanExpression, PlanExpression) {
    let (errorCount, causeCount) = (errors.count, causes.count)
    var right: PlanExpression?
    var failure: BindError?
    do {
      right = try bindValue(comparison.right, scope: scope)
    } catch {
      if case .limit = error.kind { throw error }
      failure = error
      errors.removeLast(errors.count - errorCount)
      causes.removeLast(causes.count - causeCount)
    }
    if let right,
      right.type.scalar.hasNamedValues || (right.type.scalar == .date && comparison.left.isText)
    {
      return (try bindOpposite(comparison.left, to: right, scope: scope), right)
    }
    // What is wrong with the word itself is told first.
    let left: PlanExpression
    do {
      left = try bindValue(comparison.left, scope: scope)
    } catch {
      throw error.naming(fieldsTaking(comparison.right, scope: scope), at: comparison.left.span)
    }
    let type = left.type.scalar
    if let right, !type.hasNamedValues, type != .date, type != .condition { return (left, right) }
    if let failure, comparison.left.isText { throw failure }
    causes.removeLast(causes.count - causeCount)
    return (left, try bindOpposite(comparison.right, to: left, scope: scope))
  }

  /// Whether an expression is a text, or a word that names nothing by itself.
  private mutating func isLiteralWord(
    _ expression: Expression, scope: Scope
  ) throws(BindError) -> Bool {
    guard case .name(let name) = expression.kind else { return expression.isText }
    guard argument(named: name.canonical) == nil else { return false }
    return try fieldOrColumn(name, scope: scope) == nil
  }

  /// Binds an expression opposite another: bare words are its values, plain years its dates.
  mutating func bindOpposite(
    _ expression: Expression, to other: PlanExpression, scope: Scope
  ) throws(BindError) -> PlanExpression {
    let type = other.type.scalar
    switch expression.kind {
    case .name(let name):
      if type.hasNamedValues { return try bindWord(name, to: other, scope: scope) }
      if type == .condition { try rejectConditionName(name, opposite: other, scope: scope) }
      if let meant = try bindMeant(name, to: other, scope: scope) { return meant }
      return try bindBareWord(expression, name, opposite: type, scope: scope)
    case .text(let word) where type.hasNamedValues:
      guard let position = try position(of: word, type: type, at: expression.span) else {
        throw unknownValue(word, type: type, field: other, at: expression.span)
      }
      return constant(position, type, at: expression.span)
    case .text(let word) where type == .date && EDTF.parse(word) != nil:
      throw failure(.type(.quotedDate(word)), at: expression.span)
    case .text where type == .date, .arithmetic where type == .date:
      try rejectForeignDate(expression)
    case .list(let members):
      var bound: [PlanExpression] = []
      for member in members { bound.append(try bindOpposite(member, to: other, scope: scope)) }
      return PlanExpression(
        .list(bound), .list(bound.first?.type.scalar ?? .missing), at: place(expression.span))
    case .choice(let choice):
      return try bindChoice(choice, opposite: other, at: expression.span, scope: scope)
    case .bracketed(let inner):
      if case .name(let name) = inner.kind, namesRows(name),
        try position(of: name.written, type: type, at: name.span) == nil
      {
        break
      }
      return try bindOpposite(inner, to: other, scope: scope)
    case .number(let literal) where type == .date:
      if let period = year(literal, expression.span) { return period }
      try rejectForeignDate(expression)
    default: break
    }
    return try bindValue(expression, scope: scope)
  }

  /// A bare word opposite an enumeration or a reference: a value, else a field.
  private mutating func bindWord(
    _ name: Name, to other: PlanExpression, scope: Scope
  ) throws(BindError) -> PlanExpression {
    let type = other.type.scalar
    if !name.isQuoted,
      let position = try position(of: name.written, type: type, at: name.span)
    {
      if let field = try fieldOrColumn(name, scope: scope),
        commonType(field.type.scalar, type) != nil
      {
        warnings.append(
          Diagnostic(
            .warning, .valueAndField,
            "`\(name.written)` is both a value and a field; the value is meant",
            at: place(name.span),
            hint: "write .\(name.written) for the field"))
      }
      return constant(position, type, at: name.span)
    }
    if let meant = try bindMeant(name, to: other, scope: scope) { return meant }
    if argument(named: name.canonical) != nil { return try bindName(name, scope: scope) }
    if let field = try fieldOrColumn(name, scope: scope) { return field }
    if definition(named: name.canonical) != nil { return try bindName(name, scope: scope) }
    throw unknownValue(name.written, type: type, field: other, at: name.span)
  }

  /// What a parameter of a user's function or a `let` stands for, nil where it is no calculation:
  /// opposite another expression, the bare words in it are values too.
  private mutating func bindMeant(
    _ name: Name, to other: PlanExpression, scope: Scope
  ) throws(BindError) -> PlanExpression? {
    if let argument = argument(named: name.canonical) {
      guard let expression = argument.query.bareExpression else { return nil }
      return try binding(argument) { binder throws(BindError) in
        try binder.bindOpposite(expression, to: other, scope: scope)
      }
    }
    guard try fieldOrColumn(name, scope: scope) == nil,
      let found = definition(named: name.canonical), found.definition.parameters.isEmpty,
      let expression = found.definition.value.bareExpression
    else { return nil }
    arguments.append([:])
    defer { arguments.removeLast() }
    return try expanding(found.definition.name, reach: found.reach, at: name.span) {
      binder throws(BindError) in
      try binder.bindOpposite(expression, to: other, scope: scope)
    }
  }

  /// A named condition is no condition expression: `names(…)` gives those that one names.
  private mutating func rejectConditionName(
    _ name: Name, opposite other: PlanExpression, scope: Scope
  ) throws(BindError) {
    guard let conditions = schema.conditions, argument(named: name.canonical) == nil,
      try fieldOrColumn(name, scope: scope) == nil, definition(named: name.canonical) == nil,
      try position(of: name.written, type: .reference(conditions), at: name.span) != nil
    else { return }
    throw failure(
      .type(
        .namedCondition(
          name.written, left: noun(for: other.type), right: schema[conditions].rowWord,
          fix: nil)),
      at: name.span)
  }

  /// `= unknown` and `= none` ask for the state, not for a value.
  func rejectMissing(
    _ comparison: Comparison, _ left: PlanExpression, _ right: PlanExpression, at span: SourceSpan
  ) throws(BindError) {
    let isNegated = comparison.isNegated != (comparison.operator == .notEqual)
    for (side, other) in [(left, comparison.right), (right, comparison.left)] {
      guard let word = missingWord(side) else { continue }
      let instead = "\(text(of: other)) is \(isNegated ? "not " : "")\(word)"
      throw failure(.type(.comparedWithMissing(word, instead: instead, isFix: true)), at: span)
    }
    guard case .list(let members) = right.kind else { return }
    for member in members {
      guard let word = missingWord(member) else { continue }
      let subject = text(of: comparison.left)
      let instead = isNegated ? "and \(subject) is not \(word)" : "or \(subject) is \(word)"
      throw failure(
        .type(.comparedWithMissing(word, instead: instead, isFix: false)),
        at: member.span)
    }
  }

  private func missingWord(_ value: PlanExpression) -> String? {
    guard value.type == .missing, case .constant(.missing(let state)) = value.kind else {
      return nil
    }
    return state == .none ? "none" : "unknown"
  }
}

extension Expression {
  /// Whether it is a bare word or a text.
  var isWord: Bool { if case .name = kind { true } else { isText } }

  fileprivate var isText: Bool { if case .text = kind { true } else { false } }
}
