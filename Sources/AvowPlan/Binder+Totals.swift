internal import AvowDiagnostics
internal import AvowModel
internal import AvowSyntax

/// A sum, or a mean, of a field of a relation's rows.
struct FieldTotal {
  /// The function and what it adds, in words.
  var name: String
  var span: SourceSpan
  /// The rows whose amount is known.
  var rows: Plan
  var place: Place
  var row: RowID
  var relation: RelationID
  var field: Int
  /// From where the field is seen, nil where it is as it was stored.
  var viewpoint: Viewpoint?

  /// Whether one total is made for each group of the rows, or one for each row of a plan around.
  enum Place {
    case groups([ComputedColumn])
    case outer(Plan)
  }
}

/// Something that a total may count twice: how many there are, one number for each row of a plan.
struct TotalHazard {
  var words: String
  /// What the number counts.
  var text: String
  var span: SourceSpan
  /// How the numbers of all rows make one.
  var function: AggregateFunction
  var plan: Plan
  var value: PlanExpression
}

/// What a total may count twice, each looked into by a query of its own.
extension Binder {
  mutating func hazards(of total: FieldTotal) -> [TotalHazard] {
    let relation = schema[total.relation]
    var result: [TotalHazard] = []
    func add(
      _ words: String, _ text: String, _ found: (plan: Plan, value: PlanExpression),
      _ function: AggregateFunction = .sum
    ) {
      result.append(
        TotalHazard(
          words: "\(total.name) \(words)", text: text, span: total.span,
          function: total.isOfGroups ? function : .max,
          plan: found.plan, value: found.value))
    }
    if let totals = relation.totals {
      let text = "of the \(relation.name)"
      if let field = totals.whole {
        add("adds parts to their whole", text, overlap(total, field))
      }
      if let field = totals.repeats {
        add("counts again what is said again", text, overlap(total, field))
      }
      if let field = totals.running {
        add("adds running totals to what they may include", text, runningTotals(total, field))
      }
      if let field = totals.phase, !total.groups(by: field) {
        add("may add the same money in several phases", "phases", phases(total, field), .max)
      }
    }
    for thread in schema.relations {
      guard let rule = thread.thread, rule.source == total.relation,
        rule.fields.contains(where: { $0.source == total.field })
      else { continue }
      add(
        "counts a \(thread.rowWord) once for each row about it", "too many",
        sharedThreads(total, rule.member))
    }
    return result
  }

  /// How many rows that a field names are among the rows themselves, group by group.
  private mutating func overlap(_ total: FieldTotal, _ field: Int) -> (Plan, PlanExpression) {
    let reference = DataType.reference(total.relation)
    let rows = call(.list, expression(.row(total.row), reference), .list(reference))
    let named = call(.list, self.field(field, of: total), .list(reference))
    let a = expression(.column(named.id), .list(reference))
    let b = expression(.column(rows.id), .list(reference))
    let others = expression(.call(.without, [a, b]), .list(reference))
    let count = expression(
      .arithmetic(
        .subtract, expression(.call(.size, [a]), .integer),
        expression(.call(.size, [others]), .integer)), .integer)
    return (placed(total.rows, total.place, [rows, named]), count)
  }

  /// How many rows are running totals beside others.
  private mutating func runningTotals(_ total: FieldTotal, _ field: Int) -> (Plan, PlanExpression) {
    let isRunning = self.field(field, of: total)
    let all = call(.count, nil, .integer)
    var marked = call(.count, nil, .integer)
    marked.call.filter = expression(.certainly(isRunning), .boolean)
    let a = expression(.column(all.id), .integer)
    let b = expression(.column(marked.id), .integer)
    let isBeside = expression(.compareNumbers(.greater, a, b), .boolean)
    let zero = expression(.constant(.number(NumberRange(0), nil)), .integer)
    let count = expression(
      .choice([ChoiceBranch(condition: isBeside, value: b)], otherwise: zero), .integer)
    return (placed(total.rows, total.place, [all, marked]), count)
  }

  /// How many phases are added up at most, 0 for one alone.
  private mutating func phases(_ total: FieldTotal, _ field: Int) -> (Plan, PlanExpression) {
    let phases = call(.distinctCount, self.field(field, of: total), .integer)
    let value = expression(.column(phases.id), .integer)
    let one = expression(.constant(.number(NumberRange(1), nil)), .integer)
    let zero = expression(.constant(.number(NumberRange(0), nil)), .integer)
    let areSeveral = expression(.compareNumbers(.greater, value, one), .boolean)
    let count = expression(
      .choice([ChoiceBranch(condition: areSeveral, value: value)], otherwise: zero), .integer)
    return (placed(total.rows, total.place, [phases]), count)
  }

  /// How many rows there are beyond one for each thread, group by group.
  private mutating func sharedThreads(_ total: FieldTotal, _ field: Int) -> (Plan, PlanExpression) {
    var thread = self.field(field, of: total)
    var rows = total.rows
    if let element = thread.type.element {
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
    return (placed(rows, total.place, [all, threads]), count)
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

  /// A field of the rows that are added.
  private func field(_ field: Int, of total: FieldTotal) -> PlanExpression {
    let description = schema[total.relation].fields[field]
    let row = expression(.row(total.row), .reference(total.relation))
    guard let viewpoint = total.viewpoint, description.origin == .thread else {
      return expression(.field(row, total.relation, field), description.type)
    }
    return expression(.viewed(.field(total.relation, field, viewpoint), [row]), description.type)
  }

  /// What is counted of the rows, once for each total.
  private mutating func placed(
    _ rows: Plan, _ place: FieldTotal.Place, _ calls: [AggregateColumn]
  ) -> Plan {
    switch place {
    case .groups(let keys):
      let keys = keys.map { ComputedColumn(id: newColumn(), name: $0.name, value: $0.value) }
      return .aggregate(rows, keys: keys, calls: calls)
    case .outer(let outer):
      return .derive(
        outer,
        calls.map { column in
          ComputedColumn(
            id: column.id, name: column.name,
            value: expression(.aggregate(column.call, over: rows), column.call.type))
        })
    }
  }
}

extension FieldTotal {
  /// Whether no row is added in two totals.
  fileprivate var isOfGroups: Bool {
    switch place {
    case .groups: true
    case .outer: false
    }
  }

  /// Whether each total is of rows that are alike in a field.
  fileprivate func groups(by field: Int) -> Bool {
    guard case .groups(let keys) = place else { return false }
    return keys.contains { $0.value.isField(field, of: row) }
  }
}

extension PlanExpression {
  /// Whether it is a field of a source's row.
  fileprivate func isField(_ field: Int, of row: RowID) -> Bool {
    let target: PlanExpression?
    if case .field(let base, _, field) = kind {
      target = base
    } else if case .viewed(.field(_, field, _), let bases) = kind {
      target = bases.first
    } else {
      target = nil
    }
    guard case .row(row)? = target?.kind else { return false }
    return true
  }
}
