import AvowModel
import AvowPlan

extension NaiveEvaluator {
  /// The certain rows of a nested plan as records.
  func shaped(_ shape: Shape, _ outer: NaiveRow) -> Value {
    if hasUnknownSource(shape.plan, outer) { return .missing(.undecided) }
    let records = rows(shape.plan, outer).filter(\.isCertain).map { row in
      Value.record(shape.columns.map { value($0.value, row) })
    }
    if shape.isList { return .list(records) }
    return records.first ?? .missing(.none)
  }
}
