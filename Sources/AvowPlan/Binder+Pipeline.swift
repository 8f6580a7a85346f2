internal import AvowDiagnostics
internal import AvowModel
internal import AvowSyntax

/// A pipeline being bound: its steps so far, what names mean after them, and what is shown.
struct BoundPipeline {
  /// The source and the clauses, first to last; a group's aggregates are filled in at the end.
  var steps: [Step]
  var frame: Frame
  /// The columns shown, nil for the relation's own choice.
  var visible: [Frame.NamedColumn]?
  /// Visible columns that are left out where all their cells are 0.
  var omittedWhenZero: Set<String> = []
  /// The source whose rows these still are.
  var rows: (relation: RelationID, row: RowID)?
  var presentation = ResultTable.Presentation.table
  /// What its last clause asserts of the rows.
  var assertion: (message: String?, predicate: Predicate)?
  /// From where its rows are seen, nil before its source is bound.
  var viewpoint: Viewpoint?
  /// The relation that the rows stem from, for the word in notes.
  var subject: RelationID?
  /// What names meant for the rows of the source, before any clause.
  var sourceFrame: Frame?

  enum Step {
    case source(Plan)
    /// Filters in a row, which count as one conjunction.
    case filter([Predicate])
    case derive([ComputedColumn])
    case group(keys: [ComputedColumn], id: Int)
    case expand(PlanExpression, ColumnID)
    case sort([SortKey])
    case limit(RowLimit)
    case top(Int, SortKey)
    case distinct([PlanExpression])
    case window([WindowColumn])
  }

  /// The plan of all steps.
  func plan(in binder: Binder) -> Plan {
    steps.reduce(Plan.single) { plan, step in
      switch step {
      case .source(let source): source
      case .filter(let predicates): .filter(plan, Predicate(allOf: predicates))
      case .derive(let columns): .derive(plan, columns)
      case .group(let keys, let id): .aggregate(plan, keys: keys, calls: binder.groups[id])
      case .expand(let list, let column): .expand(plan, list, column)
      case .sort(let keys): .sort(plan, keys)
      case .limit(let limit): .limit(plan, limit)
      case .top(let count, let key): .top(plan, count: count, key)
      case .distinct(let keys): .distinct(plan, keys: keys)
      case .window(let columns): .window(plan, columns)
      }
    }
  }

  /// The pipeline as a statement of its own.
  func boundQuery(in binder: Binder) -> BoundQuery {
    let output = columns(in: binder).map {
      OutputColumn(
        name: $0.label ?? $0.name, value: $0.value,
        isOmittedWhenZero: omittedWhenZero.contains($0.name))
    }
    return BoundQuery(
      plan: plan(in: binder), output: output, rows: rows,
      rowWord: subject.map { binder.schema[$0].rowWord } ?? "row", presentation: presentation,
      asides: binder.asides,
      viewpoint: viewpoint ?? binder.viewpoint,
      viewpoints: binder.viewpoints)
  }

  /// The columns shown.
  func columns(in binder: Binder) -> [Frame.NamedColumn] {
    if let visible { return visible }
    guard let relation = frame.relation, frame.row != nil else { return named([]) }
    let description = binder.schema[relation]
    let positions =
      description.defaultColumns.isEmpty
      ? Array(
        description.fields.indices.filter { description.fields[$0].origin == .stored }.prefix(8))
      : description.defaultColumns
    return named(positions, in: binder)
  }

  /// The fields at positions of the relation, then what was computed; of one name the latest.
  func named(_ positions: [Int], in binder: Binder? = nil) -> [Frame.NamedColumn] {
    var result: [Frame.NamedColumn] = []
    if let binder, let relation = frame.relation {
      result = positions.compactMap { binder.shownField($0, of: relation, row: frame.row) }
    }
    for column in frame.columns {
      result.removeAll { $0.name == column.name }
      result.append(column)
    }
    return result
  }

  /// Computes columns, in one step with those computed just before.
  mutating func compute(_ columns: [ComputedColumn]) {
    if case .derive(var earlier)? = steps.last {
      steps.removeLast()
      earlier += columns
      steps.append(.derive(earlier))
    } else {
      steps.append(.derive(columns))
    }
  }

  /// Adds a computed column; it hides one of the same name.
  mutating func add(_ column: Frame.NamedColumn) {
    frame.columns.append(column)
    guard visible != nil else { return }
    visible?.removeAll { $0.name == column.name }
    visible?.append(column)
  }

