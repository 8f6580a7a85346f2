package import AvowDiagnostics
internal import AvowModel
package import AvowSyntax

/// Gives a statement its meaning, or says why it has none.
///
/// Names are looked up in the catalogue and the environment; everything is typed before anything
/// runs. A `let` or `param` changes the environment.
package func bind(
  _ statement: Statement, in catalog: Catalog, environment: inout Environment
) -> (bound: BoundStatement?, diagnostics: [Diagnostic]) {
  var binder = Binder(catalog: catalog, environment: environment)
  // One owner, so that a definition is added without a copy of all that were before.
  let parameters = environment.parameters
  let definitionCount = environment.definitions.count
  (environment.definitions, environment.places) = ([], [:])
  defer { environment = binder.environment }
  do {
    let bound = try binder.bind(statement)
    guard binder.errors.isEmpty else {
      binder.environment.restore(definitionCount: definitionCount, parameters)
      return (nil, binder.errors.map { $0.diagnostic(in: catalog.schema) } + binder.warnings)
    }
    return (bound, binder.warnings)
  } catch {
    binder.environment.restore(definitionCount: definitionCount, parameters)
    let errors = (binder.errors + [error]).prefix(Binder.errorCountMax)
    return (nil, errors.map { $0.diagnostic(in: catalog.schema) } + binder.warnings)
  }
}

/// The state of binding one statement.
struct Binder {
  let catalog: Catalog
  var environment: Environment
  /// Errors that did not stop the binding: each `where` is looked at even if another is wrong.
  var errors: [BindError] = []
  var warnings: [Diagnostic] = []
  /// What the answer's reader must know beside the rows.
  var asides: [Aside] = []
  /// The comparisons met in the condition being bound, in written order.
  var causes: [Cause] = []
  /// The aggregates of each grouping, found while later clauses are bound.
  var groups: [[AggregateColumn]] = []
  /// The texts of hoisted aggregates, so that each is computed once.
  var groupTexts: [[String: PlanExpression]] = []
  /// The arguments put in for the parameters of the functions being expanded.
  var arguments: [[String: MacroArgument]] = []
  /// The definition being expanded and the place that used it, to which its spans are moved.
  var expansion: Expansion?
  /// From which day, and under which assumptions, what is bound sees the data.
  var viewpoint: Viewpoint
  /// The viewpoints that queries name, in the order in which they were met.
  private(set) var viewpoints: [Viewpoint] = []
  /// How much of what was bound so far depends on the day from which it is seen.
  var viewpointUses = 0
  /// The same, viewpoint by viewpoint.
  var viewpointUseCounts: [Viewpoint: Int] = [:]
  /// The dates on which nothing depends so far.
  var idleDates: [IdleDate] = []
  /// The viewpoints of the sources of rows, where they are not plain.
  private(set) var rowViewpoints: [RowID: Viewpoint] = [:]
  /// The viewpoints of the rows that columns name, where they are not plain.
  private(set) var columnViewpoints: [ColumnID: Set<Viewpoint>] = [:]
  /// The viewpoint that a query chooses for what its source names of the rows outside.
  var choice: ViewpointChoice?
  private var expansionCount = 0
  /// Where window functions may stand at present, nil where they may not.
  var windowSite: WindowSite?
  /// How many expressions were bound so far, those of trials included, and may be.
  var effort = 0
  var effortMax = Binder.effortMax(forLength: 0)
  /// How many expressions and queries are open within each other.
  var nestingDepth = 0
  /// How many steps the plans of the statement have so far.
  var stepCount = 0
  /// The arithmetic operations so far: in a long sum each stands within the next.
  var operationCount = 0
  /// The columns that hold values of several fields as texts, which have no order but by letters.
  var mixedTexts: [ColumnID: String] = [:]
  private var rowCount = 0
  private var columnCount = 0

  struct Expansion {
    var name: String
    var span: SourceSpan
    /// How many of the environment's definitions are in reach: those before it.
    var reach: Int
    var depth: Int
  }

  /// An argument of a user's function, bound where the parameter stands.
  struct MacroArgument {
    var query: Query
    var expansion: Expansion?
    var arguments: [[String: MacroArgument]]
  }

  init(catalog: Catalog, environment: Environment) {
    self.catalog = catalog
    self.environment = environment
    viewpoint = environment.viewpoint
  }

  var schema: Schema { catalog.schema }

  /// Keeps a viewpoint for the reader of the answer.
  mutating func noteViewpoint(_ viewpoint: Viewpoint) {
    if !viewpoint.isPlain, !viewpoints.contains(viewpoint) { viewpoints.append(viewpoint) }
  }

  mutating func newRow() -> RowID {
    rowCount += 1
    let row = RowID(rowCount - 1)
    if !viewpoint.isPlain { rowViewpoints[row] = viewpoint.ofRows }
    return row
  }

  /// A column of what is seen from the viewpoint.
  mutating func newColumn() -> ColumnID {
    columnCount += 1
    let column = ColumnID(columnCount - 1)
    if !viewpoint.isPlain { columnViewpoints[column] = [viewpoint.ofRows] }
    return column
  }

  /// A column of values, or of members of them, which are seen as these are.
  mutating func newColumn(of values: PlanExpression...) -> ColumnID {
    let column = newColumn()
    var found: Set<Viewpoint> = []
    for value in values where value.type.scalar.namesRows {
      found.formUnion(viewpoints(of: value))
    }
    if !found.isEmpty { columnViewpoints[column] = found == [Viewpoint()] ? nil : found }
    return column
  }

