internal import AvowDiagnostics
internal import AvowModel
internal import AvowSyntax

extension Binder {
  /// Binds an expression to a typed value.
  mutating func bindValue(
    _ expression: Expression, scope: Scope
  ) throws(BindError) -> PlanExpression {
    defer { nestingDepth -= 1 }
    try enter(at: expression.span)
    if let column = columnWritten(as: expression, scope: scope) { return column }
    // One function per family: the frame of one for all would be too large to nest.
    switch expression.kind {
    case .number, .percent, .ago, .relativePeriod, .date, .text, .boolean, .unknown, .none, .today,
      .parameter:
      return try bindLiteral(expression)
    case .this, .field, .name, .bracketed, .list, .subquery, .member, .via:
      return try bindPlace(expression, scope: scope)
    case .choice, .call, .conversion, .negative, .arithmetic:
      return try bindCalculated(expression, scope: scope)
    case .not, .and, .or:
      if joinsConditions(expression, scope: scope) {
        return try bindNamedConditions(expression, scope: scope)
      }
      return try bindTruth(expression, scope: scope)
    case .comparison, .between, .test: return try bindTruth(expression, scope: scope)
    }
  }

  private mutating func bindLiteral(_ expression: Expression) throws(BindError) -> PlanExpression {
    let span = expression.span
    switch expression.kind {
    case .number(let literal): return try number(literal, at: span)
    case .percent(let digits): return try percent(digits, at: span)
    case .ago(let digits, let unit): return try ago(digits, unit, at: span)
    case .relativePeriod(let period): return try relativePeriod(period, at: span)
    case .date(let text): return try date(text, at: span)
    case .text(let text): return PlanExpression(.constant(.text(text)), .text, at: place(span))
    case .boolean(let value):
      return PlanExpression(.constant(.boolean(value)), .boolean, at: place(span))
    case .today:
      let day = DateValue(environment.today)
      return PlanExpression(.constant(.date(day)), .date, at: place(span))
    case .parameter(let name):
      guard let value = environment.parameters[name.canonical] else {
        throw unknownParameter(name)
      }
      return PlanExpression(value.kind, value.type, at: place(span))
    case .unknown:
      return PlanExpression(.constant(.missing(.unspecified)), .missing, at: place(span))
    case .none, .this, .field, .name, .bracketed, .list, .subquery, .member, .via, .choice, .call,
      .conversion, .negative, .arithmetic, .comparison, .between, .test, .not, .and, .or:
      return PlanExpression(.constant(.missing(.none)), .missing, at: place(span))
    }
  }

  /// A name, a path, rows or a list.
  private mutating func bindPlace(
    _ expression: Expression, scope: Scope
  ) throws(BindError) -> PlanExpression {
    let span = expression.span
    switch expression.kind {
    case .this: return try bindThis(at: span, scope: scope)
    case .field(let name): return try bindField(name, scope: scope)
    case .name(let name): return try bindName(name, scope: scope)
    case .bracketed(let inner): return try bindBracketed(inner, scope: scope)
    case .list(let members): return try bindList(members, at: span, scope: scope)
    case .subquery(let query):
      let pipeline = try bindPipeline(query, scope: scope.bracketed)
      return try list(of: pipeline, at: span)
    case .member(let base, let name): return try bindMember(base, name, via: nil, scope: scope)
    case .via, .number, .percent, .ago, .relativePeriod, .date, .text, .boolean, .unknown, .none,
      .today, .parameter, .choice, .call, .conversion, .negative, .arithmetic, .comparison,
      .between, .test, .not, .and, .or:
      let pipeline = try bindSource(expression, scope: scope)
      return try list(of: pipeline, at: span)
    }
  }

  private mutating func bindCalculated(
    _ expression: Expression, scope: Scope
  ) throws(BindError) -> PlanExpression {
    let span = expression.span
    switch expression.kind {
    case .choice(let choice): return try bindChoice(choice, at: span, scope: scope)
    case .call(let call): return try bindCall(call, at: span, scope: scope)
    case .conversion(let value, let unit, let date):
      return try bindConversion(value, unit, at: date, span: span, scope: scope)
    case .negative(let operand): return try bindNegative(operand, at: span, scope: scope)
    case .arithmetic(let first, let terms):
      return try bindArithmetic(first, terms, scope: scope)
    case .this, .field, .name, .bracketed, .list, .subquery, .member, .via, .number, .percent, .ago,
      .relativePeriod, .date, .text, .boolean, .unknown, .none, .today, .parameter, .comparison,
      .between, .test, .not, .and, .or:
      return try bindTruth(expression, scope: scope)
    }
  }

