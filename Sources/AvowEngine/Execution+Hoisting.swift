import AvowModel
import AvowPlan

extension Execution {
  /// The query as it is run.
  func hoisting(_ query: BoundQuery) throws(EvaluationError) -> BoundQuery { query }
}
