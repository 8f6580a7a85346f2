extension Plan {
  /// The keys of the groups that the rows are.
  package var groupKeys: Set<ColumnID> {
    switch self {
    case .aggregate(_, let keys, _): Set(keys.map(\.id))
    case .filter(let input, _), .derive(let input, _), .sort(let input, _),
      .limit(let input, _), .top(let input, _, _), .distinct(let input, _),
      .window(let input, _):
      input.groupKeys
    case .join(let join): join.left.groupKeys
    case .single, .scan, .related, .members, .elements, .expand, .combine, .changes: []
    }
  }
}
