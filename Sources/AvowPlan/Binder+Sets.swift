internal import AvowDiagnostics
internal import AvowModel
internal import AvowSyntax

extension Binder {
  /// Binds `left union right`, `left except right`, `left intersect right`.
  mutating func bindOperation(
    _ operation: SetOperation, onto left: BoundPipeline, scope: Scope
  ) throws(BindError) -> BoundPipeline {
    stepCount += 1
    guard stepCount <= Self.stepCountMax else {
      throw failure(.limit(.tooManySteps(Self.stepCountMax)), at: operation.operatorSpan)
    }
    let right = try bindOne(operation.pipeline, scope: scope)
    let kind = Combination.Operation(operation.operator)
    let outerViewpoint = viewpoint
    defer { viewpoint = outerViewpoint }
    viewpoint = left.viewpoint ?? viewpoint
    if let rows = try combinedRows(left, right, kind) { return rows }
    let columns = try combinedColumns(left, right, operation)
    let combination = Combination(
      kind, left: left.plan(in: self), right: right.plan(in: self), columns: columns.map(\.column))
    var frame = Frame(row: nil)
    frame.columns = columns.map(\.named)
    frame.closedBy = .select
    var result = BoundPipeline(
      steps: [.source(.combine(combination))], frame: frame, visible: frame.columns)
    result.omittedWhenZero = left.omittedWhenZero.intersection(right.omittedWhenZero)
    result.subject = left.subject == right.subject && left.rows != nil ? left.subject : nil
    return result
  }

  /// Both sides as rows of one relation, nil where they are not, or where columns were added.
  private mutating func combinedRows(
    _ left: BoundPipeline, _ right: BoundPipeline, _ operation: Combination.Operation
  ) throws(BindError) -> BoundPipeline? {
    // Rows seen from two days are not the same, though they have one name.
    guard left.viewpoint == right.viewpoint, let first = left.plainRow,
      let second = right.plainRow, first.type == second.type,
      case .reference(let relation) = first.type
    else { return nil }
    let row = newRow()
    let combination = Combination(
      operation, left: left.plan(in: self), right: right.plan(in: self), columns: [],
      row: Combination.Row(id: row, relation: relation, left: first, right: second))
    let expression = PlanExpression(.row(row), first.type, at: first.span)
    var result = BoundPipeline(
      steps: [.source(.combine(combination))], frame: Frame(row: expression),
      rows: (relation, row), subject: relation)
    result.viewpoint = left.viewpoint
    return result
  }

  private mutating func combinedColumns(
    _ left: BoundPipeline, _ right: BoundPipeline, _ operation: SetOperation
  ) throws(BindError) -> [(column: Combination.Column, named: Frame.NamedColumn)] {
    let word = operation.operator.rawValue
    let (first, second) = (left.columns(in: self), right.columns(in: self))
    guard first.count == second.count else {
      throw failure(
        .table(.differentWidths(word, left: first.count, right: second.count)),
        at: operation.operatorSpan)
    }
    var result: [(column: Combination.Column, named: Frame.NamedColumn)] = []
    for (index, (a, b)) in zip(first, second).enumerated() {
      guard let type = commonType(a.value.type, b.value.type) else {
        throw failure(
          .table(
            .differentColumns(
              word, place: index + 1, left: "`\(a.name)`, a \(noun(for: a.value.type))",
              right: "`\(b.name)`, a \(noun(for: b.value.type))")), at: operation.operatorSpan)
      }
      let isOfBoth = operation.operator != .except
      let id = isOfBoth ? newColumn(of: a.value, b.value) : newColumn(of: a.value)
      let column = Combination.Column(
        id: id, name: a.name, type: type, left: a.value, right: b.value)
      let named = Frame.NamedColumn(
        name: a.name, text: a.text, value: PlanExpression(.column(id), type, at: a.value.span),
        label: a.label)
      result.append((column, named))
    }
    return result
  }
}

extension BoundPipeline {
  /// The row itself, where it is all that the pipeline gives: nothing selected, added or grouped.
  fileprivate var plainRow: PlanExpression? {
    guard frame.closedBy == nil, frame.columns.isEmpty, rows != nil,
      visible == nil || presentation == .card
    else { return nil }
    return frame.row
  }
}

extension Combination.Operation {
  fileprivate init(_ operation: SetOperation.Operator) {
    switch operation {
    case .union: self = .union
    case .except: self = .except
    case .intersect: self = .intersect
    }
  }
}
