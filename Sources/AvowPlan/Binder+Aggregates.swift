internal import AvowDiagnostics
internal import AvowModel
internal import AvowSyntax

extension Binder {
  /// Binds an aggregate: over the rows of the group, of a nested query, or of a list.
  mutating func bindAggregate(
    _ function: AggregateFunction, row: FunctionRow?, call: Call?, at span: SourceSpan,
    scope: Scope, text: String
  ) throws(BindError) -> PlanExpression {
    // What an aggregate leaves undecided is inside its value, not a cause of its own.
    let outer = setCausesAside()
    defer { causes = outer }
    let outerSite = windowSite
    windowSite = nil
    defer { windowSite = outerSite }
    let request = AggregateRequest(function: function, row: row, text: text, span: span)
    var arguments = call?.arguments ?? []
    if arguments.count > (row?.parameters.count ?? 1), let row {
      throw wrongCount(row, found: arguments.count, at: span)
    }
    guard let first = arguments.first else {
      guard function == .count || function == .share else { throw missingArgument(request) }
      return try aggregateGroup(request, argument: nil, filter: nil, scope: scope)
    }
    arguments.removeFirst()
    switch first {
    case .rows(let condition, _):
      guard function.countsRows else { throw missingArgument(request) }
      let members = try groupScope(request, scope: scope)
      let filter = try bindCondition(condition, scope: members)
      return try aggregateGroup(request, argument: nil, filter: filter, scope: scope)
    case .query(let query):
      let pipeline = try bindPipeline(query, scope: scope)
      return try aggregate(request, over: pipeline, rest: arguments, scope: scope)
    case .expression(let expression):
      return try bindAggregate(request, of: expression, rest: arguments, scope: scope)
    }
  }

  /// What is asked for: the function and how it was written.
  struct AggregateRequest {
    var function: AggregateFunction
    var row: FunctionRow?
    var text: String
    var span: SourceSpan
    /// The argument as written.
    var argumentText = ""
  }

  private func missingArgument(_ request: AggregateRequest) -> BindError {
    failure(
      .type(
        .wrongArgumentCount(
          function: request.function.rawValue,
          signature: request.row?.signature ?? request.function.rawValue, found: 0)),
      at: request.span)
  }

  private mutating func bindAggregate(
    _ request: AggregateRequest, of expression: Expression, rest: [Call.Argument], scope: Scope
  ) throws(BindError) -> PlanExpression {
    var request = request
    request.argumentText = text(of: expression)
    if let group = scope.frames.last?.group {
      let members = Scope(frames: group.members)
      if !(try isRowSource(expression, scope: members)) {
        let value = try bindValue(expression, scope: members)
        return try aggregateGroup(
          request, argument: value, rest: rest, members: members, scope: scope)
      }
    }
    if try isRowSource(expression, scope: scope) {
      let pipeline = try bindSource(expression, scope: scope)
      noteRowsPassedBy(pipeline, scope: scope)
      return try aggregate(request, over: pipeline, rest: rest, scope: scope)
    }
    let value = try bindValue(expression, scope: scope)
    guard value.type.element != nil else {
      throw failure(.row(.aggregateNeedsRows(request.function.rawValue)), at: request.span)
    }
    let pipeline = try members(of: value, at: expression.span, name: name(of: expression))
    noteRowsPassedBy(pipeline, scope: scope)
    return try aggregate(request, over: pipeline, rest: rest, scope: scope)
  }

  /// Whether an expression names rows by itself: a relation, a definition, a bracketed query.
  mutating func isRowSource(
    _ expression: Expression, scope: Scope
  ) throws(BindError) -> Bool {
    switch expression.kind {
    case .name(let name):
      if let argument = argument(named: name.canonical) {
        guard let inner = argument.query.bareExpression else { return true }
        return try binding(argument) { binder throws(BindError) in
          try binder.isRowSource(inner, scope: scope)
        }
      }
      if try fieldOrColumn(name, scope: scope) != nil { return false }
      if let found = definition(named: name.canonical) {
        return found.definition.value.bareExpression == nil
      }
      return schema.relation(named: name.canonical) != nil
    case .bracketed(let inner): return try isRowSource(inner, scope: scope)
    case .subquery, .via: return true
    case .call(let call):
      guard let found = definition(named: call.name.canonical) else { return call.isChanges }
      return found.definition.value.bareExpression == nil
    default: return false
    }
  }

  /// The scope of the group's rows, or the error that there are none.
  private func groupScope(
    _ request: AggregateRequest, scope: Scope
  ) throws(BindError) -> Scope {
    guard let group = scope.frames.last?.group else {
      throw failure(.row(.aggregateNeedsRows(request.function.rawValue)), at: request.span)
    }
    return Scope(frames: group.members)
  }

  private mutating func aggregateGroup(
    _ request: AggregateRequest, argument: PlanExpression?, filter: PlanExpression? = nil,
    rest: [Call.Argument] = [], members: Scope? = nil, scope: Scope
  ) throws(BindError) -> PlanExpression {
    guard let group = scope.frames.last?.group else {
      throw failure(.row(.aggregateNeedsRows(request.function.rawValue)), at: request.span)
    }
    if let argument, argument.type.element != nil {
      throw failure(.row(.groupsLists(request.argumentText)), at: request.span)
    }
    var call = try call(for: request, argument: argument, rest: rest, rows: members ?? scope)
    call.filter = filter
    try checkColumnCount(groups[group.id].count, at: request.span)
    return hoist(call, named: request.text, text: request.text, into: group.id)
  }

