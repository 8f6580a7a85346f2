import AvowModel
import AvowPlan

extension Execution {
  /// The query with a column in place of each nested aggregate that is the same for every row, so
  /// that it runs once, and only if it is asked for.
  ///
  /// Nobody but `why` asks for the causes of predicates in nested plans. They repeat what they
  /// explain, so that to follow them at each level would take exponential time: they are kept down
  /// to a depth of `causeDepth`.
  func sharing(_ query: BoundQuery, causeDepth: Int = 0) -> BoundQuery {
    func shared(_ expression: PlanExpression) -> PlanExpression {
      sharing(expression, causeDepth: causeDepth)
    }
    var result = query
    result.plan = query.plan.mapParts(shared, causes: .kept)
    result.output = query.output.map { output in
      OutputColumn(
        name: output.name, value: shared(output.value),
        isOmittedWhenZero: output.isOmittedWhenZero)
    }
    return result
  }

  private func sharing(_ expression: PlanExpression, causeDepth: Int) -> PlanExpression {
    var depth = causeDepth
    switch expression.kind {
    case .aggregate, .shape: depth -= 1
    default: break
    }
    let expression = expression.mapParts(causes: causeDepth > 0 ? .kept : .dropped) {
      sharing($0, causeDepth: depth)
    }
    switch expression.kind {
    case .aggregate, .shape: break
    default: return expression
    }
    guard Names(of: expression).isClosed(given: shared.keys) else { return expression }
    // Columns of statements count up from 0.
    let id = ColumnID(-1 - shared.count)
    shared[id] = .pending(expression)
    return PlanExpression(.column(id), expression.type, at: expression.span)
  }

  /// The value of a shared aggregate, nil where there is none of that identity.
  func sharedColumn(_ id: ColumnID) throws(EvaluationError) -> Column? {
    switch shared[id] {
    case nil: return nil
    case .column(let column): return column
    case .pending(let expression):
      let column = try value(expression, in: Block(count: 1)).materialized
      shared[id] = .column(column)
      return column
    }
  }
}

/// An aggregate that is the same for every row.
enum SharedValue {
  case pending(PlanExpression)
  case column(Column)
}
