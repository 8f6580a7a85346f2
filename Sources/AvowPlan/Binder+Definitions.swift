internal import AvowDiagnostics
internal import AvowModel
internal import AvowSyntax

extension Binder {
  /// A definition in reach: a `let` of the session, else a view of the dataset.
  func definition(named name: String) -> (definition: Definition, reach: Int)? {
    let places = environment.places[name] ?? []
    guard !places.isEmpty || catalog.hasView(named: name) else { return nil }
    let views = catalog.views
    // Definitions are numbered views first; a body reaches only those before its own.
    let reach = expansion?.reach ?? (views.count + environment.definitions.count)
    if let place = places.last(where: { $0 < reach - views.count }) {
      return (environment.definitions[place], place + views.count)
    }
    guard let position = views.prefix(reach).lastIndex(where: { $0.name == name }) else {
      return nil
    }
    return (views[position], position)
  }

  /// The argument that stands for a parameter's name inside a user's function.
  func argument(named name: String) -> MacroArgument? { arguments.last?[name] }

  /// Binds an argument as it would have been bound at the call.
  mutating func binding<T>(
    _ argument: MacroArgument, _ body: (inout Binder) throws(BindError) -> T
  ) throws(BindError) -> T {
    nestingDepth += 1
    defer { nestingDepth -= 1 }
    let saved = (arguments, expansion)
    arguments = argument.arguments
    expansion = argument.expansion
    defer { (arguments, expansion) = saved }
    return try body(&self)
  }

  /// Puts a definition's query in the place of its name.
  mutating func expand(
    _ found: (definition: Definition, reach: Int), call: Call?, at span: SourceSpan? = nil,
    scope: Scope
  ) throws(BindError) -> BoundPipeline {
    let definition = found.definition
    let span = span ?? call?.name.span ?? SourceSpan(0, 0)
    let given = try macroArguments(of: call, for: definition, at: span)
    arguments.append(given)
    defer { arguments.removeLast() }
    var pipeline = try expanding(definition.name, reach: found.reach, at: span) {
      binder throws(BindError) in
      try binder.bindPipeline(definition.value, scope: scope)
    }
    pipeline.frame.selection = selection(of: found)
    return pipeline
  }

  private func macroArguments(
    of call: Call?, for definition: Definition, at span: SourceSpan
  ) throws(BindError) -> [String: MacroArgument] {
    let given = call?.arguments ?? []
    guard given.count == definition.parameters.count else {
      let parameters = definition.parameters.joined(separator: ", ")
      let signature =
        definition.parameters.isEmpty ? definition.name : "\(definition.name)(\(parameters))"
      throw failure(
        .type(
          .wrongArgumentCount(
            function: definition.name, signature: signature, found: given.count)), at: span)
    }
    var result: [String: MacroArgument] = [:]
    for (name, argument) in zip(definition.parameters, given) {
      let query: Query
      switch argument {
      case .expression(let expression):
        query = Query(
          first: Pipeline(source: expression, span: expression.span), span: expression.span)
      case .query(let nested): query = nested
      case .rows(_, let span):
        throw failure(
          .type(.wrongArgument(function: definition.name, expected: "a value", found: "`where`")),
          at: span)
      }
      result[name] = MacroArgument(query: query, expansion: expansion, arguments: arguments)
    }
    return result
  }

  /// A definition used as a value: what its query calculates, or the rows it gives as a list.
  mutating func expandAsValue(
    _ found: (definition: Definition, reach: Int), call: Call?, at span: SourceSpan, scope: Scope
  ) throws(BindError) -> PlanExpression {
    guard let expression = found.definition.value.bareExpression else {
      let pipeline = try expand(found, call: call, at: span, scope: scope)
      return try list(of: pipeline, at: span)
    }
    let given = try macroArguments(of: call, for: found.definition, at: span)
    arguments.append(given)
    defer { arguments.removeLast() }
    return try expanding(found.definition.name, reach: found.reach, at: span) {
      binder throws(BindError) in
      try binder.bindValue(expression, scope: scope)
    }
  }

  /// The rows of a nested pipeline, or its one column, as a list.
  mutating func list(
    of pipeline: BoundPipeline, at span: SourceSpan
  ) throws(BindError) -> PlanExpression {
    let value = try onlyValue(of: pipeline, at: span)
    guard value.type.element == nil else {
      throw failure(.row(.groupsLists(pipeline.visible?.first?.name ?? "this")), at: span)
    }
    let type = DataType.list(value.type)
    let call = AggregateCall(.list, argument: value, type: type)
    return PlanExpression(.aggregate(call, over: pipeline.plan(in: self)), type, at: place(span))
  }

  /// The one value of each row of a pipeline: its selected column, else the row itself.
  func onlyValue(
    of pipeline: BoundPipeline, at span: SourceSpan
  ) throws(BindError) -> PlanExpression {
    if let visible = pipeline.visible {
      guard let column = visible.first, visible.count == 1 else {
        throw failure(.row(.needsOneColumn(found: visible.count)), at: span)
      }
      return column.value
    }
    guard let row = pipeline.frame.row, pipeline.frame.closedBy == nil else {
      throw failure(.row(.needsOneColumn(found: pipeline.frame.columns.count)), at: span)
    }
    return row
  }
}
