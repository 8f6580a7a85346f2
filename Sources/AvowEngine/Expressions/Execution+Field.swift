import AvowModel
import AvowPlan

extension Execution {
  /// A stored field of the rows that an expression names.
  func fieldValue(
    _ target: PlanExpression, _ relation: RelationID, _ field: Int,
    _ expression: PlanExpression, in block: Block
  ) throws(EvaluationError) -> Vector {
    let table = database[relation]
    guard table.columns.indices.contains(field), let column = table.columns[field] else {
      throw EvaluationError(.malformedPlan, at: expression.span)
    }
    return try fieldValue(target, column, expression, in: block)
  }

  /// The cells of a column at the rows that an expression names.
  func fieldValue(
    _ target: PlanExpression, _ column: Column, _ expression: PlanExpression, in block: Block
  ) throws(EvaluationError) -> Vector {
    if case .row(let id) = target.kind, let source = block.source(id) {
      return Vector(column, rows: source.rows)
    }
    let references = try value(target, in: block)
    switch references.column.data {
    case .reference(let rows):
      return follow(rows, references, column)
    case .list:
      let members = try listMembers(of: references, at: expression.span)
      guard case .reference(let rows) = members.elements.column.data else {
        return emptyLists(references, expression)
      }
      let values = follow(rows, members.elements, column)
      let result = try flattened(values, members, references, expression)
      return try withCandidates(result, of: references, expression) { candidates in
        guard case .reference(let rows) = candidates.elements.column.data else {
          return Vector(missing: .none, count: candidates.elements.count)
        }
        return self.follow(rows, candidates.elements, column)
      }
    case .boolean, .number, .text, .date, .code, .condition, .record, .missing:
      return Vector(
        Column(.missing(block.count), validity: Validity(references.states)))
    }
  }

  /// The cells of a column at the rows that references name; missing ones pass on their state.
  private func follow(_ rows: [UInt32], _ references: Vector, _ column: Column) -> Vector {
    let count = column.count
    guard count > 0 else {
      return Vector(Column(.missing(references.count), validity: Validity(references.states)))
    }
    let targets: RowSelection
    switch references.rows {
    case .range(let range): targets = .rows(Array(rows[range]))
    case .rows(let selected): targets = .rows(selected.map { rows[Int($0)] })
    case .repeated(let row, let count): targets = .repeated(rows[Int(row)], count: count)
    }
    guard !references.isComplete else { return Vector(column, rows: targets) }
    // A placeholder may name any row, even one beyond the table.
    let last = UInt32(truncatingIfNeeded: count - 1)
    var result = column.gathered(targets.array.map { min($0, last) })
    var states = result.states
    for (position, state) in references.states.enumerated() where state != .known {
      states[position] = state
    }
    result.validity = Validity(states)
    return Vector(result)
  }

  private func emptyLists(_ references: Vector, _ expression: PlanExpression) -> Vector {
    let offsets = [UInt32](repeating: 0, count: references.count + 1)
    let data = ColumnData.list(ListColumn(offsets: offsets, elements: Column(.missing(0))))
    return Vector(
      Column(
        data, validity: Validity(references.states), omissions: omissions(of: references)))
  }
}