  /// Names the one value of a calculation after the definition that stands for it.
  mutating func renameCalculation(to name: String) {
    guard rows == nil, frame.row == nil, frame.group == nil, visible?.count == 1,
      frame.columns.count == 1, steps.count == 2,
      case .derive(let columns)? = steps.last, columns.count == 1
    else { return }
    visible?[0].name = name
    frame.columns[0].name = name
  }

  mutating func addFilter(_ predicate: Predicate) {
    // Adjacent filters count as one conjunction, so that their order changes no footer.
    if case .filter(var predicates)? = steps.last {
      steps.removeLast()
      predicates.append(predicate)
      steps.append(.filter(predicates))
    } else {
      steps.append(.filter([predicate]))
    }
  }
}

extension Binder {
  /// Binds a query; `scope` holds the rows outside its brackets, and is empty at the top.
  mutating func bindPipeline(_ query: Query, scope: Scope) throws(BindError) -> BoundPipeline {
    defer { nestingDepth -= 1 }
    try enter(at: query.span)
    var result = try bindOne(query.first, scope: scope)
    for operation in query.operations {
      result = try bindOperation(operation, onto: result, scope: scope)
    }
    return result
  }

  /// Binds a pipeline without the set operations around it.
  mutating func bindOne(_ pipeline: Pipeline, scope: Scope) throws(BindError) -> BoundPipeline {
    let outerCauses = setCausesAside()
    defer { causes = outerCauses }
    let outerSite = windowSite
    windowSite = nil
    defer { windowSite = outerSite }
    let outerViewpoint = viewpoint
    defer { viewpoint = outerViewpoint }
    let usesBefore = viewpointUses
    let outerChoice = choice
    defer { choice = outerChoice }
    choice = nil
    viewpoint = try self.viewpoint(of: pipeline, scope: scope)
    if pipeline.choosesViewpoint { choice = choosing(viewpoint) }
    var result = try bindSource(pipeline.source, scope: scope)
    choice = nil
    viewpoint = result.viewpoint ?? viewpoint
    result.viewpoint = viewpoint
    if result.sourceFrame == nil { result.sourceFrame = result.frame }
    if scope.frames.isEmpty || pipeline.choosesViewpoint { noteViewpoint(viewpoint) }
    // A period bounds the rows of the source; what they lead to is seen as of its end.
    viewpoint.saidSince = nil
    for (position, clause) in pipeline.clauses.enumerated() {
      let later = pipeline.clauses[(position + 1)...]
      try bindClause(clause, later: later, into: &result, scope: scope)
    }
    noteRowsPassedBy(result, scope: scope)
    try checkDates(of: pipeline, result, usesBefore: usesBefore)
    return result
  }

  private mutating func bindClause(
    _ clause: Clause, later: ArraySlice<Clause>, into pipeline: inout BoundPipeline, scope: Scope
  ) throws(BindError) {
    let inner = scope.entering(pipeline.frame)
    try countStep(clause)
    switch clause.kind {
    case .filter(let condition): try bindFilter(condition, into: &pipeline, scope: inner)
    case .derive(let derivations): try bindDerive(derivations, into: &pipeline, scope: scope)
    case .group(let keys): try bindGroup(keys, later: later, into: &pipeline, scope: scope)
    case .select(let items): try bindSelect(items, into: &pipeline, scope: scope, clause: clause)
    case .order(let keys):
      var bound: [SortKey] = []
      for key in keys {
        let value = try bindWithWindows(key.value, into: &pipeline, scope: inner)
        bound.append(
          SortKey(
            value: value, isDescending: key.direction == .descending,
            text: operandText(of: key.value)))
      }
      pipeline.steps.append(.sort(bound))
    case .limit(let limit): pipeline.steps.append(.limit(try bindLimit(limit, scope: inner)))
    case .top(let count, let key):
      let bound = try bindSortKey(key, .descending, scope: inner)
      pipeline.steps.append(.top(try bindCount(count), bound))
    case .distinct(let keys): try bindDistinct(keys, into: &pipeline, scope: inner)
    case .expand(let key): try bindExpand(key, into: &pipeline, scope: inner)
    case .assert(let assertion):
      try bindAssertClause(assertion, later: later, into: &pipeline, scope: inner)
    case .pivot(let pivot):
      try bindPivot(pivot, into: &pipeline, scope: inner, clause: clause)
    case .assuming: break  // It held from the source on.
    case .join(let join): try bindJoin(join, into: &pipeline, scope: scope)
    }
  }

