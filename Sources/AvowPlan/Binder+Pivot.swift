internal import AvowDiagnostics
internal import AvowModel
internal import AvowSyntax

/// `pivot on KEY`: one row per combination of the other keys, one column per value of the key.
///
/// It is a second grouping: each cell is the first value of the group that has the key's value.
extension Binder {
  mutating func bindPivot(
    _ pivot: Pivot, into pipeline: inout BoundPipeline, scope: Scope, clause: Clause
  ) throws(BindError) {
    let key = try pivotKey(pivot, pipeline, scope: scope, clause: clause)
    let values = try pivotValues(pivot, key, scope: scope)
    let measures = pivotMeasures(pipeline, besides: key)
    guard !measures.isEmpty else { throw noMeasure(for: key, pipeline, clause) }
    try checkColumnCount(key.others.count + values.count * measures.count, at: clause.span)
    if pivot.columns != nil, scope.frames.count == 1 {
      noteOtherValues(values, of: key, written: text(of: pivot.value), pipeline)
    }
    var keys: [ComputedColumn] = []
    var shown: [Frame.NamedColumn] = []
    for column in key.others {
      let value = PlanExpression(.column(column.id), column.value.type, at: column.value.span)
      let copy = ComputedColumn(id: newColumn(of: value), name: column.name, value: value)
      keys.append(copy)
      guard var named = pipeline.frame.columns.last(where: { $0.value.isColumn(column.id) })
      else { continue }
      named.value = PlanExpression(.column(copy.id), value.type, at: value.span)
      shown.append(named)
    }
    let cells = pivotCells(values, measures)
    groups.append(cells.map(\.call))
    groupTexts.append([:])
    pipeline.steps.append(.group(keys: keys, id: groups.count - 1))
    pipeline.compute(cells.map(\.column))
    shown += cells.map(\.named)
    if pivot.columns == nil { pipeline.omittedWhenZero = Set(cells.map(\.named.name)) }
    var frame = Frame(row: nil)
    frame.columns = shown
    frame.closedBy = .select
    pipeline.frame = frame
    pipeline.visible = shown
  }

  /// The key that is turned, and the other keys of its grouping.
  private struct PivotKey {
    var column: PlanExpression
    var name: String
    var others: [ComputedColumn]
  }

  /// A value of the key: the test for it, and what its columns are called.
  private struct PivotValue {
    var test: PlanExpression
    var name: String
    var label: String?
  }

  private struct PivotCell {
    var call: AggregateColumn
    var column: ComputedColumn
    var named: Frame.NamedColumn
  }

  private mutating func pivotKey(
    _ pivot: Pivot, _ pipeline: BoundPipeline, scope: Scope, clause: Clause
  ) throws(BindError) -> PivotKey {
    let written = text(of: pivot.value)
    let fix = Fix(
      "group by \(written)", replacing: SourceSpan(clause.span.start, clause.span.start),
      with: "group by \(written) ")
    guard pipeline.frame.group != nil, let keys = pipeline.lastGroupKeys else {
      throw failure(.table(.pivotNeedsGroup(written, fix: fix)), at: clause.keywordSpan)
    }
    guard !pipeline.isExpandedAfterGroup else {
      throw failure(
        .table(.pivotAfterExpand(keys: groupTextsOfKeys(pipeline, keys))), at: clause.keywordSpan)
    }
    let value: PlanExpression
    do {
      value = try bindValue(pivot.value, scope: scope)
    } catch {
      guard case .row(.notGrouped(let name, _)) = error.kind else { throw error }
      if keys.contains(where: { $0.name == name }) {
        throw failure(.row(.droppedColumn(name: name)), at: pivot.value.span)
      }
      throw failure(.table(.pivotNeedsKey(written, keys: keys.map(\.name))), at: pivot.value.span)
    }
    guard let position = keys.firstIndex(where: { value.isColumn($0.id) }) else {
      throw failure(
        .table(.pivotNeedsKey(written, keys: keys.map(\.name))), at: pivot.value.span)
    }
    var others = keys
    let key = others.remove(at: position)
    return PivotKey(column: value, name: key.name, others: others)
  }

  /// The keys of the latest grouping as they were written, or else by name.
  private func groupTextsOfKeys(
    _ pipeline: BoundPipeline, _ keys: [ComputedColumn]
  ) -> [String] {
    guard let written = pipeline.frame.group?.keys, written.count == keys.count else {
      return keys.map(\.name)
    }
    return written
  }

