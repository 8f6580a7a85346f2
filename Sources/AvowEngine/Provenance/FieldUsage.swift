import AvowModel
import AvowPlan

/// The fields that a query reads of each of its sources, and from where it sees them.
struct FieldUsage {
  private(set) var fields: [RowID: Set<Int>] = [:]
  private(set) var viewpoints: [RowID: Viewpoint] = [:]

  mutating func add(_ query: BoundQuery) {
    for output in query.output { add(output.value) }
    var found: [PlanExpression] = []
    _ = query.plan.mapParts(
      { part in
        found.append(part)
        return part
      }, causes: .dropped)
    for expression in found { add(expression) }
  }

  private mutating func add(_ expression: PlanExpression) {
    switch expression.kind {
    case .field(let target, _, let field): add(field, of: target)
    case .viewed(.field(_, let field, let viewpoint), let operands):
      guard let target = operands.first, case .row(let id) = target.kind else { break }
      add(field, of: target)
      viewpoints[id] = viewpoint
    case .viewed(.isSaid(_, var viewpoint), let operands):
      guard let target = operands.first, case .row(let id) = target.kind else { break }
      viewpoint.saidSince = nil
      viewpoints[id] = viewpoint
    default: break
    }
    for part in expression.directParts { add(part) }
  }

  private mutating func add(_ field: Int, of target: PlanExpression) {
    guard case .row(let id) = target.kind else { return }
    fields[id, default: []].insert(field)
  }
}
