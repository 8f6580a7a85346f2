extension WindowColumn {
  /// The column with each of its expressions replaced.
  package func mapParts(_ part: (PlanExpression) -> PlanExpression) -> WindowColumn {
    var result = self
    switch call {
    case .aggregate(let call): result.call = .aggregate(call.mapParts(part))
    case .rank, .rowNumber: break
    case .neighbour(let value, let distance, let otherwise):
      result.call = .neighbour(
        part(value), distance: distance, otherwise: otherwise.map(part))
    }
    result.partition = partition.map(part)
    result.order = order.map {
      SortKey(value: part($0.value), isDescending: $0.isDescending, text: $0.text)
    }
    return result
  }
}

extension JoinStep {
  /// The step with each expression of its sides and of itself replaced.
  package func mapParts(
    _ part: (PlanExpression) -> PlanExpression, causes: Causes
  ) -> JoinStep {
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