  /// The error that no column fills the cells, as where only keys were selected.
  private func noMeasure(
    for key: PivotKey, _ pipeline: BoundPipeline, _ clause: Clause
  ) -> BindError {
    let selected = pipeline.columns(in: self).map { $0.text ?? $0.name } + ["count"]
    let list = selected.joined(separator: ", ")
    return failure(.table(.pivotNeedsMeasure(key.name, selected: list)), at: clause.keywordSpan)
  }

  private mutating func pivotValues(
    _ pivot: Pivot, _ key: PivotKey, scope: Scope
  ) throws(BindError) -> [PivotValue] {
    guard let listed = pivot.columns else { return try allPivotValues(of: key, pivot) }
    var values: [PivotValue] = []
    var names: Set<String> = []
    for expression in listed {
      let value = try bindOpposite(expression, to: key.column, scope: scope)
      guard value.isConstant, commonType(value.type, key.column.type) != nil else {
        throw notComparable(key.column, value, at: expression.span)
      }
      let pivotValue =
        if case .constant(.missing(let state)) = value.kind {
          missingValue(of: key, state == .none ? .none : .unknown)
        } else {
          PivotValue(
            test: PlanExpression(
              .isIdentical(key.column, value), .boolean, at: place(expression.span)),
            name: pivotName(of: value) ?? text(of: expression), label: pivotLabel(of: value))
        }
      guard names.insert(pivotValue.name).inserted else {
        throw failure(.name(.duplicateName(pivotValue.name)), at: expression.span)
      }
      values.append(pivotValue)
    }
    return values
  }

  /// Every value that the key's type has, unknown and none last.
  private func allPivotValues(
    of key: PivotKey, _ pivot: Pivot
  ) throws(BindError) -> [PivotValue] {
    let type = key.column.type
    let constants: [Value]
    switch type {
    case .boolean: constants = [.boolean(true), .boolean(false)]
    case .enumeration(let id): constants = schema[id].values.indices.map { .code(UInt32($0)) }
    case .reference(let relation):
      let count = catalog.database[relation].rowCount
      guard count <= Self.columnCountMax else {
        throw failure(.table(.pivotNeedsValues(key.name, count: count)), at: pivot.value.span)
      }
      let labels = (0..<UInt32(clamping: count)).map { row in
        (Name.canonical(of: catalog.database.label(of: row, in: relation)), row)
      }
      constants = labels.sorted { $0 < $1 }.map { .row($0.1) }
    case .integer, .decimal, .text, .date, .quantity, .inventory, .condition, .list, .record,
      .missing:
      throw failure(.table(.pivotNeedsValues(key.name, count: nil)), at: pivot.value.span)
    }
    let values = constants.map { constant in
      let value = PlanExpression(.constant(constant), type, at: key.column.span)
      return PivotValue(
        test: PlanExpression(.isIdentical(key.column, value), .boolean, at: key.column.span),
        name: pivotName(of: value) ?? "", label: pivotLabel(of: value))
    }
    return values + [missingValue(of: key, .unknown), missingValue(of: key, .none)]
  }

  private func missingValue(of key: PivotKey, _ state: AvowPlan.StateTest) -> PivotValue {
    PivotValue(
      test: PlanExpression(.hasState(key.column, state), .boolean, at: key.column.span),
      name: "(\(state.rawValue))")
  }

  /// The word by which the value is typed, nil for types without names.
  private func pivotName(of value: PlanExpression) -> String? {
    switch (value.kind, value.type) {
    case (.constant(.code(let code)), .enumeration(let id)): schema[id].values[Int(code)].name
    case (.constant(.row(let row)), .reference(let relation)):
      catalog.database.key(of: row, in: relation)
        ?? catalog.database.label(of: row, in: relation)
    case (.constant(.boolean(let truth)), _): truth ? "true" : "false"
    case (.constant(.text(let text)), _): text
    default: nil
    }
  }

  private func pivotLabel(of value: PlanExpression) -> String? {
    guard case .constant(.row(let row)) = value.kind, case .reference(let relation) = value.type
    else { return nil }
    return catalog.database.label(of: row, in: relation)
  }

