internal import AvowDiagnostics
internal import AvowModel
internal import AvowSyntax

/// Sums that may count something twice, each looked into by a query of its own.
extension Binder {
  /// Adds what a reader of the sums of a query must know.
  mutating func guardTotals(of query: inout BoundQuery) {
    var plan: Plan? = query.plan
    while let current = plan {
      if case .aggregate(let input, let keys, let calls) = current {
        var seen: Set<String> = []
        for call in calls where call.call.function == .sum && seen.insert(call.name).inserted {
          guard let sum = sum(call, of: input, by: keys) else { continue }
          query.asides += asides(about: sum, viewpoint: query.viewpoint)
        }
      }
      plan = current.input
    }
  }

  /// A sum of a field of a relation's rows.
  private struct Sum {
    var name: String
    /// The rows whose amount is known.
    var rows: Plan
    var keys: [ComputedColumn]
    var row: RowID
    var relation: RelationID
    var field: Int
  }

  private func sum(_ column: AggregateColumn, of input: Plan, by keys: [ComputedColumn]) -> Sum? {
    guard let argument = column.call.argument,
      let (row, relation, field) = summedField(argument, in: input)
    else { return nil }
    let isKnown = PlanExpression(.hasState(argument, .known), .boolean, at: argument.span)
    let rows = Plan.filter(input, Predicate(condition: isKnown, causes: []))
    return Sum(
      name: column.name, rows: rows, keys: keys, row: row, relation: relation, field: field)
  }

  /// The field whose values are added up, in whatever unit.
  private func summedField(
    _ value: PlanExpression, in plan: Plan
  ) -> (RowID, RelationID, Int)? {
    switch value.kind {
    case .field(let base, let relation, let field):
      guard case .row(let row) = base.kind else { return nil }
      return (row, relation, field)
    case .converted(let operand, _), .exchanged(let operand, _, _), .negative(let operand):
      return summedField(operand, in: plan)
    case .column(let id):
      return plan.computed(id).flatMap { summedField($0, in: plan) }
    default: return nil
    }
  }

  private mutating func asides(about sum: Sum, viewpoint: Viewpoint) -> [Aside] {
    let name = schema[sum.relation].name
    var result: [Aside] = []
    func add(_ words: String, _ text: String, _ plan: Plan, _ value: PlanExpression) {
      result.append(
        Aside(
          query: BoundQuery(
            plan: plan, output: [OutputColumn(name: "count", value: value)],
            viewpoint: viewpoint),
          text: text, lead: "warning[\(DiagnosticCode.countedTwice)]: \(sum.name) \(words): "))
    }
    if let totals = schema[sum.relation].totals {
      for (field, words) in [
        (totals.whole, "adds parts to their whole"),
        (totals.repeats, "counts again what is said again"),
      ] {
        guard let field else { continue }
        let (plan, count) = overlap(sum, field)
        add(words, "of the \(name)", plan, count)
      }
      if let field = totals.running {
        let (plan, count) = runningTotals(sum, field)
        add("adds running totals to what they may include", "of the \(name)", plan, count)
      }
      if let field = totals.phase,
        !sum.keys.contains(where: { $0.value.isField(field, of: sum.row) })
      {
        let (plan, count) = phases(sum, field)
        add("may add the same money in several phases", "phases", plan, count)
      }
    }
    for thread in schema.relations {
      guard let rule = thread.thread, rule.source == sum.relation,
        rule.fields.contains(where: { $0.source == sum.field })
      else { continue }
      let (plan, count) = sharedThreads(sum, rule.member)
      add("counts a \(thread.rowWord) once for each row about it", "too many", plan, count)
    }
    return result
  }

  /// How many rows that a field names are among the rows themselves, group by group.
  private mutating func overlap(_ sum: Sum, _ field: Int) -> (Plan, PlanExpression) {
    let reference = DataType.reference(sum.relation)
    let row = expression(.row(sum.row), reference)
    let rows = call(.list, row, .list(reference))
    let named = call(
      .list, expression(.field(row, sum.relation, field), reference), .list(reference))
    let a = expression(.column(named.id), .list(reference))
    let b = expression(.column(rows.id), .list(reference))
    let others = expression(.call(.without, [a, b]), .list(reference))
    let count = expression(
      .arithmetic(
        .subtract, expression(.call(.size, [a]), .integer),
        expression(.call(.size, [others]), .integer)), .integer)
    return total(.sum, count, of: grouped(sum.rows, sum.keys, [rows, named]))
  }