  private mutating func aggregate(
    _ request: AggregateRequest, over pipeline: BoundPipeline, rest: [Call.Argument],
    scope: Scope
  ) throws(BindError) -> PlanExpression {
    var argument: PlanExpression?
    if !request.function.countsRows, request.function != .all {
      argument = try onlyValue(of: pipeline, at: request.span)
    } else if request.function.countsTruths, pipeline.visible?.count == 1, pipeline.rows == nil,
      pipeline.frame.row == nil,
      case .boolean? = pipeline.visible?.first?.value.type
    {
      argument = pipeline.visible?.first?.value
    }
    let rows = scope.entering(pipeline.frame)
    let outerViewpoint = viewpoint
    defer { viewpoint = outerViewpoint }
    viewpoint = pipeline.viewpoint?.ofRows ?? viewpoint
    let call = try call(for: request, argument: argument, rest: rest, rows: rows)
    return PlanExpression(
      .aggregate(call, over: pipeline.plan(in: self)), call.type, at: place(request.span))
  }

  /// The typed call; `rows` is the scope of one of the rows.
  private mutating func call(
    for request: AggregateRequest, argument: PlanExpression?, rest: [Call.Argument], rows: Scope
  ) throws(BindError) -> AggregateCall {
    var function = request.function
    var argument = argument
    var percentile: ExactNumber?
    switch (function, rest.first) {
    case (.all, .expression(let condition)?):
      argument = try bindCondition(condition, scope: rows)
    case (.all, nil) where argument?.type == .boolean: break
    case (.percentile, .expression(let percent)?):
      percentile = try percentileNumber(percent, scope: rows)
    case (.all, _), (.percentile, _): throw missingArgument(request)
    default:
      guard rest.isEmpty else {
        throw failure(
          .type(
            .wrongArgumentCount(
              function: function.rawValue, signature: request.row?.signature ?? "",
              found: rest.count + 1)), at: request.span)
      }
    }
    if function == .count, argument != nil { function = .countKnown }
    let type = try resultType(of: function, argument: argument, request)
    return AggregateCall(function, argument: argument, percentile: percentile, type: type)
  }

  private mutating func percentileNumber(
    _ expression: Expression, scope: Scope
  ) throws(BindError) -> ExactNumber {
    let value = try bindValue(expression, scope: scope)
    // Elsewhere `50%` is a half; here it says what it is.
    let scale = ExactNumber(expression.isPercent ? 100 : 1)
    guard case .constant(.number(let range, nil)) = value.kind,
      let number = range.exact?.multiplied(by: scale),
      number >= .zero, number <= ExactNumber(100)
    else {
      throw failure(
        .type(
          .wrongArgument(
            function: "percentile", expected: "a number from 0 to 100",
            found: "`\(text(of: expression))`")
        ),
        at: expression.span)
    }
    return number
  }

  func resultType(
    of function: AggregateFunction, argument: PlanExpression?, _ request: AggregateRequest
  ) throws(BindError) -> DataType {
    let type = argument?.type ?? .missing
    switch function {
    case .count, .countKnown, .distinctCount: return .integer
    case .any, .all, .none: return .boolean
    case .share: return .decimal
    case .list: return .list(type)
    case .first, .last: return type
    case .min, .max:
      guard type.isNumeric || type == .date || type == .text || type.hasNamedValues else {
        throw wrongType(request, type, argument)
      }
      if case .enumeration(let id) = type, !schema[id].isOrdered {
        throw failure(.type(.notOrdered(schema[id].name)), at: request.span)
      }
      return type
    case .sum:
      if case .quantity(let dimension) = type { return .inventory(dimension) }
      guard type.isNumeric else { throw wrongType(request, type, argument) }
      return type
    case .avg, .median, .percentile:
      guard type.isNumeric else { throw wrongType(request, type, argument) }
      return type == .integer ? .decimal : type
    }
  }

  private func wrongType(
    _ request: AggregateRequest, _ type: DataType, _ argument: PlanExpression?
  ) -> BindError {
    failure(
      .type(
        .wrongArgument(
          function: request.function.rawValue, expected: "numbers or quantities",
          found: noun(for: type))), at: argument?.span ?? request.span)
  }
}

extension AggregateFunction {
  /// Whether, of a list of what is true or false, it looks at the members.
  fileprivate var countsTruths: Bool { self == .any || self == .none || self == .all }

  /// Whether it looks at rows and not at a value of each.
  var countsRows: Bool {
    switch self {
    case .count, .any, .none, .share: true
    case .countKnown, .distinctCount, .sum, .avg, .min, .max, .median, .percentile, .all, .first,
      .last, .list:
      false
    }
  }
}

extension Expression {
  /// Whether it is written with `%`.
  fileprivate var isPercent: Bool {
    switch kind {
    case .percent: true
    case .bracketed(let inner): inner.isPercent
    default: false
    }
  }
}
