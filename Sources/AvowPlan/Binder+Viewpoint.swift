internal import AvowDiagnostics
internal import AvowModel
internal import AvowSyntax

/// From which day, and under which assumptions, a query sees the data.
extension Binder {
  /// The viewpoint of a pipeline: that of the query around it, changed by its clauses.
  func viewpoint(under clauses: [Clause]) throws(BindError) -> Viewpoint {
    var result = viewpoint
    var assumed: [UInt32: Bool?] = [:]
    for clause in clauses {
      guard case .assuming(let facts) = clause.kind else { continue }
      for fact in facts {
        let assumption = try assumption(of: fact)
        if let earlier = assumed[assumption.condition], earlier != assumption.holds {
          throw failure(.name(.contradictingFacts(fact.name.written)), at: fact.span)
        }
        assumed[assumption.condition] = assumption.holds
        result.assume(assumption)
      }
    }
    return result
  }

  private func assumption(of fact: Fact) throws(BindError) -> Viewpoint.Assumption {
    guard let relation = schema.conditions else {
      throw failure(.name(.noConditions), at: fact.span)
    }
    let type = DataType.reference(relation)
    guard
      let row = try position(of: fact.name.written, type: type, at: fact.name.span)
    else {
      let example = PlanExpression(.constant(.missing(.none)), type, at: place(fact.name.span))
      throw unknownValue(fact.name.written, type: type, field: example, at: fact.name.span)
    }
    return switch fact.state {
    case .holds: Viewpoint.Assumption(condition: row, holds: true)
    case .fails: Viewpoint.Assumption(condition: row, holds: false)
    case .unknown: Viewpoint.Assumption(condition: row, holds: nil)
    }
  }

  /// The viewpoint of the rows that an expression gives: that of their source.
  func viewpoint(of base: PlanExpression) -> Viewpoint {
    switch base.kind {
    case .row(let row): rowViewpoints[row] ?? Viewpoint()
    case .field(let base, _, _), .mapElements(let base, _, _), .related(_, let base):
      viewpoint(of: base)
    case .viewed(_, let operands), .call(_, let operands):
      operands.first.map { self.viewpoint(of: $0) } ?? viewpoint
    default: viewpoint
    }
  }

  /// Whether a thread field differs between a viewpoint and the plain one.
  func dependsOnView(
    _ field: Int, of relation: RelationID, _ viewpoint: Viewpoint
  ) -> Bool {
    if viewpoint.saidBy != nil || viewpoint.publishedBy != nil { return true }
    guard !viewpoint.assumptions.isEmpty, let rule = schema.conditionRule else { return false }
    return rule.relation == relation && rule.state == field
  }

  /// The day that a constant date names, the last one of a period.
  func day(of value: PlanExpression) throws(BindError) -> Day {
    guard value.type == .date, case .constant(.date(let date)) = value.kind else {
      let found = value.type == .date ? "date of each row" : noun(for: value.type)
      throw failure(.type(.notConstantDay(found: found)), at: value.span)
    }
    guard !date.latest.isDistant else {
      throw failure(.type(.notConstantDay(found: "a period without end")), at: value.span)
    }
    return date.latest
  }
}
