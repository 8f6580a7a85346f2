extension Plan {
  /// The step before, which gives the rows of this one; of a join the left side, nil for a source.
  package var input: Plan? {
    switch self {
    case .single, .scan, .related, .members, .elements, .combine, .changes: nil
    case .filter(let input, _), .derive(let input, _), .aggregate(let input, _, _),
      .expand(let input, _, _), .sort(let input, _), .limit(let input, _), .top(let input, _, _),
      .distinct(let input, _), .window(let input, _):
      input
    case .join(let join): join.left
    }
  }
}
