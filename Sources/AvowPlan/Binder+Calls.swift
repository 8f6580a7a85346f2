internal import AvowDiagnostics
internal import AvowModel
internal import AvowSyntax

extension Binder {
  mutating func bindCall(
    _ call: Call, at span: SourceSpan, scope: Scope
  ) throws(BindError) -> PlanExpression {
    if let window = call.window {
      return try bindWindow(call, window, at: span, scope: scope)
    }
    let name = call.name.canonical
    if let found = definition(named: name) {
      return try expandAsValue(found, call: call, at: span, scope: scope)
    }
    guard let row = FunctionTable.function(named: name) else {
      let names = FunctionTable.all.map(\.name) + environment.definitionNames
      throw failure(
        .name(
          .unknownFunction(
            call.name.written, near: suggestions(for: name, among: names),
            isLater: environment.definitionNames.contains(name))),
        at: call.name.span)
    }
    switch row.meaning {
    case .aggregate(let function):
      return try bindAggregate(
        function, row: row, call: call, at: span, scope: scope,
        text: text(of: Expression(.call(call), span: span)))
    case .modality(let isPossibly):
      return try bindModality(isPossibly, row: row, call: call, at: span, scope: scope)
    case .window(let function):
      throw failure(
        .table(.windowFunction(function.rawValue, needs: "over (order by …)")), at: span)
    case .lift: return try bindLift(row, call: call, at: span, scope: scope)
    case .changes:
      let pipeline = try bindChanges(call, scope: scope)
      return try list(of: pipeline, at: span)
    case .condition(let function):
      return try bindConditionFunction(function, row: row, call: call, at: span, scope: scope)
    case .scalar(let function):
      return try bindScalar(function, row: row, call: call, at: span, scope: scope)
    }
  }

  /// The arguments of a call as plain values, their number checked.
  mutating func values(
    of call: Call, for row: FunctionRow, at span: SourceSpan, scope: Scope
  ) throws(BindError) -> [PlanExpression] {
    let least = row.parameters.count - row.optionalCount
    let count = call.arguments.count
    guard count >= least, count <= row.parameters.count || row.isVariadic else {
      throw wrongCount(row, found: count, at: span)
    }
    var result: [PlanExpression] = []
    for argument in call.arguments {
      switch argument {
      case .expression(let expression):
        // A word beside a value of an enumeration is a value of it too.
        if row.takesCondition(at: result.count) {
          result.append(try bindNamedConditions(expression, scope: scope))
        } else if let first = result.first, row.isAboutOneType {
          result.append(try bindOpposite(expression, to: first, scope: scope))
        } else {
          result.append(try bindValue(expression, scope: scope))
        }
      case .query(let query):
        let pipeline = try bindPipeline(query, scope: scope)
        result.append(try list(of: pipeline, at: query.span))
      case .rows(_, let place):
        throw failure(
          .type(.wrongArgument(function: row.name, expected: "a value", found: "`where`")),
          at: place)
      }
    }
    return result
  }

  func wrongCount(_ row: FunctionRow, found: Int, at span: SourceSpan) -> BindError {
    failure(
      .type(.wrongArgumentCount(function: row.name, signature: row.signature, found: found)),
      at: span)
  }

  private mutating func bindModality(
    _ isPossibly: Bool, row: FunctionRow, call: Call, at span: SourceSpan, scope: Scope
  ) throws(BindError) -> PlanExpression {
    // What is asked with possibly or certainly is decided, so it causes no undecided rows.
    let outer = setCausesAside()
    defer { causes = outer }
    guard call.arguments.count == 1, case .expression(let argument) = call.arguments[0] else {
      throw wrongCount(row, found: call.arguments.count, at: span)
    }
    let condition = try bindCondition(argument, scope: scope)
    return PlanExpression(
      isPossibly ? .possibly(condition) : .certainly(condition), .boolean, at: place(span))
  }