  private mutating func bindTruth(
    _ expression: Expression, scope: Scope
  ) throws(BindError) -> PlanExpression {
    let span = expression.span
    switch expression.kind {
    case .comparison(let comparison):
      return try bindComparison(comparison, at: span, scope: scope)
    case .between(let between): return try bindBetween(between, at: span, scope: scope)
    case .test(let test): return try bindTest(test, at: span, scope: scope)
    case .not(let operand):
      let value = try bindCondition(operand, scope: scope)
      return PlanExpression(.not(value), .boolean, at: place(span))
    case .and(let operands):
      try rejectBareValues(operands, joinedBy: "and", scope: scope)
      return PlanExpression(
        .and(try bindConditions(operands, scope: scope)), .boolean, at: place(span))
    case .or(let operands):
      try rejectBareValues(operands, joinedBy: "or", scope: scope)
      warnOfMixed(operands)
      return PlanExpression(
        .or(try bindConditions(operands, scope: scope)), .boolean, at: place(span))
    case .choice, .call, .conversion, .negative, .arithmetic, .this, .field, .name, .bracketed,
      .list, .subquery, .member, .via, .number, .percent, .ago, .relativePeriod, .date, .text,
      .boolean, .unknown, .none, .today, .parameter:
      return try bindLiteral(expression)
    }
  }

  private mutating func bindConditions(
    _ operands: [Expression], scope: Scope
  ) throws(BindError) -> [PlanExpression] {
    var bound: [PlanExpression] = []
    for operand in operands { bound.append(try bindCondition(operand, scope: scope)) }
    return bound
  }

  /// Binds an expression that must be true or false; notes it as a cause of undecided rows.
  mutating func bindCondition(
    _ expression: Expression, scope: Scope
  ) throws(BindError) -> PlanExpression {
    let before = causes.count
    let value = try bindValue(expression, scope: scope)
    guard value.type == .boolean else {
      throw failure(
        .type(
          .notCondition(found: noun(for: value.type), hint: conditionHint(value, expression))),
        at: expression.span)
    }
    if causes.count == before {
      let text = meantText(of: expression)
      causes.append(
        Cause(
          comparison: value, subject: value.tested ?? value, subjectText: text, object: nil,
          objectText: "", text: text))
    }
    return value
  }

  private func conditionHint(_ value: PlanExpression, _ expression: Expression) -> String? {
    guard !value.isConstant else { return nil }
    let written = text(of: expression)
    if value.type == .condition { return "holds(\(written))" }
    return value.type.element == nil ? "\(written) is known" : "any(\(written))"
  }

  /// The column of a grouped or selected table that was written just so: `country.region`.
  private func columnWritten(as expression: Expression, scope: Scope) -> PlanExpression? {
    guard let frame = scope.frames.last, frame.closedBy != nil else { return nil }
    switch expression.kind {
    case .member, .call, .arithmetic, .choice, .negative, .comparison, .via: break
    default: return nil
    }
    let written = text(of: expression)
    guard let column = frame.columns.last(where: { $0.text == written }) else { return nil }
    return PlanExpression(column.value.kind, column.value.type, at: place(expression.span))
  }

  private func bindThis(at span: SourceSpan, scope: Scope) throws(BindError) -> PlanExpression {
    guard let row = scope.outer?.frames.last(where: { $0.row != nil })?.row else {
      // Without brackets around it, the row in reach is the only one.
      guard let row = scope.frames.last?.row else { throw failure(.row(.noOuterRow), at: span) }
      return PlanExpression(row.kind, row.type, at: place(span))
    }
    return PlanExpression(row.kind, row.type, at: place(span))
  }

  private mutating func bindBracketed(
    _ inner: Expression, scope: Scope
  ) throws(BindError) -> PlanExpression {
    if case .name(let name) = inner.kind, try fieldOrColumn(name, scope: scope) == nil,
      argument(named: name.canonical) == nil, namesRows(name)
    {
      let pipeline = try bindSource(inner, scope: scope.bracketed)
      return try list(of: pipeline, at: inner.span)
    }
    return try bindValue(inner, scope: scope)
  }

  /// Whether a word names a relation, or a definition that is more than a calculation.
  func namesRows(_ name: Name) -> Bool {
    if let found = definition(named: name.canonical) {
      return found.definition.value.bareExpression == nil
    }
    return schema.relation(named: name.canonical) != nil
  }

  private mutating func bindList(
    _ members: [Expression], at span: SourceSpan, scope: Scope
  ) throws(BindError) -> PlanExpression {
    var bound: [PlanExpression] = []
    for member in members { bound.append(try bindValue(member, scope: scope)) }
    var type = bound.first?.type ?? .missing
    for member in bound where member.type != type {
      guard let common = commonType(type, member.type) else {
        throw failure(
          .type(
            .notComparable(
              left: noun(for: type), right: noun(for: member.type), hint: nil)),
          at: member.span)
      }
      type = common
    }
    return PlanExpression(.list(bound), .list(type), at: place(span))
  }

