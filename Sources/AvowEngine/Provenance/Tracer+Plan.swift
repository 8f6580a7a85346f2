import AvowModel
import AvowPlan

extension Tracer {
  /// Where the records of a block's rows stand among those of their owners.
  struct Subjects {
    /// One place per row; nil where the row is no record, or one too many to list.
    var places: [Int?]
    /// Whether the rows are groups, or calculated, and no records themselves.
    var areGroups: Bool

    static func groups(_ count: Int) -> Subjects {
      Subjects(places: [Int?](repeating: nil, count: count), areGroups: true)
    }
  }

  /// Traces rows that a plan gave.
  @discardableResult
  func trace(_ plan: Plan, _ block: Block, _ owners: [Int]) throws(EvaluationError) -> Subjects {
    guard block.count > 0 else { return .groups(0) }
    switch plan {
    case .single: return .groups(block.count)
    case .scan(let relation, let id), .members(_, let relation, let id):
      return Subjects(places: try addSource(relation, id, block, owners), areGroups: false)
    case .related(let way, _, let id):
      return Subjects(places: try addSource(way.relation, id, block, owners), areGroups: false)
    case .elements(let list, _):
      try trace(list, block, owners)
      return .groups(block.count)
    case .filter(let input, let predicate):
      let subjects = try trace(input, block, owners)
      try explain(predicate, block, owners, subjects)
      return subjects
    case .derive(let input, let columns):
      let subjects = try trace(input, block, owners)
      for column in columns { try trace(column.value, block, owners) }
      return subjects
    case .aggregate(let input, let keys, let calls):
      try traceGroups(input, keys, calls, block, owners)
      return .groups(block.count)
    case .expand(let input, let list, let id):
      let subjects = try trace(input, block, owners)
      try traceExpanded(list, block.column(id), block, owners)
      return subjects
    case .sort(let input, _), .limit(let input, _), .distinct(let input, _):
      return try trace(input, block, owners)
    case .top(let input, let count, let key):
      let subjects = try trace(input, block, owners)
      try trace(key.value, block, owners)
      let values = try execution.value(key.value, in: block)
      for position in 0..<block.count {
        let value = shown(values.value(at: position), key.value.type)
        add(
          Reason(text: "top \(count)", value: value), to: subjects.places[position],
          isGroup: subjects.areGroups, of: owners[position])
      }
      return subjects
    case .window(let input, let columns):
      return try trace(input, columns, block, owners)
    case .join(let join):
      let subjects = try trace(join.left, block, owners)
      _ = try trace(join.right, block, owners)
      try explain(join.predicate, block, owners, subjects)
      return subjects
    case .combine(let combination): return try trace(combination, block, owners)
    case .changes(let changes):
      trace(changes, block, owners)
      return .groups(block.count)
    }
  }

  /// Traces a list of which each row has one member: of its rows only that.
  private func traceExpanded(
    _ list: PlanExpression, _ members: Vector?, _ block: Block, _ owners: [Int]
  ) throws(EvaluationError) {
    guard case .reference(let relation) = list.type.scalar, let members else {
      return try trace(list, block, owners)
    }
    addExpanded(relation, members, owners)
    let outer = expanding
    expanding = relation
    defer { expanding = outer }
    try trace(list, block, owners)
  }
}
