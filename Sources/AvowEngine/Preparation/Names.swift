import AvowPlan

/// The rows and columns that an expression names, and those that its nested plans provide.
///
/// Identities are unique within a statement, so a name that is provided anywhere inside is not
/// free.
struct Names {
  private var usedRows: Set<RowID> = []
  private var usedColumns: Set<ColumnID> = []
  private var providedRows: Set<RowID> = []
  private var providedColumns: Set<ColumnID> = []

  /// The rows that columns stand for which are no columns of the query.
  private let standIns: [ColumnID: RowAggregate]

  init(of expression: PlanExpression, given standIns: [ColumnID: RowAggregate] = [:]) {
    self.standIns = standIns
    add(expression)
  }

  /// Whether the expression has the same value whatever the row, given columns that have.
  func isClosed(given shared: some Collection<ColumnID>) -> Bool {
    usedRows.isSubset(of: providedRows)
      && usedColumns.subtracting(shared).isSubset(of: providedColumns)
  }

  /// The row that alone decides the value, given columns that are the same for every row.
  func onlyRow(given shared: some Collection<ColumnID>) -> RowID? {
    let free = usedRows.subtracting(providedRows)
    guard free.count == 1, usedColumns.subtracting(shared).isSubset(of: providedColumns) else {
      return nil
    }
    return free.first
  }

  /// Whether the expression names nothing from outside but what rows have.
  func areWithin(_ reach: Plan.Reach) -> Bool {
    usedRows.subtracting(providedRows).isSubset(of: reach.rows)
      && usedColumns.subtracting(providedColumns).isSubset(of: reach.columns)
  }

  private mutating func add(_ expression: PlanExpression) {
    switch expression.kind {
    case .row(let id): usedRows.insert(id)
    case .column(let id):
      if let row = standIns[id]?.row { usedRows.insert(row) } else { usedColumns.insert(id) }
    case .anyElement(_, let id, _), .mapElements(_, let id, _): providedColumns.insert(id)
    case .aggregate(_, let plan): addProvided(plan)
    case .shape(let shape): addProvided(shape.plan)
    case .related(let way, _): providedRows.insert(way.row)
    case .constant, .field, .compareNumbers, .compareTexts, .matchText, .compareDates,
      .compareCodes, .isMember, .isIdentical, .hasState, .not, .and, .or, .possibly,
      .certainly, .arithmetic, .negative, .converted, .call, .choice, .list, .viewed, .exchanged:
      break
    }
    var parts: [PlanExpression] = []
    _ = expression.mapParts { part in
      parts.append(part)
      return part
    }
    for part in parts { add(part) }
  }

  private mutating func addProvided(_ plan: Plan) {
    switch plan {
    case .single: break
    case .scan(_, let id), .members(_, _, let id): providedRows.insert(id)
    case .related(let way, _, let id): providedRows.formUnion([id, way.row])
    case .elements(_, let id): providedColumns.insert(id)
    case .filter(let input, _), .sort(let input, _), .limit(let input, _), .top(let input, _, _),
      .distinct(let input, _):
      addProvided(input)
    case .derive(let input, let columns):
      addProvided(input)
      providedColumns.formUnion(columns.map(\.id))
    case .aggregate(let input, let keys, let calls):
      addProvided(input)
      providedColumns.formUnion(keys.map(\.id))
      providedColumns.formUnion(calls.map(\.id))
    case .expand(let input, _, let id):
      addProvided(input)
      providedColumns.insert(id)
    case .changes(let changes):
      addProvided(changes.threads)
      providedColumns.formUnion(changes.columns.all)
    case .window(let input, let columns):
      addProvided(input)
      providedColumns.formUnion(columns.map(\.id))
    case .join(let join):
      addProvided(join.left)
      addProvided(join.right)
    case .combine(let combination):
      addProvided(combination.left)
      addProvided(combination.right)
      providedColumns.formUnion(combination.columns.map(\.id))
      if let row = combination.row { providedRows.insert(row.id) }
    }
  }
}