  /// Binds a `case`; a word beside a value of an enumeration, or opposite one, is a value too.
  mutating func bindChoice(
    _ choice: Choice, opposite: PlanExpression? = nil, at span: SourceSpan, scope: Scope
  ) throws(BindError) -> PlanExpression {
    let values = choice.branches.map(\.value) + (choice.otherwise.map { [$0] } ?? [])
    let causeCount = causes.count
    let conditions = try choice.branches.map { branch throws(BindError) in
      try bindCondition(branch.condition, scope: scope)
    }
    // Which branch is taken explains no row; only what may be undecided does.
    causes[causeCount...].removeAll { !$0.comparison.mayBeUndecided }
    let bound = try bindValues(values, opposite: opposite, scope: scope)
    var type = DataType.missing
    for value in bound {
      guard let common = commonType(type, value.type) else {
        throw failure(
          .type(
            .notComparable(left: noun(for: type), right: noun(for: value.type), hint: nil)),
          at: value.span)
      }
      type = common
    }
    let branches = zip(conditions, bound).map { ChoiceBranch(condition: $0, value: $1) }
    let otherwise = choice.otherwise == nil ? nil : bound.last
    let result = PlanExpression(.choice(branches, otherwise: otherwise), type, at: place(span))
    if type == .boolean, causes.count > causeCount {
      // What the branches ask may be decided, and the value that they lead to may not.
      causes.append(
        Cause(
          comparison: result, subject: result, subjectText: "case … end", object: nil,
          objectText: "", text: "case … end"))
    }
    return result
  }

  /// Values of one type: the words among them, bound last, are values of the others' type.
  private mutating func bindValues(
    _ values: [Expression], opposite: PlanExpression?, scope: Scope
  ) throws(BindError) -> [PlanExpression] {
    var bound: [Int: PlanExpression] = [:]
    var example = opposite
    for (position, value) in values.enumerated() where !value.isWord {
      let result =
        if let opposite {
          try bindOpposite(value, to: opposite, scope: scope)
        } else {
          try bindValue(value, scope: scope)
        }
      if example == nil, result.type.hasNamedValues { example = result }
      bound[position] = result
    }
    for value in values where value.isWord {
      if example == nil, case .name(let name) = value.kind {
        let field = try fieldOrColumn(name, scope: scope)
        if field?.type.hasNamedValues == true { example = field }
      }
    }
    for (position, value) in values.enumerated() where value.isWord {
      let result =
        if let example {
          try bindOpposite(value, to: example, scope: scope)
        } else {
          try bindValue(value, scope: scope)
        }
      bound[position] = result
    }
    return values.indices.compactMap { bound[$0] }
  }

  /// The type that holds values of both, nil where there is none.
  func commonType(_ left: DataType, _ right: DataType) -> DataType? {
    switch (left, right) {
    case (_, .missing): left
    case (.missing, _): right
    case (.integer, .decimal), (.decimal, .integer): .decimal
    case (.quantity, .quantity): left == right ? left : .quantity(nil)
    case (.list(let a), .list(let b)): commonType(a, b).map { .list($0) }
    default: left == right ? left : nil
    }
  }

  private mutating func bindTest(
    _ test: AvowSyntax.StateTest, at span: SourceSpan, scope: Scope
  ) throws(BindError) -> PlanExpression {
    // A test is never undecided, so what it looks at is no cause.
    let outer = setCausesAside()
    defer { causes = outer }
    let operand = try bindValue(test.operand, scope: scope)
    let result: PlanExpression
    switch test.kind {
    case .known: result = PlanExpression(.hasState(operand, .known), .boolean, at: place(span))
    case .unknown:
      result = PlanExpression(.hasState(operand, .unknown), .boolean, at: place(span))
    case .none: result = PlanExpression(.hasState(operand, .none), .boolean, at: place(span))
    case .exactly(let other):
      let right = try bindOpposite(other, to: operand, scope: scope)
      guard
        commonType(operand.type, right.type) != nil
          || (operand.type.isNumeric && right.type.isNumeric)
      else { throw notComparable(operand, right, at: span) }
      result = PlanExpression(.isIdentical(operand, right), .boolean, at: place(span))
    }
    guard test.isNegated else { return result }
    return PlanExpression(.not(result), .boolean, at: place(span))
  }

  func notComparable(
    _ left: PlanExpression, _ right: PlanExpression, at span: SourceSpan, hint: String? = nil
  ) -> BindError {
    failure(
      .type(
        .notComparable(
          left: noun(for: left.type), right: noun(for: right.type), hint: hint)),
      at: span)
  }
}

extension PlanExpression {
  /// Whether it is a condition that can be undecided by itself.
  fileprivate var mayBeUndecided: Bool {
    switch kind {
    case .constant, .hasState, .isIdentical, .certainly, .possibly: false
    case .not(let operand): operand.mayBeUndecided
    default: true
    }
  }

  /// What a test of a state looks at, nil for any other expression.
  fileprivate var tested: PlanExpression? {
    switch kind {
    case .hasState(let operand, _): operand
    case .not(let operand): operand.tested
    default: nil
    }
  }
}
