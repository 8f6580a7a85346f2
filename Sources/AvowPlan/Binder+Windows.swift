internal import AvowDiagnostics
internal import AvowModel
internal import AvowSyntax

/// A place where window functions may stand, and those found there so far.
struct WindowSite {
  /// How many frames the scope of the place has; elsewhere a row is not one of the table's.
  var depth: Int
  var columns: [WindowColumn] = []
}

/// Functions of the rows beside a row: `count() over (by country order by announced)`.
extension Binder {
  /// Binds an expression in which window functions may stand; they become a step before it.
  mutating func bindWithWindows(
    _ expression: Expression, into pipeline: inout BoundPipeline, scope: Scope
  ) throws(BindError) -> PlanExpression {
    let outer = windowSite
    windowSite = WindowSite(depth: scope.frames.count)
    defer { windowSite = outer }
    let value = try bindValue(expression, scope: scope)
    addWindows(to: &pipeline)
    return value
  }

  /// Makes the window functions found so far a step.
  mutating func addWindows(to pipeline: inout BoundPipeline) {
    guard let site = windowSite, !site.columns.isEmpty else { return }
    windowSite?.columns = []
    pipeline.steps.append(.window(site.columns))
  }

  mutating func bindWindow(
    _ call: Call, _ window: Window, at span: SourceSpan, scope: Scope
  ) throws(BindError) -> PlanExpression {
    guard let site = windowSite, site.depth == scope.frames.count else {
      throw failure(.table(.windowPlace(call.name.written)), at: span)
    }
    windowSite = nil
    defer { windowSite = windowSite ?? site }
    let outer = setCausesAside()
    defer { causes = outer }
    var partition: [PlanExpression] = []
    for key in window.by {
      let value = try bindValue(key.value, scope: scope)
      guard value.type.element == nil else {
        throw failure(.row(.groupsLists(text(of: key.value))), at: key.value.span)
      }
      partition.append(value)
    }
    var order: [SortKey] = []
    for key in window.order {
      order.append(try bindSortKey(key.value, key.direction, scope: scope))
    }
    let bound = try windowCall(call, hasOrder: !order.isEmpty, at: span, scope: scope)
    let column = WindowColumn(
      id: bound.call.value.map { newColumn(of: $0) } ?? newColumn(),
      name: text(of: Expression(.call(call), span: span)), call: bound.call, partition: partition,
      order: order)
    var found = site
    found.columns.append(column)
    windowSite = found
    let value = PlanExpression(.column(column.id), bound.type, at: place(span))
    guard let whole = bound.whole else { return value }
    return PlanExpression(.arithmetic(.divide, whole, value), .decimal, at: place(span))
  }

  private struct BoundWindow {
    var call: WindowCall
    var type: DataType
    /// What is divided by the result, for a share.
    var whole: PlanExpression?
  }

  private mutating func windowCall(
    _ call: Call, hasOrder: Bool, at span: SourceSpan, scope: Scope
  ) throws(BindError) -> BoundWindow {
    let name = call.name.canonical
    guard definition(named: name) == nil, let row = FunctionTable.function(named: name) else {
      throw failure(.table(.windowFunction(call.name.written, needs: nil)), at: span)
    }
    switch row.meaning {
    case .window(let function):
      guard hasOrder else {
        throw failure(.table(.windowFunction(name, needs: "over (order by …)")), at: span)
      }
      switch function {
      case .rank, .rowNumber:
        guard call.arguments.isEmpty else {
          throw wrongCount(row, found: call.arguments.count, at: span)
        }
        return BoundWindow(call: function == .rank ? .rank : .rowNumber, type: .integer)
      case .lag: return try neighbour(row, call, isBefore: true, at: span, scope: scope)
      case .lead: return try neighbour(row, call, isBefore: false, at: span, scope: scope)
      }
    case .aggregate(let function):
      return try windowAggregate(
        function, row, call, hasOrder: hasOrder, at: span, scope: scope)
    default:
      throw failure(.table(.windowFunction(name, needs: nil)), at: span)
    }
  }

