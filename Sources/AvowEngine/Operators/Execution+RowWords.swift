import AvowModel
import AvowPlan

extension Execution {
  /// What one row of a plan is called: what it is after its steps, else a row of the source.
  func rowWord(of plan: Plan) -> String { plan.rowWord ?? rowWord }
}

/// A count with its noun: `1 pledge`, `2 entries`.
func counted(_ count: Int, _ noun: String) -> String {
  count == 1 ? "1 \(noun)" : "\(count) \(plural(of: noun))"
}

extension Plan {
  /// What the rows are once they are no rows of the source any more.
  fileprivate var rowWord: String? {
    switch self {
    case .aggregate: "group"
    case .expand: "row"
    case .changes: "change"
    case .join: "pair"
    case .filter(let input, _), .derive(let input, _), .sort(let input, _),
      .limit(let input, _), .top(let input, _, _), .distinct(let input, _),
      .window(let input, _):
      input.rowWord
    case .combine(let combination):
      combination.left.rowWord == combination.right.rowWord ? combination.left.rowWord : "row"
    case .single, .scan, .related, .members, .elements: nil
    }
  }
}
