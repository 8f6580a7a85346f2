import AvowModel
import AvowPlan

extension Execution {
  /// The query with a column in place of each nested aggregate that is the same for every row, so
  /// that it runs once, and only if it is asked for; and of each aggregate within another that one
  /// row decides (`RowAggregate`).
  ///
  /// Nobody but `why` asks for the causes of predicates in nested plans. They repeat what they
  /// explain, so that to follow them at each level would take exponential time: they are kept down
  /// to a depth of `causeDepth`. Where they are kept, aggregates that one row decides stay in
  /// their places, to be followed.
  func sharing(_ query: BoundQuery, causeDepth: Int = 0) -> BoundQuery {
    let place = SharingPlace(causeDepth: causeDepth, isFollowed: causeDepth > 0)
    func shared(_ expression: PlanExpression) -> PlanExpression { sharing(expression, place) }
    var result = query
    result.plan = query.plan.mapParts(shared, causes: .kept)
    result.output = query.output.map { output in
      OutputColumn(
        name: output.name, value: shared(output.value),
        isOmittedWhenZero: output.isOmittedWhenZero)
    }
    return result
  }

  private func sharing(_ expression: PlanExpression, _ place: SharingPlace) -> PlanExpression {
    let isAggregate =
      switch expression.kind {
      case .aggregate, .shape: true
      default: false
      }
    let inner = isAggregate ? place.within : place
    let expression = expression.mapParts(causes: place.causeDepth > 0 ? .kept : .dropped) {
      sharing($0, inner)
    }
    guard isAggregate else { return expression }
    let names = Names(of: expression, given: rowAggregates)
    // Columns of statements count up from 0.
    let id = ColumnID(-1 - shared.count - rowAggregates.count)
    if names.isClosed(given: shared.keys) {
      shared[id] = .pending(expression)
    } else if place.isNested, !place.isFollowed, case .aggregate = expression.kind,
      let row = names.onlyRow(given: shared.keys)
    {
      rowAggregates[id] = RowAggregate(expression, of: row)
    } else {
      return expression
    }
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

/// Where in a query a part of it stands.
private struct SharingPlace {
  var causeDepth: Int
  /// Whether `why` follows what aggregates rest on.
  let isFollowed: Bool
  /// Whether it is within a nested plan.
  var isNested = false

  /// The place of a part of an aggregate.
  var within: SharingPlace {
    var result = self
    result.causeDepth -= 1
    result.isNested = true
    return result
  }
}
