import AvowModel
import AvowPlan

extension Execution {
  /// The values of an expression over a block.
  func value(_ expression: PlanExpression, in block: Block) throws(EvaluationError) -> Vector {
    switch expression.kind {
    case .constant(let value): try constant(value, expression, count: block.count)
    case .row(let id): try rows(id, in: block, at: expression)
    case .column(let id): try column(id, in: block, at: expression)
    case .field(let target, let relation, let field):
      try fieldValue(target, relation, field, expression, in: block)
    case .compareNumbers, .compareTexts, .matchText, .compareDates, .compareCodes, .isMember,
      .anyElement, .isIdentical, .hasState, .not, .and, .or, .possibly, .certainly:
      try truth(expression, in: block).vector
    case .mapElements(let list, let id, let body):
      try mapped(list, id, body, expression, in: block)
    case .arithmetic(let operation, let left, let right):
      try arithmetic(operation, left, right, expression, in: block)
    case .negative(let operand):
      try negative(value(operand, in: block), at: expression.span)
    case .converted(let operand, let unit):
      try converted(value(operand, in: block), to: unit, expression)
    case .call(let function, let arguments):
      try call(function, arguments, expression, in: block)
    case .choice(let branches, let otherwise):
      try choice(branches, otherwise, expression, in: block)
    case .list(let members): try list(of: members, expression, in: block)
    case .aggregate(let call, let plan): try nested(call, over: plan, expression, in: block)
    case .shape(let shape): try shaped(shape, in: block)
    case .related(let way, let target): try related(way, to: target, in: block)
    case .viewed(let operation, let operands):
      try viewed(operation, operands, expression, in: block)
    case .exchanged(let operand, let unit, let day):
      try exchanged(operand, to: unit, on: day, expression, in: block)
    }
  }

  /// A column of one cell, seen at every position.
  func constant(_ value: Value, _ expression: PlanExpression, count: Int)
    throws(EvaluationError) -> Vector
  {
    if case .missing(let state) = value { return Vector(missing: state, count: count) }
    var builder = ColumnBuilder(expression.type, in: schema)
    builder.append(value)
    guard let column = builder.build() else {
      throw EvaluationError(.overflow, at: expression.span)
    }
    return Vector(column, rows: .repeated(0, count: count))
  }

  private func rows(_ id: RowID, in block: Block, at expression: PlanExpression)
    throws(EvaluationError) -> Vector
  {
    guard let source = block.source(id) else {
      throw EvaluationError(.malformedPlan, at: expression.span)
    }
    if case .repeated(let row, let count) = source.rows {
      return Vector(Column(.reference([row])), rows: .repeated(0, count: count))
    }
    return Vector(Column(.reference(source.rows.array)))
  }

  private func column(_ id: ColumnID, in block: Block, at expression: PlanExpression)
    throws(EvaluationError) -> Vector
  {
    if let vector = block.column(id) { return vector }
    if let aggregate = rowAggregates[id] { return try values(aggregate, in: block) }
    guard let column = try sharedColumn(id) else {
      throw EvaluationError(.malformedPlan, at: expression.span)
    }
    return Vector(column, rows: .repeated(0, count: block.count))
  }

  /// Puts single values into a column of the expression's type.
  func build(
    _ expression: PlanExpression, count: Int,
    _ cell: (Int) throws(EvaluationError) -> Value
  ) throws(EvaluationError) -> Vector {
    var builder = ColumnBuilder(expression.type, in: schema)
    for position in 0..<count { builder.append(try cell(position)) }
    guard let column = builder.build() else {
      throw EvaluationError(.overflow, at: expression.span)
    }
    return Vector(column)
  }

  /// One vector after the other as one column.
  func joined(_ parts: [Column], at expression: PlanExpression) throws(EvaluationError)
    -> Column
  {
    guard !parts.isEmpty else { return Column(.missing(0)) }
    guard let column = Column.joined(parts) else {
      throw EvaluationError(.overflow, at: expression.span)
    }
    return column
  }
}
