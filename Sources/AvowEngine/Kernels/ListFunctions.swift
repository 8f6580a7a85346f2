import AvowDiagnostics
import AvowModel
import AvowPlan

extension Execution {
  /// The number of members of each list.
  func size(of vector: Vector, _ expression: PlanExpression) throws(EvaluationError) -> Vector {
    guard case .list(let lists) = vector.column.data else {
      return Vector(Column(.missing(vector.count), validity: Validity(vector.states)))
    }
    let counts = (0..<vector.count).map { Int64(lists.members(of: vector.rows[$0]).count) }
    let states = vector.states
    let exact = counts.indices.map { states[$0] == .known ? counts[$0] : 0 }
    if let omissions = omissions(of: vector), omissions.undecided.contains(where: { $0 > 0 }) {
      return try size(atLeast: exact, states, vector, omissions, at: expression.span)
    }
    return Vector(
      Column(.number(NumberColumn(exact: exact)), validity: Validity(states)))
  }

  /// The numbers of members where it is undecided of some rows whether they are members.
  private func size(
    atLeast counts: [Int64], _ states: [ValueState], _ lists: Vector, _ omissions: Omissions,
    at span: SourceSpan
  ) throws(EvaluationError) -> Vector {
    let candidates = try candidateMembers(of: lists, at: span)
    var candidateCounts = [Int](repeating: 0, count: counts.count)
    for owner in candidates?.members.owners ?? [] { candidateCounts[Int(owner)] += 1 }
    var cells = NumberCells(states)
    for position in counts.indices where states[position] == .known {
      let undecided = omissions.undecided[position]
      let further: Int? =
        if candidates?.isComplete[position] == true {
          candidateCounts[position]
        } else {
          omissions.effect == .raises && undecided > 0 ? nil : undecided
        }
      let least = Int128(counts[position])
      cells.set(
        position,
        .known(
          Measure(
            range: NumberRange(
              lower: .closed(ExactNumber(least)),
              upper: further.map { .closed(ExactNumber(least + Int128($0))) } ?? .absent),
            unit: nil)))
    }
    return try cells.vector(at: span)
  }

  /// The members as they are shown, joined by a separator; members without value are left out.
  func joinedList(_ vectors: [Vector], _ type: DataType, _ expression: PlanExpression)
    throws(EvaluationError) -> Vector
  {
    let shown = ValueText(database)
    let element = type.element ?? type
    return try buildKnown(vectors, expression) { (position) throws(EvaluationError) in
      guard case .list(let members) = vectors[0].value(at: position) else {
        return .missing(.undecided)
      }
      var separator = ", "
      if vectors.count > 1, case .text(let given) = vectors[1].value(at: position) {
        separator = given
      }
      let texts = members.filter { $0.state != .none }.map { shown.text(of: $0, element) }
      let length = texts.reduce(0) { $0 + $1.utf8.count + separator.utf8.count }
      try self.checkTextLength(length, at: expression.span)
      return .text(texts.joined(separator: separator))
    }
  }

  /// The list without some values, each of the others once.
  func without(_ vectors: [Vector], _ expression: PlanExpression) throws(EvaluationError)
    -> Vector
  {
    guard vectors.count == 2 else {
      throw EvaluationError(.malformedPlan, at: expression.span)
    }
    return try build(expression, count: vectors[0].count) { position in
      guard case .list(let members) = vectors[0].value(at: position) else {
        return .missing(vectors[0].state(at: position).orUndecided)
      }
      var seen: Set<Value> = []
      switch vectors[1].value(at: position) {
      case .list(let values): seen = Set(values.map(\.identity))
      case .missing(.none): break
      case .missing(let state): return .missing(state)
      case .boolean, .number, .text, .date, .code, .row, .condition, .record:
        seen = [vectors[1].value(at: position).identity]
      }
      return .list(members.filter { seen.insert($0.identity).inserted })
    }
  }

  /// The named conditions of condition expressions, as lists.
  func names(of vector: Vector, _ expression: PlanExpression) throws(EvaluationError) -> Vector {
    try buildKnown([vector], expression) { position in
      .list(vector.references(at: position).map(Value.row))
    }
  }
}