  /// `lift(list, field)`: each row replaced by what its field names, where it names something.
  private mutating func bindLift(
    _ row: FunctionRow, call: Call, at span: SourceSpan, scope: Scope
  ) throws(BindError) -> PlanExpression {
    guard call.arguments.count == 2, case .expression(let source) = call.arguments[0],
      case .expression(let path) = call.arguments[1]
    else { throw wrongCount(row, found: call.arguments.count, at: span) }
    let list = try bindValue(source, scope: scope)
    guard case .reference(let relation) = list.type.scalar else {
      throw failure(
        .type(
          .wrongArgument(
            function: row.name, expected: "rows", found: noun(for: list.type))), at: span)
    }
    let column = newColumn(of: list)
    let element = PlanExpression(.column(column), list.type.scalar, at: place(span))
    var frame = Frame(row: list.type.element == nil ? list : element)
    frame.closedBy = nil
    let target = try bindValue(path, scope: scope.entering(frame))
    guard target.type.scalar == .reference(relation) else {
      throw failure(
        .type(
          .wrongArgument(
            function: row.name, expected: "a field that names \(schema[relation].name)",
            found: noun(for: target.type))), at: path.span)
    }
    let base = frame.row ?? element
    let body = PlanExpression(.call(.coalesce, [target, base]), list.type.scalar, at: place(span))
    guard list.type.element != nil else { return body }
    return PlanExpression(.mapElements(list, as: column, body), list.type, at: place(span))
  }

  private mutating func bindScalar(
    _ function: ScalarFunction, row: FunctionRow, call: Call, at span: SourceSpan, scope: Scope
  ) throws(BindError) -> PlanExpression {
    let arguments: [PlanExpression]
    if function == .reason || function == .coalesce {
      // They give a value whatever is undecided.
      let outer = setCausesAside()
      defer { causes = outer }
      arguments = try values(of: call, for: row, at: span, scope: scope)
    } else {
      arguments = try values(of: call, for: row, at: span, scope: scope)
    }
    for (position, argument) in arguments.enumerated() {
      let parameter = row.parameters[min(position, row.parameters.count - 1)]
      guard parameter.accepts(argument.type) else {
        throw failure(
          .type(
            .wrongArgument(
              function: row.name, expected: parameter.words, found: noun(for: argument.type))),
          at: argument.span)
      }
    }
    if function == .truncate { try checkCalendarUnit(arguments) }
    let type = try type(of: row, function, arguments, at: span)
    return PlanExpression(.call(function, arguments), type, at: place(span))
  }

  /// A period that there is not would leave every row unknown.
  private func checkCalendarUnit(_ arguments: [PlanExpression]) throws(BindError) {
    guard arguments.count == 2, case .constant(.text(let name)) = arguments[1].kind,
      CalendarUnit(rawValue: name.lowercased()) == nil
    else { return }
    let names = CalendarUnit.allCases.map { "\"\($0.rawValue)\"" }
    throw failure(
      .type(
        .wrongArgument(
          function: "truncate", expected: names.joined(separator: ", "), found: "`\"\(name)\"`")),
      at: arguments[1].span)
  }

  private func type(
    of row: FunctionRow, _ function: ScalarFunction, _ arguments: [PlanExpression],
    at span: SourceSpan
  ) throws(BindError) -> DataType {
    let first = arguments.first?.type ?? .missing
    if function == .names {
      guard let conditions = schema.conditions else { return .list(.text) }
      return .list(.reference(conditions))
    }
    if function == .coalesce {
      var type = first
      for argument in arguments.dropFirst() {
        guard let common = commonType(type, argument.type) else {
          throw notComparable(arguments[0], argument, at: span)
        }
        type = common
      }
      return type
    }
    switch row.result {
    case .type(let type): return type
    case .first, .bound, .aggregate: return first
    }
  }
}

extension FunctionRow {
  /// Whether an argument is an expression over named conditions.
  func takesCondition(at position: Int) -> Bool {
    parameters.indices.contains(position) && parameters[position] == .condition
  }

  /// Whether all arguments are of one type, or members of the first.
  fileprivate var isAboutOneType: Bool {
    switch meaning {
    case .scalar(let function): function == .coalesce || function == .without
    case .aggregate, .modality, .lift, .condition, .changes, .window: false
    }
  }
}

extension FunctionRow.Parameter {
  /// Whether a value of the type may stand here.
  func accepts(_ type: DataType) -> Bool {
    if type == .missing { return true }
    switch self {
    case .any: return true
    case .boolean: return type == .boolean
    case .condition: return type == .condition
    case .date: return type == .date
    case .list: return type.element != nil
    case .interval: return type.isNumeric || type == .date
    case .number: return type.isNumeric
    case .text: return type == .text
    }
  }

  /// What may stand here, in words.
  var words: String {
    switch self {
    case .any: "a value"
    case .boolean: "a condition that is true or false"
    case .condition: "a condition expression"
    case .date: "a date"
    case .list: "a list"
    case .interval: "a number, a quantity or a date"
    case .number: "a number or a quantity"
    case .text: "a text"
    }
  }
}
