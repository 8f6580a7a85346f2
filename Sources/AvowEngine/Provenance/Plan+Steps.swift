import AvowPlan

extension Plan {
  /// The plan up to each of its steps, the source first.
  var steps: [Plan] { (input?.steps ?? []) + [self] }

  /// What an expression over the rows may name.
  var reach: Reach {
    switch self {
    case .single: return Reach()
    case .scan(_, let id), .members(_, _, let id), .related(_, _, let id):
      return Reach(rows: [id])
    case .elements(_, let id): return Reach(columns: [id], identifying: [id])
    case .filter(let input, _), .sort(let input, _), .limit(let input, _), .top(let input, _, _),
      .distinct(let input, _):
      return input.reach
    case .window(let input, let columns):
      var reach = input.reach
      reach.columns += columns.map(\.id)
      return reach
    case .join(let join):
      let (left, right) = (join.left.reach, join.right.reach)
      return Reach(
        rows: left.rows + right.rows, columns: left.columns + right.columns,
        identifying: left.identifying + right.identifying)
    case .derive(let input, let columns):
      var reach = input.reach
      reach.columns += columns.map(\.id)
      return reach
    case .aggregate(_, let keys, let calls):
      let keys = keys.map(\.id)
      return Reach(columns: keys + calls.map(\.id), identifying: keys)
    case .expand(let input, _, let id):
      var reach = input.reach
      reach.columns.append(id)
      reach.identifying.append(id)
      return reach
    case .changes(let changes):
      return Reach(columns: changes.columns.all, identifying: changes.columns.all)
    case .combine(let combination):
      let columns = combination.columns.map(\.id)
      return Reach(
        rows: combination.row.map { [$0.id] } ?? [], columns: columns,
        identifying: combination.row == nil ? columns : [])
    }
  }

  /// What the columns of all steps are computed by; aggregates are left out.
  var definitions: [ColumnID: PlanExpression] {
    var result = input?.definitions ?? [:]
    switch self {
    case .derive(_, let columns), .aggregate(_, let columns, _):
      for column in columns { result[column.id] = column.value }
    case .single, .scan, .related, .members, .elements, .filter, .expand, .sort, .limit, .top,
      .distinct, .combine, .changes, .window, .join:
      break
    }
    return result
  }

  /// The sources and columns of the rows of a plan.
  struct Reach {
    var rows: [RowID] = []
    var columns: [ColumnID] = []
    /// The columns that, beside the sources, tell rows apart: members of lists, keys of groups.
    var identifying: [ColumnID] = []
  }
}
