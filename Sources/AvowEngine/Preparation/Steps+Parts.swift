import AvowPlan

extension WindowColumn {
  func mapParts(_ part: (PlanExpression) -> PlanExpression) -> WindowColumn {
    var result = self
    switch call {
    case .aggregate(let call): result.call = .aggregate(call.mapParts(part))
    case .rank: break
    case .lag(let value): result.call = .lag(part(value))
    case .lead(let value): result.call = .lead(part(value))
    }
    result.partition = partition.map(part)
    result.order = order.map { SortKey(value: part($0.value), isDescending: $0.isDescending) }
    return result
  }
}

extension JoinStep {
  func mapParts(_ part: (PlanExpression) -> PlanExpression, causes: Causes) -> JoinStep {
    var result = self
    result.left = left.mapParts(part, causes: causes)
    result.right = right.mapParts(part, causes: causes)
    result.keys = keys.map { key in
      Key(left: part(key.left), right: part(key.right), joinsUnknown: key.joinsUnknown)
    }
    result.predicate = predicate.mapParts(part, causes)
    return result
  }
}
