internal import AvowDiagnostics
internal import AvowModel

/// `=` on a tree of rows takes in what is narrower, which a reader of the answer may not expect.
extension Binder {
  /// Counts the rows that a condition on a field lets in by a narrower row than the one that it
  /// names.
  mutating func noteNarrowerRows(in query: inout BoundQuery) {
    var plan: Plan? = query.plan
    while let current = plan {
      if let (relation, conditions) = current.filteredRelation {
        for test in conditions.flatMap(\.conjuncts) {
          guard let taken = narrower(by: test) else { continue }
          let aside = aside(
            counting: taken, in: current, of: relation, viewpoint: query.viewpoint)
          query.asides.append(aside)
        }
        return
      }
      plan = current.input
    }
  }

  /// A test that takes in narrower rows than the one that it is about.
  private struct Narrowing {
    var subject: PlanExpression
    var fieldName: String
    var root: String
    /// The rows that it takes in beside the root.
    var others: [Bool]
  }

  private func narrower(by test: PlanExpression) -> Narrowing? {
    guard case .isMember(let subject, let set) = test.kind,
      case .field(let base, let relation, let field) = subject.kind, case .row = base.kind,
      case .reference(let target) = subject.type, let broader = schema[target].broader,
      let column = catalog.database[target].columns[broader],
      case .reference(let parents) = column.data, set.count == column.count
    else { return nil }
    let members = set.indices.filter { set[$0] }
    let roots = members.filter { row in
      column.state(at: row) != .known || !set.indices.contains(Int(parents[row]))
        || !set[Int(parents[row])]
    }
    // Of several roots, it is not to be seen which rows were named and which taken in.
    guard roots.count == 1, members.count > 1, let root = roots.first else { return nil }
    var others = set
    others[root] = false
    return Narrowing(
      subject: subject, fieldName: schema[relation].fields[field].name,
      root: catalog.database.label(of: UInt32(clamping: root), in: target), others: others)
  }

  private mutating func aside(
    counting taken: Narrowing, in plan: Plan, of relation: RelationID, viewpoint: Viewpoint
  ) -> Aside {
    let span = SourceSpan(0, 0)
    let test = PlanExpression(
      .isMember(taken.subject, of: taken.others), .boolean, at: taken.subject.span)
    let count = AggregateColumn(
      id: newColumn(), name: "count", call: AggregateCall(.count, type: .integer))
    let rows = Plan.filter(plan, Predicate(condition: test, causes: []))
    let value = PlanExpression(.column(count.id), .integer, at: span)
    return Aside(
      query: BoundQuery(
        plan: .aggregate(rows, keys: [], calls: [count]),
        output: [OutputColumn(name: "count", value: value)], viewpoint: viewpoint),
      text: "of the \(schema[relation].name): \(taken.fieldName) is narrower than \(taken.root);"
        + " not taken in by `is exactly`")
  }
}

extension Plan {
  /// The relation of which the plan keeps some rows, and the conditions; nil for other plans.
  fileprivate var filteredRelation: (RelationID, [PlanExpression])? {
    guard case .filter(let input, let predicate) = self else { return nil }
    if case .scan(let relation, _) = input { return (relation, [predicate.condition]) }
    guard let (relation, conditions) = input.filteredRelation else { return nil }
    return (relation, conditions + [predicate.condition])
  }
}

extension PlanExpression {
  /// The conditions that must all be true for it to be true.
  fileprivate var conjuncts: [PlanExpression] {
    if case .and(let operands) = kind { operands.flatMap(\.conjuncts) } else { [self] }
  }
}
