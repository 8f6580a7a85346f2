internal import AvowDiagnostics
internal import AvowModel

/// Where a query adds amounts: in its groups and windows, in brackets, shapes and ways back.
extension Binder {
  /// How many totals are looked into: nobody reads warnings about more.
  private static let totalCountMax = 12

  /// Adds what a reader of the totals of a query must know.
  ///
  /// Sums and means add; the greatest and the least amount are what they are however often they
  /// are told.
  mutating func guardTotals(of query: inout BoundQuery) {
    guard schema.relations.contains(where: { $0.totals != nil || $0.thread != nil }) else { return }
    var search = TotalSearch(binder: self, remaining: Self.totalCountMax)
    var found = search.hazards(in: query.plan)
    for output in query.output {
      found += search.hazards(within: output.value, at: query.plan)
    }
    self = search.binder
    for hazard in found {
      let (plan, value) = aggregated(hazard)
      query.asides.append(
        Aside(
          query: BoundQuery(
            plan: plan, output: [OutputColumn(name: "count", value: value)],
            viewpoint: query.viewpoint),
          text: hazard.text, lead: hazard.words + ": ",
          warning: (.countedTwice, hazard.span)))
    }
  }

  /// One number over all rows.
  private mutating func aggregated(_ hazard: TotalHazard) -> (Plan, PlanExpression) {
    let total = AggregateColumn(
      id: newColumn(), name: "count",
      call: AggregateCall(hazard.function, argument: hazard.value, type: .integer))
    let value = PlanExpression(.column(total.id), .integer, at: hazard.span)
    return (.aggregate(hazard.plan, keys: [], calls: [total]), value)
  }
}

/// A walk through a plan in search of totals.
private struct TotalSearch {
  var binder: Binder
  /// How many further totals are looked into.
  var remaining: Int

  /// What the totals of the steps of a plan, and of what is nested in them, may count twice.
  mutating func hazards(in plan: Plan) -> [TotalHazard] {
    var found = plan.input.map { hazards(in: $0) } ?? []
    switch plan {
    case .single, .scan, .related, .members, .elements: break
    case .filter(let input, let predicate):
      found += hazards(within: predicate.condition, at: input)
    case .derive(let input, let columns):
      for (position, column) in columns.enumerated() {
        let before = Array(columns.prefix(position))
        found += hazards(within: column.value, at: before.isEmpty ? input : .derive(input, before))
      }
    case .aggregate(let input, let keys, let calls):
      var seen: Set<String> = []
      for call in calls where seen.insert(call.name).inserted {
        found += hazards(of: call.call, call.name, over: input, .groups(keys), at: nil)
      }
      for part in keys.map(\.value) + calls.compactMap(\.call.argument) {
        found += hazards(within: part, at: input)
      }
    case .window(let input, let columns):
      for column in columns {
        guard case .aggregate(let call) = column.call else { continue }
        let keys = column.partition.map {
          ComputedColumn(id: binder.newColumn(), name: "key", value: $0)
        }
        found += hazards(of: call, column.name, over: input, .groups(keys), at: nil)
        if let argument = call.argument { found += hazards(within: argument, at: input) }
      }
    case .expand(let input, let list, _): found += hazards(within: list, at: input)
    case .sort(let input, let keys):
      for key in keys { found += hazards(within: key.value, at: input) }
    case .top(let input, _, let key): found += hazards(within: key.value, at: input)
    case .limit(let input, let limit):
      for key in limit.per { found += hazards(within: key, at: input) }
    case .distinct(let input, let keys):
      for key in keys { found += hazards(within: key, at: input) }
    case .combine(let combination):
      found += hazards(in: combination.left) + hazards(in: combination.right)
    case .changes(let changes): found += hazards(in: changes.threads)
    case .join(let join): found += hazards(in: join.right)
    }
    return found
  }

  /// The same of what an expression nests, which is looked at once for each row of a plan.
  mutating func hazards(within expression: PlanExpression, at plan: Plan) -> [TotalHazard] {
    switch expression.kind {
    case .aggregate(let call, let nested):
      var found = hazards(in: nested)
      if let argument = call.argument { found += hazards(within: argument, at: nested) }
      return found.map { $0.lifted(to: plan) }
        + hazards(of: call, nil, over: nested, .outer(plan), at: expression.span)
    case .shape(let shape):
      var found = hazards(in: shape.plan)
      for column in shape.columns { found += hazards(within: column.value, at: shape.plan) }
      return found.map { $0.lifted(to: plan) }
    case .constant, .row, .column, .field, .compareNumbers, .compareTexts, .matchText,
      .compareDates, .compareCodes, .isMember, .anyElement, .mapElements, .isIdentical,
      .hasState, .not, .and, .or, .possibly, .certainly, .arithmetic, .negative, .converted,
      .call, .choice, .list, .related, .viewed, .exchanged:
      return expression.directParts.flatMap { hazards(within: $0, at: plan) }
    }
  }

