internal import AvowDiagnostics
internal import AvowModel
internal import AvowSyntax

extension Binder {
  /// Binds `rows { item, … }`: a table inside a cell, or a record where there is one row at most.
  mutating func bindShape(
    _ expression: Expression, _ items: [SelectItem], scope: Scope, clause: Clause
  ) throws(BindError) -> PlanExpression {
    defer { nestingDepth -= 1 }
    try enter(at: expression.span)
    let outer = setCausesAside()
    defer { causes = outer }
    var (pipeline, isList) = try shapedRows(expression, scope: scope)
    let outerViewpoint = viewpoint
    defer { viewpoint = outerViewpoint }
    viewpoint = pipeline.viewpoint?.ofRows ?? viewpoint
    try bindSelect(items, into: &pipeline, scope: scope, clause: clause)
    let columns = pipeline.columns(in: self).map {
      OutputColumn(name: $0.label ?? $0.name, value: $0.value)
    }
    let record = DataType.record(
      columns.map { RecordField(name: $0.name, type: $0.value.type) })
    let shape = Shape(plan: pipeline.plan(in: self), columns: columns, isList: isList)
    return PlanExpression(
      .shape(shape), isList ? .list(record) : record, at: place(expression.span))
  }

  /// The rows that get a shape, and whether there may be several.
  private mutating func shapedRows(
    _ expression: Expression, scope: Scope
  ) throws(BindError) -> (BoundPipeline, isList: Bool) {
    if try isRowSource(expression, scope: scope) {
      let pipeline = try bindSource(expression, scope: scope)
      noteRowsPassedBy(pipeline, scope: scope)
      return (pipeline, true)
    }
    let value = try bindValue(expression, scope: scope)
    let rows = try members(of: value, at: expression.span, name: name(of: expression))
    return (rows, value.type.element != nil)
  }
}