  private mutating func bindFilter(
    _ condition: Expression, into pipeline: inout BoundPipeline, scope: Scope
  ) throws(BindError) {
    causes = []
    do {
      let bound = try bindCondition(condition, scope: scope)
      pipeline.addFilter(Predicate(condition: bound, causes: causes))
    } catch {
      // The other filters are looked at too, but nobody reads more than a few complaints.
      if errors.count + 1 >= Self.errorCountMax { throw error }
      if case .limit = error.kind { throw error }
      errors.append(error)
    }
  }

  private mutating func bindDerive(
    _ derivations: [Derivation], into pipeline: inout BoundPipeline, scope: Scope
  ) throws(BindError) {
    for derivation in derivations {
      let value = try bindWithWindows(
        derivation.value, into: &pipeline, scope: scope.entering(pipeline.frame))
      let column = ComputedColumn(
        id: newColumn(of: value), name: derivation.name.canonical, value: value)
      pipeline.compute([column])
      try checkColumnCount(pipeline.frame.columns.count, at: derivation.span)
      pipeline.add(
        Frame.NamedColumn(
          name: column.name,
          value: PlanExpression(.column(column.id), value.type, at: value.span),
          label: derivation.name.label))
    }
  }

  private mutating func bindDistinct(
    _ keys: [Key], into pipeline: inout BoundPipeline, scope: Scope
  ) throws(BindError) {
    guard !keys.isEmpty else {
      pipeline.steps.append(.distinct(pipeline.columns(in: self).map(\.value)))
      return
    }
    var values: [PlanExpression] = []
    for key in keys { values.append(try bindValue(key.value, scope: scope)) }
    pipeline.steps.append(.distinct(values))
  }

  private mutating func bindExpand(
    _ key: Key, into pipeline: inout BoundPipeline, scope: Scope
  ) throws(BindError) {
    let list = try bindValue(key.value, scope: scope)
    guard let element = list.type.element else {
      throw failure(
        .type(.notList(found: noun(for: list.type), hint: nil)), at: key.value.span)
    }
    let column = newColumn(of: list)
    pipeline.steps.append(.expand(list, column))
    pipeline.add(
      Frame.NamedColumn(
        name: key.alias?.canonical ?? name(of: key.value), text: text(of: key.value),
        value: PlanExpression(.column(column), element, at: place(key.span)),
        label: key.alias?.label))
  }

  private mutating func bindAssertClause(
    _ assertion: Assertion, later: ArraySlice<Clause>, into pipeline: inout BoundPipeline,
    scope: Scope
  ) throws(BindError) {
    if let next = later.first {
      throw failure(.limit(.notSupportedUse("a clause after assert")), at: next.keywordSpan)
    }
    causes = []
    let condition = try bindCondition(assertion.condition, scope: scope)
    let span = condition.span
    let fails = PlanExpression(
      .not(PlanExpression(.certainly(condition), .boolean, at: span)), .boolean, at: span)
    pipeline.steps.append(.filter([Predicate(condition: fails, causes: [])]))
    pipeline.assertion = (assertion.message, Predicate(condition: condition, causes: causes))
  }

  mutating func bindSortKey(
    _ value: Expression, _ direction: OrderKey.Direction, scope: Scope
  ) throws(BindError) -> SortKey {
    let bound = try bindValue(value, scope: scope)
    return SortKey(
      value: bound, isDescending: direction == .descending, text: operandText(of: value))
  }

  private mutating func bindLimit(_ limit: Limit, scope: Scope) throws(BindError) -> RowLimit {
    var per: [PlanExpression] = []
    for key in limit.per { per.append(try bindValue(key.value, scope: scope)) }
    var offset = 0
    if let count = limit.offset { offset = try bindCount(count) }
    return RowLimit(
      count: try bindCount(limit.count), offset: offset, per: per,
      perText: limit.per.map { text(of: $0.value) }.joined(separator: ", "))
  }

  /// A number of rows: digits or a parameter; a number too large for memory means all.
  private func bindCount(_ count: Count) throws(BindError) -> Int {
    switch count.kind {
    case .digits(let digits): return Int(digits) ?? .max
    case .parameter(let name):
      guard let value = environment.parameters[name.canonical] else {
        throw unknownParameter(name)
      }
      guard case .constant(.number(let range, nil)) = value.kind, let number = range.exact,
        number.isWhole, number.mantissa >= 0
      else { throw failure(.type(.notRowCount(parameter: name.written)), at: count.span) }
      return Int(clamping: number.mantissa)
    }
  }

  func unknownParameter(_ name: Name) -> BindError {
    let near = suggestions(for: name.canonical, among: environment.parameterNames)
    return failure(.name(.unknownParameter(name.written, near: near)), at: name.span)
  }
}
