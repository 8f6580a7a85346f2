internal import AvowDiagnostics
internal import AvowModel
internal import AvowSyntax

extension Binder {
  /// Binds `select`: afterwards only its columns are in reach.
  mutating func bindSelect(
    _ items: [SelectItem], into pipeline: inout BoundPipeline, scope: Scope, clause: Clause
  ) throws(BindError) {
    var values: [Int: PlanExpression] = [:]
    if pipeline.frame.group == nil, pipeline.frame.closedBy == nil {
      values = try groupWholeTable(items, into: &pipeline, scope: scope)
    }
    let isGrouping = pipeline.frame.closedBy == .group && pipeline.visible == nil
    if isGrouping, items.contains(where: \.isEverything) {
      try addDefaultColumns(into: &pipeline)
    }
    let everything = allColumns(of: pipeline)
    let listed = Set(items.compactMap { columnName(of: $0) })
    var columns: [Frame.NamedColumn] = []
    var omitted: Set<String> = []
    var names: Set<String> = []
    for (position, item) in items.enumerated() {
      switch item.kind {
      case .everything:
        // What is also listed stands where it is listed.
        let rest = everything.filter { column in
          !listed.contains(column.name) && names.insert(column.name).inserted
        }
        columns += rest
        omitted.formUnion(pipeline.omittedWhenZero.intersection(rest.map(\.name)))
      case .column(let expression, let shape):
        let inner = scope.entering(pipeline.frame)
        let value =
          if let shape {
            try bindShape(expression, shape, scope: inner, clause: clause)
          } else if let known = values[position] {
            known
          } else {
            try bindWithWindows(expression, into: &pipeline, scope: inner)
          }
        let column = addItem(expression, alias: item.alias, value: value, into: &pipeline)
        guard names.insert(column.name).inserted else {
          throw failure(.name(.duplicateName(column.name)), at: item.span)
        }
        columns.append(column)
        try checkColumnCount(columns.count, at: item.span)
      }
    }
    pipeline.visible = columns
    pipeline.omittedWhenZero = omitted
    pipeline.frame.columns = columns
    pipeline.frame.closedBy = .select
    pipeline.presentation = .table
  }

  /// The name that an item gives to its column, nil for `*`.
  private func columnName(of item: SelectItem) -> String? {
    guard case .column(let expression, _) = item.kind else { return nil }
    return item.alias?.canonical ?? name(of: expression)
  }

  private mutating func addItem(
    _ expression: Expression, alias: Name?, value: PlanExpression,
    into pipeline: inout BoundPipeline
  ) -> Frame.NamedColumn {
    let name = alias?.canonical ?? name(of: expression)
    let written = text(of: expression)
    let label = alias?.label
    if value.isPlain {
      return Frame.NamedColumn(name: name, text: written, value: value, label: label)
    }
    let column = ComputedColumn(id: newColumn(of: value), name: name, value: value)
    pipeline.compute([column])
    let reference = PlanExpression(.column(column.id), value.type, at: value.span)
    return Frame.NamedColumn(name: name, text: written, value: reference, label: label)
  }

  /// Every column in reach: all fields of the row, then what was computed.
  private func allColumns(of pipeline: BoundPipeline) -> [Frame.NamedColumn] {
    if let visible = pipeline.visible { return visible }
    guard let relation = pipeline.frame.relation, pipeline.frame.closedBy == nil else {
      return pipeline.named([])
    }
    return pipeline.named(Array(schema[relation].fields.indices), in: self)
  }