  /// The columns that fill the cells: those besides the keys, or the count where none was selected.
  private func pivotMeasures(
    _ pipeline: BoundPipeline, besides key: PivotKey
  ) -> [Frame.NamedColumn] {
    let keys = key.others.map(\.id)
    return pipeline.columns(in: self).filter { column in
      !column.value.hasKind(of: key.column) && !keys.contains { column.value.isColumn($0) }
        && !pipeline.omittedWhenZero.contains(column.name)
    }
  }

  private mutating func pivotCells(
    _ values: [PivotValue], _ measures: [Frame.NamedColumn]
  ) -> [PivotCell] {
    var cells: [PivotCell] = []
    for value in values {
      for measure in measures {
        let suffix = measures.count > 1 ? " \(measure.label ?? measure.name)" : ""
        let name = measures.count > 1 ? "\(value.name) \(measure.name)" : value.name
        let type = measure.value.type
        let call = AggregateColumn(
          id: newColumn(of: measure.value), name: name,
          call: AggregateCall(.first, argument: measure.value, filter: value.test, type: type))
        let found = PlanExpression(.column(call.id), type, at: measure.value.span)
        let column = ComputedColumn(
          id: newColumn(of: found), name: name,
          value: isCount(measure.value) ? orZero(found) : found)
        let named = Frame.NamedColumn(
          name: name, value: PlanExpression(.column(column.id), type, at: found.span),
          label: value.label.map { $0 + suffix })
        cells.append(PivotCell(call: call, column: column, named: named))
      }
    }
    return cells
  }

  private func orZero(_ count: PlanExpression) -> PlanExpression {
    let zero = PlanExpression(
      .constant(.number(NumberRange(.zero), nil)), .integer, at: count.span)
    let isAbsent = PlanExpression(.hasState(count, .none), .boolean, at: count.span)
    return PlanExpression(
      .choice([ChoiceBranch(condition: isAbsent, value: zero)], otherwise: count), .integer,
      at: count.span)
  }

  /// Whether a column counts rows, so that where no row is it is 0.
  private func isCount(_ value: PlanExpression) -> Bool {
    guard case .column(let id) = value.kind else { return false }
    return groups.joined().contains { column in
      guard column.id == id else { return false }
      switch column.call.function {
      case .count, .countKnown, .distinctCount: return true
      case .sum, .avg, .min, .max, .median, .percentile, .any, .all, .none, .first, .last, .list,
        .share:
        return false
      }
    }
  }

  /// Notes how many groups have none of the listed values.
  private mutating func noteOtherValues(
    _ values: [PivotValue], of key: PivotKey, written: String, _ pipeline: BoundPipeline
  ) {
    let span = key.column.span
    let isListed = PlanExpression(.or(values.map(\.test)), .boolean, at: span)
    let isOther = PlanExpression(.not(isListed), .boolean, at: span)
    let plan = Plan.filter(
      pipeline.plan(in: self), Predicate(condition: isOther, causes: []))
    let count = AggregateColumn(
      id: newColumn(), name: "count", call: AggregateCall(.count, type: .integer))
    let output = OutputColumn(
      name: "count", value: PlanExpression(.column(count.id), .integer, at: span))
    let query = BoundQuery(plan: .aggregate(plan, keys: [], calls: [count]), output: [output])
    let rest = "left out by pivot: \(written) is not listed"
    asides.append(
      Aside(query: query, text: "groups \(rest)", singularText: "group \(rest)"))
  }
}

extension BoundPipeline {
  /// The keys of the latest grouping.
  fileprivate var lastGroupKeys: [ComputedColumn]? {
    for step in steps.reversed() {
      if case .group(let keys, _) = step { return keys }
    }
    return nil
  }

  /// Whether a list was expanded after the latest grouping, so that a group has several rows.
  fileprivate var isExpandedAfterGroup: Bool {
    for step in steps.reversed() {
      switch step {
      case .expand: return true
      case .group: return false
      case .source, .filter, .derive, .sort, .limit, .top, .distinct, .window: continue
      }
    }
    return false
  }
}

extension PlanExpression {
  fileprivate func isColumn(_ id: ColumnID) -> Bool {
    if case .column(id) = kind { true } else { false }
  }

  fileprivate func hasKind(of other: PlanExpression) -> Bool {
    if case .column(let id) = other.kind { isColumn(id) } else { false }
  }
}