  /// How many rows are running totals beside others.
  private mutating func runningTotals(_ sum: Sum, _ field: Int) -> (Plan, PlanExpression) {
    let row = expression(.row(sum.row), .reference(sum.relation))
    let isRunning = expression(.field(row, sum.relation, field), .boolean)
    let all = call(.count, nil, .integer)
    var marked = call(.count, nil, .integer)
    marked.call.filter = expression(.certainly(isRunning), .boolean)
    let a = expression(.column(all.id), .integer)
    let b = expression(.column(marked.id), .integer)
    let isBeside = expression(.compareNumbers(.greater, a, b), .boolean)
    let zero = expression(.constant(.number(NumberRange(0), nil)), .integer)
    let count = expression(
      .choice([ChoiceBranch(condition: isBeside, value: b)], otherwise: zero), .integer)
    return total(.sum, count, of: grouped(sum.rows, sum.keys, [all, marked]))
  }

  /// How many phases are added up at most, 0 for one alone.
  private mutating func phases(_ sum: Sum, _ field: Int) -> (Plan, PlanExpression) {
    let row = expression(.row(sum.row), .reference(sum.relation))
    let type = schema[sum.relation].fields[field].type
    let phases = call(
      .distinctCount, expression(.field(row, sum.relation, field), type), .integer)
    let value = expression(.column(phases.id), .integer)
    let one = expression(.constant(.number(NumberRange(1), nil)), .integer)
    let zero = expression(.constant(.number(NumberRange(0), nil)), .integer)
    let areSeveral = expression(.compareNumbers(.greater, value, one), .boolean)
    let count = expression(
      .choice([ChoiceBranch(condition: areSeveral, value: value)], otherwise: zero), .integer)
    return total(.max, count, of: grouped(sum.rows, sum.keys, [phases]))
  }

  /// How many rows there are beyond one for each thread, group by group.
  private mutating func sharedThreads(_ sum: Sum, _ field: Int) -> (Plan, PlanExpression) {
    let row = expression(.row(sum.row), .reference(sum.relation))
    let type = schema[sum.relation].fields[field].type
    var thread = expression(.field(row, sum.relation, field), type)
    var rows = sum.rows
    if let element = type.element {
      let column = newColumn()
      rows = .expand(rows, thread, column)
      thread = expression(.column(column), element)
    }
    let isKnown = expression(.hasState(thread, .known), .boolean)
    rows = .filter(rows, Predicate(condition: isKnown, causes: []))
    let all = call(.count, nil, .integer)
    let threads = call(.distinctCount, thread, .integer)
    let count = expression(
      .arithmetic(
        .subtract, expression(.column(all.id), .integer),
        expression(.column(threads.id), .integer)), .integer)
    return total(.sum, count, of: grouped(rows, sum.keys, [all, threads]))
  }

  private func expression(_ kind: PlanExpression.Kind, _ type: DataType) -> PlanExpression {
    PlanExpression(kind, type, at: SourceSpan(0, 0))
  }

  private mutating func call(
    _ function: AggregateFunction, _ argument: PlanExpression?, _ type: DataType
  ) -> AggregateColumn {
    AggregateColumn(
      id: newColumn(), name: function.rawValue,
      call: AggregateCall(function, argument: argument, type: type))
  }

  /// The rows grouped as the sum groups them.
  private mutating func grouped(
    _ rows: Plan, _ keys: [ComputedColumn], _ calls: [AggregateColumn]
  ) -> Plan {
    let keys = keys.map { ComputedColumn(id: newColumn(), name: $0.name, value: $0.value) }
    return .aggregate(rows, keys: keys, calls: calls)
  }

  /// One number over all groups.
  private mutating func total(
    _ function: AggregateFunction, _ value: PlanExpression, of groups: Plan
  ) -> (Plan, PlanExpression) {
    let total = call(function, value, .integer)
    return (
      .aggregate(groups, keys: [], calls: [total]), expression(.column(total.id), .integer)
    )
  }
}

extension PlanExpression {
  /// Whether it is a field of a source's row.
  fileprivate func isField(_ field: Int, of row: RowID) -> Bool {
    guard case .field(let base, _, field) = kind, case .row(row) = base.kind else { return false }
    return true
  }
}

extension Plan {
  /// The plan of which this one takes the rows, nil for a source.
  fileprivate var input: Plan? {
    switch self {
    case .filter(let input, _), .derive(let input, _), .aggregate(let input, _, _),
      .expand(let input, _, _), .sort(let input, _), .limit(let input, _), .top(let input, _, _),
      .distinct(let input, _), .window(let input, _):
      input
    case .join(let join): join.left
    case .single, .scan, .related, .members, .elements, .combine, .changes: nil
    }
  }

  /// What a column is computed from, nil where no `derive` computes it.
  fileprivate func computed(_ id: ColumnID) -> PlanExpression? {
    var plan: Plan? = self
    while let current = plan {
      if case .derive(_, let columns) = current,
        let column = columns.first(where: { $0.id == id })
      {
        return column.value
      }
      plan = current.input
    }
    return nil
  }
}