  /// Makes one group of the whole table where every item aggregates its rows.
  ///
  /// - Returns: The values of items that do not, by position.
  private mutating func groupWholeTable(
    _ items: [SelectItem], into pipeline: inout BoundPipeline, scope: Scope
  ) throws(BindError) -> [Int: PlanExpression] {
    var aggregates: [SelectItem] = []
    var plain: [SelectItem] = []
    var values: [Int: PlanExpression] = [:]
    let inner = scope.entering(pipeline.frame)
    let outer = windowSite
    defer { windowSite = outer }
    windowSite = WindowSite(depth: inner.frames.count)
    for (position, item) in items.enumerated() {
      if case .column(let expression, nil) = item.kind {
        values[position] = try plainValue(of: expression, scope: inner)
        guard values[position] != nil else {
          aggregates.append(item)
          continue
        }
      }
      plain.append(item)
    }
    guard let aggregate = aggregates.first else {
      addWindows(to: &pipeline)
      return values
    }
    if let item = plain.first, case .column(let expression, _) = item.kind {
      let key = text(of: expression)
      let keys = groupingKeys(of: plain).joined(separator: ", ")
      let fix = Fix(
        "group by \(keys)",
        replacing: SourceSpan(clauseStart(of: items), clauseStart(of: items)),
        with: "group by \(keys) ")
      throw failure(.row(.mixedAggregate(plain: key, fix: fix)), at: aggregate.span)
    }
    guard plain.isEmpty else {
      throw failure(.row(.mixedAggregate(plain: "*", fix: nil)), at: aggregate.span)
    }
    openGroup(keys: [], into: &pipeline, scope: scope)
    return [:]
  }

  /// The texts of items that do not aggregate, each once.
  private func groupingKeys(of items: [SelectItem]) -> [String] {
    var keys: [String] = []
    for item in items {
      guard case .column(let expression, nil) = item.kind else { continue }
      let key = text(of: expression)
      if !keys.contains(key) { keys.append(key) }
    }
    return keys
  }

  private func clauseStart(of items: [SelectItem]) -> Int {
    // The keyword and a blank stand before the first item.
    max(0, (items.first?.span.start ?? 0) - "select ".utf8.count)
  }

  /// A value of each row, nil where the expression aggregates the rows of the table itself.
  private mutating func plainValue(
    of expression: Expression, scope: Scope
  ) throws(BindError) -> PlanExpression? {
    var trial = self
    do {
      let value = try trial.bindValue(expression, scope: scope)
      self = trial
      return value
    } catch {
      // Work in vain counts more: a trial within a trial must not make it a power.
      effort = trial.effort + 4 * (trial.effort - effort)
      guard case .row(.aggregateNeedsRows) = error.kind else { throw error }
      return nil
    }
  }

  /// Binds `group by`: one row per distinct key; the group's rows stay in reach of aggregates.
  mutating func bindGroup(
    _ keys: [Key], later: ArraySlice<Clause>, into pipeline: inout BoundPipeline, scope: Scope
  ) throws(BindError) {
    var columns: [ComputedColumn] = []
    var texts: [(text: String, label: String?)] = []
    for key in keys {
      let value = try bindValue(key.value, scope: scope.entering(pipeline.frame))
      if value.type.element != nil {
        throw failure(.row(.groupsLists(text(of: key.value))), at: key.value.span)
      }
      let name = key.alias?.canonical ?? name(of: key.value)
      guard !columns.contains(where: { $0.name == name }) else {
        throw failure(.name(.duplicateName(name)), at: key.span)
      }
      columns.append(ComputedColumn(id: newColumn(of: value), name: name, value: value))
      try checkColumnCount(columns.count, at: key.span)
      texts.append((text(of: key.value), key.alias?.label))
    }
    let named = zip(columns, texts).map { ($0, $1.text, $1.label) }
    openGroup(keys: named, into: &pipeline, scope: scope)
    guard !Self.isSelected(later) else { return }
    try addDefaultColumns(into: &pipeline)
    pipeline.visible = pipeline.frame.columns
  }

  /// Whether a `select` chooses the columns of the groups before something else needs them.
  private static func isSelected(_ later: ArraySlice<Clause>) -> Bool {
    for clause in later {
      if case .select = clause.kind { return true }
      if case .pivot = clause.kind { return false }
    }
    return false
  }

