/// The rows and columns that stand ready for an expression.
struct Mentions {
  private var rows: Set<RowID>
  private var columns: Set<ColumnID> = []

  init(row: RowID) { rows = [row] }

  /// Makes a computed column ready.
  mutating func add(_ column: ColumnID) { columns.insert(column) }

  /// Whether an expression names no other rows and columns than these and those of the plans that
  /// it nests; takes time linear in its size.
  func cover(_ expression: PlanExpression) -> Bool {
    var inner = self
    inner.addSources(within: expression)
    return inner.coverNames(in: expression)
  }

  private func coverNames(in expression: PlanExpression) -> Bool {
    switch expression.kind {
    case .row(let row): rows.contains(row)
    case .column(let column): columns.contains(column)
    default: expression.directParts.allSatisfy(coverNames)
    }
  }

  /// Adds what an expression names by itself; each identity stands once in a statement.
  private mutating func addSources(within expression: PlanExpression) {
    switch expression.kind {
    case .anyElement(_, let column, _), .mapElements(_, let column, _): add(column)
    case .aggregate(_, let plan): addSources(of: plan)
    case .shape(let shape): addSources(of: shape.plan)
    case .related(let way, _): rows.insert(way.row)
    default: break
    }
    for part in expression.directParts { addSources(within: part) }
  }

  private mutating func addSources(of plan: Plan) {
    switch plan {
    case .single: break
    case .scan(_, let row), .members(_, _, let row): rows.insert(row)
    case .related(let way, _, let row): rows.formUnion([way.row, row])
    case .elements(_, let column): add(column)
    case .filter(let input, _), .sort(let input, _), .limit(let input, _), .top(let input, _, _),
      .distinct(let input, _):
      addSources(of: input)
    case .derive(let input, let added):
      columns.formUnion(added.map(\.id))
      addSources(of: input)
    case .aggregate(let input, let keys, let calls):
      columns.formUnion(keys.map(\.id) + calls.map(\.id))
      addSources(of: input)
    case .expand(let input, _, let column):
      add(column)
      addSources(of: input)
    case .window(let input, let added):
      columns.formUnion(added.map(\.id))
      addSources(of: input)
    case .combine(let combination):
      columns.formUnion(combination.columns.map(\.id))
      if let row = combination.row { rows.insert(row.id) }
      addSources(of: combination.left)
      addSources(of: combination.right)
    case .changes(let changes):
      columns.formUnion(changes.columns.all)
      addSources(of: changes.threads)
    case .join(let join):
      addSources(of: join.left)
      addSources(of: join.right)
    }
  }
}
