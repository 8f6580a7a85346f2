import AvowModel
import AvowPlan

extension Value {
  /// The value as identity sees it: dates without their spelling, all unknown values alike.
  var identity: Value {
    switch self {
    case .missing(let state): return .missing(state.isUnknown ? .undecided : state)
    case .date(var date):
      date.spelling = nil
      return .date(date)
    case .list(let members): return .list(members.map(\.identity))
    case .record(let fields): return .record(fields.map(\.identity))
    case .boolean, .number, .text, .code, .row, .condition: return self
    }
  }
}

extension Execution {
  /// Whether both are recorded as the same; decided for every row.
  func isIdentical(_ left: Vector, _ right: Vector) throws(EvaluationError) -> Truth {
    let isSame: Bitmap
    switch (left.column.data, right.column.data) {
    case (.code(let a), .code(let b)):
      isSame = mask(left.count) { a[left.rows[$0]] == b[right.rows[$0]] }
    case (.reference(let a), .reference(let b)):
      isSame = mask(left.count) { a[left.rows[$0]] == b[right.rows[$0]] }
    default:
      isSame = mask(left.count) {
        left.value(at: $0).identity == right.value(at: $0).identity
      }
      return Truth(isSame)
    }
    guard !left.isComplete || !right.isComplete else { return Truth(isSame) }
    let a = left.states
    let b = right.states
    return Truth(
      mask(left.count) { position in
        let x = a[position]
        let y = b[position]
        if x == .known, y == .known { return isSame[position] }
        return x == y || (x.isUnknown && y.isUnknown)
      })
  }
}
