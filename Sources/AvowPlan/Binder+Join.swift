internal import AvowDiagnostics
internal import AvowModel
internal import AvowSyntax

/// `join R as r on p`: the pairs of rows for which a condition is true.
extension Binder {
  mutating func bindJoin(
    _ join: Join, into pipeline: inout BoundPipeline, scope: Scope
  ) throws(BindError) {
    let right = try bindSource(join.source, scope: scope.bracketed)
    let name = join.alias?.canonical ?? self.name(of: join.source)
    let left = pipeline.plan(in: self)
    let columns = try joinedColumns(
      right, name: name, label: join.alias?.label, pipeline, at: join.source.span)
    for column in columns { pipeline.add(column) }
    try checkColumnCount(pipeline.frame.columns.count, at: join.source.span)
    causes = []
    let condition = try bindCondition(join.condition, scope: scope.entering(pipeline.frame))
    let step = JoinStep(
      left: left, right: right.plan(in: self),
      keys: joinKeys(condition, right: columns),
      predicate: Predicate(condition: condition, causes: causes), name: name)
    pipeline.steps = [.source(.join(step))]
    pipeline.frame.group = nil
  }

  /// What the right side adds: its row by one name, or the columns that it gives.
  private func joinedColumns(
    _ right: BoundPipeline, name: String, label: String?, _ pipeline: BoundPipeline,
    at span: SourceSpan
  ) throws(BindError) -> [Frame.NamedColumn] {
    if right.frame.closedBy == nil, right.frame.columns.isEmpty, let row = right.frame.row {
      return [Frame.NamedColumn(name: name, value: row, label: label)]
    }
    let taken = Set(pipeline.columns(in: self).map(\.name))
    let columns = right.columns(in: self)
    for column in columns where taken.contains(column.name) {
      throw failure(.name(.duplicateName(column.name)), at: span)
    }
    return columns
  }

  /// The parts of a conjunction that ask for one thing of each side to be the same.
  private func joinKeys(
    _ condition: PlanExpression, right: [Frame.NamedColumn]
  ) -> [JoinStep.Key] {
    if case .and(let operands) = condition.kind {
      return operands.flatMap { joinKeys($0, right: right) }
    }
    let sides: (PlanExpression, PlanExpression, Bool)
    switch condition.kind {
    case .compareTexts(.equal, let a, let b): sides = (a, b, false)
    case .compareCodes(.equal, let a, let b) where isFlat(a.type): sides = (a, b, false)
    case .isIdentical(let a, let b) where a.type == b.type: sides = (a, b, true)
    default: return []
    }
    let (a, b, joinsUnknown) = sides
    let ofRight = JoinNames(right.map(\.value))
    switch (ofRight.side(of: a), ofRight.side(of: b)) {
    case (.other, .named): return [JoinStep.Key(left: a, right: b, joinsUnknown: joinsUnknown)]
    case (.named, .other): return [JoinStep.Key(left: b, right: a, joinsUnknown: joinsUnknown)]
    default: return []
    }
  }

  /// Whether values of a type are equal only to themselves, and not to what is narrower.
  private func isFlat(_ type: DataType) -> Bool {
    switch type {
    case .boolean: true
    case .enumeration(let id): schema[id].values.allSatisfy { $0.broader == nil }
    case .reference(let relation): schema[relation].broader == nil
    case .integer, .decimal, .text, .date, .quantity, .inventory, .condition, .list, .record,
      .missing:
      false
    }
  }
}

/// The rows and columns of one side of a join.
private struct JoinNames {
  private var rows: Set<RowID> = []
  private var columns: Set<ColumnID> = []

  enum Side {
    case named
    case other
    case mixed
  }

  init(_ values: [PlanExpression]) {
    for value in values {
      switch value.kind {
      case .row(let id): rows.insert(id)
      case .column(let id): columns.insert(id)
      case .field(let base, _, _): if case .row(let id) = base.kind { rows.insert(id) }
      default: break
      }
    }
  }

  /// Whether a path starts at this side; anything but a path is mixed.
  func side(of expression: PlanExpression) -> Side {
    switch expression.kind {
    case .row(let id): rows.contains(id) ? .named : .other
    case .column(let id): columns.contains(id) ? .named : .other
    case .field(let base, _, _): side(of: base)
    default: .mixed
    }
  }
}
