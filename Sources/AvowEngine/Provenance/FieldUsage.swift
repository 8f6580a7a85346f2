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
    case .viewed(let operation, let operands):
      if let target = operands.first { add(operation, of: target) }
    case .constant, .row, .column, .compareNumbers, .compareTexts, .matchText, .compareDates,
      .compareCodes, .isMember, .anyElement, .mapElements, .isIdentical, .hasState, .not, .and,
      .or, .possibly, .certainly, .arithmetic, .negative, .converted, .call, .choice, .list,
      .aggregate, .related, .exchanged, .shape:
      break
    }
    for part in expression.directParts { add(part) }
  }

  private mutating func add(_ operation: ViewOperation, of target: PlanExpression) {
    guard case .row(let id) = target.kind else { return }
    switch operation {
    case .field(_, let field, let viewpoint):
      add(field, of: target)
      viewpoints[id] = viewpoint
    case .isSaid(_, var viewpoint):
      viewpoint.saidSince = nil
      viewpoints[id] = viewpoint
    case .holds, .blockers, .named, .joined, .said: break
    }
  }

  private mutating func add(_ field: Int, of target: PlanExpression) {
    guard case .row(let id) = target.kind else { return }
    fields[id, default: []].insert(field)
  }
}