  private mutating func hazards(
    of call: AggregateCall, _ name: String?, over input: Plan, _ place: FieldTotal.Place,
    at span: SourceSpan?
  ) -> [TotalHazard] {
    guard call.function == .sum || call.function == .avg, remaining > 0,
      let argument = call.argument
    else { return [] }
    var rows = input
    if case .column(let id) = argument.kind { rows = rows.withMembers(of: id, binder.newRow()) }
    guard let added = rows.addedField(argument) else { return [] }
    remaining -= 1
    let isKnown = PlanExpression(.hasState(argument, .known), .boolean, at: argument.span)
    let relation = binder.schema[added.relation]
    let words = "\(call.function.rawValue)(\(relation.name).\(relation.fields[added.field].name))"
    return binder.hazards(
      of: FieldTotal(
        name: name ?? words, span: span ?? argument.span,
        rows: .filter(rows, Predicate(condition: isKnown, causes: [])), place: place,
        row: added.row, relation: added.relation, field: added.field,
        viewpoint: added.viewpoint))
  }
}

extension TotalHazard {
  /// The hazard of a nested plan, over the rows of the plan around.
  fileprivate func lifted(to outer: Plan) -> TotalHazard {
    var result = self
    result.value = PlanExpression(
      .aggregate(AggregateCall(function, argument: value, type: .integer), over: plan), .integer,
      at: span)
    result.plan = outer
    // The same rows may be added for each of the outer rows.
    result.function = .max
    return result
  }
}

/// A field whose values are added up, in whatever unit.
private struct AddedField {
  var row: RowID
  var relation: RelationID
  var field: Int
  var viewpoint: Viewpoint?
}

extension Plan {
  /// The field of which a value is made, nil where it is none.
  fileprivate func addedField(_ value: PlanExpression) -> AddedField? {
    if case .field(let base, let relation, let field) = value.kind, case .row(let row) = base.kind {
      return AddedField(row: row, relation: relation, field: field)
    }
    if case .viewed(.field(let relation, let field, let viewpoint), let bases) = value.kind,
      case .row(let row)? = bases.first?.kind
    {
      return AddedField(row: row, relation: relation, field: field, viewpoint: viewpoint)
    }
    switch value.kind {
    case .converted(let operand, _), .exchanged(let operand, _, _), .negative(let operand):
      return addedField(operand)
    case .column(let id): return computed(id).flatMap { addedField($0) }
    case .constant, .row, .field, .compareNumbers, .compareTexts, .matchText, .compareDates,
      .compareCodes, .isMember, .anyElement, .mapElements, .isIdentical, .hasState, .not, .and,
      .or, .possibly, .certainly, .arithmetic, .call, .choice, .list, .aggregate, .related,
      .viewed, .shape:
      return nil
    }
  }

  /// The plan with the rows of a list in the place of the values of one of their fields.
  fileprivate func withMembers(of id: ColumnID, _ row: RowID) -> Plan {
    switch self {
    case .elements(let list, id):
      let rows: PlanExpression
      let kind: (PlanExpression) -> PlanExpression.Kind
      if case .field(let base, let relation, let field) = list.kind {
        (rows, kind) = (base, { .field($0, relation, field) })
      } else if case .viewed(.field(let relation, let field, let viewpoint), let bases) = list.kind,
        let base = bases.first
      {
        (rows, kind) = (base, { .viewed(.field(relation, field, viewpoint), [$0]) })
      } else {
        return self
      }
      guard case .list(.reference(let relation)) = rows.type, let element = list.type.element
      else { return self }
      let member = PlanExpression(.row(row), .reference(relation), at: list.span)
      let value = PlanExpression(kind(member), element, at: list.span)
      return .derive(
        .members(rows, relation, row), [ComputedColumn(id: id, name: "value", value: value)])
    case .filter(let input, let predicate):
      return .filter(input.withMembers(of: id, row), predicate)
    case .derive(let input, let columns): return .derive(input.withMembers(of: id, row), columns)
    case .single, .scan, .related, .members, .elements, .aggregate, .expand, .sort, .limit, .top,
      .distinct, .combine, .changes, .window, .join:
      return self
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