  private mutating func openGroup(
    keys: [(column: ComputedColumn, text: String, label: String?)],
    into pipeline: inout BoundPipeline,
    scope: Scope
  ) {
    groups.append([])
    groupTexts.append([:])
    let id = groups.count - 1
    let members = scope.frames + [pipeline.frame]
    var frame = Frame(row: nil)
    frame.columns = keys.map { key in
      Frame.NamedColumn(
        name: key.column.name, text: key.text,
        value: PlanExpression(
          .column(key.column.id), key.column.value.type, at: key.column.value.span),
        label: key.label)
    }
    frame.closedBy = .group
    frame.group = Frame.Group(id: id, members: members, keys: keys.map(\.text))
    pipeline.steps.append(.group(keys: keys.map(\.column), id: id))
    pipeline.frame = frame
    pipeline.visible = nil
    pipeline.rows = nil
  }

  /// Adds `count` and the counts by value that the schema names as the relation's summary.
  private mutating func addDefaultColumns(
    into pipeline: inout BoundPipeline
  ) throws(BindError) {
    guard let group = pipeline.frame.group else { return }
    let taken = Set(pipeline.frame.columns.map(\.name))
    func add(_ name: String, _ value: PlanExpression, omitted: Bool) {
      guard !taken.contains(name) else { return }
      pipeline.frame.columns.append(Frame.NamedColumn(name: name, value: value))
      if omitted { pipeline.omittedWhenZero.insert(name) }
    }
    let count = AggregateCall(.count, type: .integer)
    add("count", hoist(count, named: "count", text: "count", into: group.id), omitted: false)
    guard let rows = group.members.last, rows.closedBy == nil, let relation = rows.relation,
      let row = rows.row
    else { return }
    for position in schema[relation].summary {
      let field = try field(position, of: relation, base: row, at: row.span)
      guard case .enumeration(let id) = field.type,
        !taken.contains(schema[relation].fields[position].name)
      else { continue }
      for (code, member) in schema[id].values.enumerated() {
        let value = PlanExpression(
          .constant(.code(UInt32(clamping: code))), field.type, at: row.span)
        let test = PlanExpression(.isIdentical(field, value), .boolean, at: row.span)
        add(member.name, summary(member.name, where: test, in: group.id), omitted: true)
      }
      let unknown = PlanExpression(.hasState(field, .unknown), .boolean, at: row.span)
      let name = "\(schema[relation].fields[position].name)_unknown"
      add(name, summary(name, where: unknown, in: group.id), omitted: true)
    }
  }

  private mutating func summary(
    _ name: String, where test: PlanExpression, in group: Int
  ) -> PlanExpression {
    let call = AggregateCall(.count, filter: test, type: .integer)
    return hoist(call, named: name, text: "count of \(name)", into: group)
  }

  /// Makes an aggregate a column of its grouping; the same text is computed once.
  mutating func hoist(
    _ call: AggregateCall, named name: String, text: String, into group: Int
  ) -> PlanExpression {
    if let known = groupTexts[group][text] { return known }
    let id = call.argument.map { newColumn(of: $0) } ?? newColumn()
    let column = AggregateColumn(id: id, name: name, call: call)
    groups[group].append(column)
    let span = call.argument?.span ?? call.filter?.span ?? SourceSpan(0, 0)
    let value = PlanExpression(.column(column.id), call.type, at: span)
    groupTexts[group][text] = value
    return value
  }
}

extension PlanExpression {
  /// Whether computing it again costs nothing: a row, a stored field of it, a column, a constant.
  var isPlain: Bool {
    switch kind {
    case .constant, .row, .column: true
    case .field(let base, _, _): base.isRow
    default: false
    }
  }

  private var isRow: Bool { if case .row = kind { true } else { false } }
}

extension Name {
  /// The name as it is shown where back-ticks keep it as written, else nil.
  var label: String? { isQuoted && written != canonical ? written : nil }
}

extension SelectItem {
  fileprivate var isEverything: Bool { if case .everything = kind { true } else { false } }
}