  /// A choice of a viewpoint for the rows and columns that there are so far.
  func choosing(_ viewpoint: Viewpoint) -> ViewpointChoice {
    ViewpointChoice(viewpoint: viewpoint.ofRows, rowCount: rowCount, columnCount: columnCount)
  }

  /// The span that a piece of the plan gets: its own, or that of the use of a definition.
  func place(_ span: SourceSpan) -> SourceSpan { expansion?.span ?? span }

  func failure(_ kind: BindError.Kind, at span: SourceSpan) -> BindError {
    BindError(kind, at: place(span), inside: expansion?.name)
  }

  /// Runs `body` inside a definition; bounds depth and the total number of expansions.
  mutating func expanding<T>(
    _ name: String, reach: Int, at span: SourceSpan,
    _ body: (inout Binder) throws(BindError) -> T
  ) throws(BindError) -> T {
    expansionCount += 1
    let depth = (expansion?.depth ?? 0) + 1
    guard expansionCount <= 2000, depth <= 64 else {
      throw failure(.limit(.tooLarge(name)), at: span)
    }
    nestingDepth += 1
    defer { nestingDepth -= 1 }
    let outer = expansion
    expansion = Expansion(name: name, span: place(span), reach: reach, depth: depth)
    defer { expansion = outer }
    return try body(&self)
  }
}

extension Binder {
  mutating func bind(_ statement: Statement) throws(BindError) -> BoundStatement {
    effortMax = Self.effortMax(forLength: statement.span.length)
    (effort, stepCount) = (0, 0)
    return try bindKind(of: statement)
  }

  private mutating func bindKind(of statement: Statement) throws(BindError) -> BoundStatement {
    switch statement.kind {
    case .query(let query, let end):
      let bound = try bindQueryStatement(query, end: end)
      warnOfIdleDates()
      return bound
    case .binding(let binding): return try bindDefinition(binding)
    case .parameter(let declaration): return try bindParameter(declaration)
    case .assertion(let assertion):
      let bound = try bindAssertion(assertion, span: statement.span)
      warnOfIdleDates()
      return bound
    }
  }

  private mutating func bindQueryStatement(
    _ query: Query, end: QueryEnd?
  ) throws(BindError) -> BoundStatement {
    var pipeline = try bindPipeline(query, scope: Scope(frames: []))
    if case .whyNot(let wanted)? = end?.kind, pipeline.assertion == nil {
      return .whyNot(try bindExclusion(wanted, of: &pipeline))
    }
    if let assertion = pipeline.assertion {
      if let end {
        throw failure(.limit(.notSupportedUse("a question about assert")), at: end.span)
      }
      return .assertion(
        BoundAssertion(
          counterexamples: pipeline.boundQuery(in: self), predicate: assertion.predicate,
          message: assertion.message))
    }
    var bound = pipeline.boundQuery(in: self)
    switch end?.kind {
    case nil:
      guardTotals(of: &bound)
      noteNarrowerRows(in: &bound)
      return .query(bound)
    case .explain: return .explain(bound)
    case .why, .whyNot: return .why(bound, at: end?.span ?? query.span)
    case .cite:
      guardTotals(of: &bound)
      return .cite(bound)
    case .explainSQL:
      throw failure(.limit(.notSupported("explain sql")), at: end?.span ?? query.span)
    case .chart(let kind):
      try bindChart(kind, of: &bound, at: end?.span ?? query.span)
      guardTotals(of: &bound)
      noteNarrowerRows(in: &bound)
      return .query(bound)
    }
  }

  private mutating func bindDefinition(_ binding: Binding) throws(BindError) -> BoundStatement {
    let name = binding.name
    guard FunctionTable.function(named: name.canonical) == nil,
      schema.relation(named: name.canonical) == nil
    else { throw failure(.name(.reservedName(name.written)), at: name.span) }
    let definition = Definition(binding)
    if binding.parameters.isEmpty {
      // Bound once here, so that a mistake shows where it was made.
      _ = try bindDefinitionBody(definition)
    }
    environment.define(definition)
    return .definition(name: name.written)
  }

  private mutating func bindDefinitionBody(_ definition: Definition) throws(BindError) {
    do {
      _ = try bindPipeline(definition.value, scope: Scope(frames: []))
    } catch {
      // A body that needs a row (`count(statements)`) has its meaning where it is used.
      switch error.kind {
      case .row(.aggregateNeedsRows), .row(.noOuterRow), .name(.unknownName): return
      case .name, .type, .row, .table, .limit: throw error
      }
    }
  }

  private mutating func bindAssertion(
    _ assertion: Assertion, span: SourceSpan
  ) throws(BindError) -> BoundStatement {
    let scope = Scope(frames: [Frame(row: nil)])
    noteViewpoint(viewpoint)
    causes = []
    let condition = try bindCondition(assertion.condition, scope: scope)
    let fails = PlanExpression(
      .not(PlanExpression(.certainly(condition), .boolean, at: span)), .boolean, at: span)
    let output = OutputColumn(name: text(of: assertion.condition), value: condition)
    let plan = Plan.filter(.single, Predicate(condition: fails, causes: []))
    return .assertion(
      BoundAssertion(
        counterexamples: BoundQuery(
          plan: plan, output: [output], rowWord: "assertion", viewpoint: viewpoint,
          viewpoints: viewpoints),
        predicate: Predicate(condition: condition, causes: causes),
        message: assertion.message))
  }
}
