import AvowModel
import AvowPlan

extension NaiveEvaluator {
  /// What may be members of a list beside those that it has, and whether there may be others.
  func candidates(
    _ list: PlanExpression, _ row: NaiveRow
  ) -> (values: [Value], isOpen: Bool) {
    switch list.kind {
    case .aggregate(let call, let plan) where call.function == .list:
      return candidates(call, rows(plan, row))
    case .field(let base, let relation, let field) where base.type.element != nil:
      let found = candidates(base, row)
      guard case .list(let values) = flattened(found.values.map { follow($0, relation, field) })
      else { return found }
      return (values, found.isOpen)
    default: return ([], false)
    }
  }

  /// The number of members of a list, those that may be such as an upper end.
  func size(of list: PlanExpression, _ row: NaiveRow) -> Value {
    let value = value(list, row)
    guard case .list(let members) = value else { return value }
    let further =
      if case .shape(let shape) = list.kind {
        rows(shape.plan, row).count { !$0.isCertain }
      } else {
        candidates(list, row).values.count
      }
    return .number(
      NumberRange(
        lower: .closed(ExactNumber(Int128(members.count))),
        upper: .closed(ExactNumber(Int128(members.count + further)))), nil)
  }

  private func candidates(
    _ call: AggregateCall, _ rows: [NaiveRow]
  ) -> (values: [Value], isOpen: Bool) {
    var result: (values: [Value], isOpen: Bool) = ([], false)
    for row in rows {
      let belongs = call.filter.map { truth($0, row) } ?? true
      guard belongs != false, let argument = call.argument else { continue }
      let value = value(argument, row)
      if value.state.isUnknown {
        result.isOpen = true
      } else if value.state == .known, belongs == nil || !row.isCertain {
        result.values.append(value)
      }
    }
    return result
  }

  /// The row as one of which it is undecided whether it belongs.
  func uncertain(_ row: NaiveRow) -> NaiveRow {
    var row = row
    row.isCertain = false
    return row
  }
}