  /// `lag(x, n, otherwise)`: how far the other row lies is the same for all rows.
  private mutating func neighbour(
    _ row: FunctionRow, _ call: Call, isBefore: Bool, at span: SourceSpan, scope: Scope
  ) throws(BindError) -> BoundWindow {
    guard (1...3).contains(call.arguments.count) else {
      throw wrongCount(row, found: call.arguments.count, at: span)
    }
    var single = call
    single.arguments = [call.arguments[0]]
    let value = try windowArgument(single, row, at: span, scope: scope)
    var distance = 1
    if call.arguments.count > 1 {
      distance = try windowOffset(call.arguments[1], row, at: span, scope: scope)
    }
    var otherwise: PlanExpression?
    if call.arguments.count > 2 {
      guard case .expression(let expression) = call.arguments[2] else {
        throw wrongCount(row, found: call.arguments.count, at: span)
      }
      let other = try bindOpposite(expression, to: value, scope: scope)
      guard other.type == value.type || other.type == .missing else {
        throw failure(
          .type(
            .wrongArgument(
              function: row.name, expected: noun(for: value.type),
              found: noun(for: other.type))), at: expression.span)
      }
      otherwise = other
    }
    return BoundWindow(
      call: .neighbour(value, distance: isBefore ? -distance : distance, otherwise: otherwise),
      type: value.type)
  }

  private mutating func windowOffset(
    _ argument: Call.Argument, _ row: FunctionRow, at span: SourceSpan, scope: Scope
  ) throws(BindError) -> Int {
    guard case .expression(let expression) = argument else {
      throw failure(
        .type(.wrongArgument(function: row.name, expected: "a whole number", found: "rows")),
        at: span)
    }
    let value = try bindValue(expression, scope: scope)
    guard case .constant(.number(let range, nil)) = value.kind, let number = range.exact,
      number.isWhole, number.mantissa >= 0
    else {
      throw failure(
        .type(
          .wrongArgument(
            function: row.name, expected: "a whole number that is the same for all rows",
            found: noun(for: value.type))), at: expression.span)
    }
    // Beyond any number of rows there is no row, however far.
    return min(Int(clamping: number.mantissa), 1 << 40)
  }

  private mutating func windowArgument(
    _ call: Call, _ row: FunctionRow, at span: SourceSpan, scope: Scope
  ) throws(BindError) -> PlanExpression {
    guard call.arguments.count == 1, case .expression(let expression) = call.arguments[0] else {
      throw wrongCount(row, found: call.arguments.count, at: span)
    }
    return try bindValue(expression, scope: scope)
  }

  private mutating func windowAggregate(
    _ function: AggregateFunction, _ row: FunctionRow, _ call: Call, hasOrder: Bool,
    at span: SourceSpan, scope: Scope
  ) throws(BindError) -> BoundWindow {
    guard function.isWindowed(hasOrder: hasOrder) else {
      let needs = function.isWindowed(hasOrder: false) ? "over (by …) without an order" : nil
      throw failure(.table(.windowFunction(row.name, needs: needs)), at: span)
    }
    var aggregate = AggregateCall(function, type: .integer)
    if function == .count {
      switch call.arguments.first {
      case nil: return BoundWindow(call: .aggregate(aggregate), type: .integer)
      case .rows(let condition, _)?:
        aggregate.filter = try bindCondition(condition, scope: scope)
        return BoundWindow(call: .aggregate(aggregate), type: .integer)
      case .expression?, .query?: aggregate.function = .countKnown
      }
    }
    let argument = try windowArgument(call, row, at: span, scope: scope)
    guard argument.type.element == nil else {
      throw failure(.row(.groupsLists(text(of: Expression(.call(call), span: span)))), at: span)
    }
    if function == .share { aggregate.function = .sum }
    aggregate.argument = argument
    let request = AggregateRequest(
      function: aggregate.function, row: row, text: row.name, span: span)
    aggregate.type = try resultType(of: aggregate.function, argument: argument, request)
    guard function == .share else {
      return BoundWindow(call: .aggregate(aggregate), type: aggregate.type)
    }
    guard argument.type == .integer || argument.type == .decimal || argument.type.isAmount else {
      throw failure(
        .type(
          .wrongArgument(
            function: row.name, expected: "numbers or quantities",
            found: noun(for: argument.type))),
        at: argument.span)
    }
    return BoundWindow(
      call: .aggregate(aggregate), type: aggregate.type, whole: argument)
  }
}

extension AggregateFunction {
  /// Whether it runs over a window; along an order, those that remember all values do not.
  fileprivate func isWindowed(hasOrder: Bool) -> Bool {
    switch self {
    case .count, .countKnown, .sum, .avg, .min, .max, .first, .last, .share: true
    case .distinctCount, .median, .list: !hasOrder
    case .percentile, .any, .all, .none: false
    }
  }
}

extension WindowCall {
  /// The value of which it gives one, nil where it numbers rows.
  fileprivate var value: PlanExpression? {
    switch self {
    case .aggregate(let call): call.argument
    case .neighbour(let value, _, _): value
    case .rank, .rowNumber: nil
    }
  }
}
