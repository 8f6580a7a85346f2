import AvowDiagnostics
import AvowModel
import AvowPlan

extension Execution {
  /// The value of a function of single values.
  func call(
    _ function: ScalarFunction, _ arguments: [PlanExpression], _ expression: PlanExpression,
    in block: Block
  ) throws(EvaluationError) -> Vector {
    if function == .coalesce { return try coalesce(arguments, expression, in: block) }
    guard let first = arguments.first else {
      throw EvaluationError(.malformedPlan, at: expression.span)
    }
    var vectors: [Vector] = []
    for argument in arguments { vectors.append(try value(argument, in: block)) }
    switch function {
    case .low, .high:
      return try bound(isUpper: function == .high, of: vectors[0], expression)
    case .abs, .round, .floor, .ceiling, .mod:
      return try numberFunction(function, vectors, expression)
    case .lower, .upper, .trim, .length, .startsWith, .endsWith, .replace, .substring, .similar:
      return try textFunction(function, vectors, expression)
    case .text: return try shownText(vectors[0], first.type, expression)
    case .year, .month, .quarter, .day, .weekday:
      return try datePart(function, of: vectors[0], expression)
    case .truncate: return try truncated(vectors, expression)
    case .reason: return try reason(of: vectors[0], expression)
    case .coalesce: return vectors[0]
    case .size: return try size(of: vectors[0], expression)
    case .joined: return try joinedList(vectors, first.type, expression)
    case .without: return try without(vectors, expression)
    case .names: return try names(of: vectors[0], expression)
    }
  }

  /// Why each value is not known; none for a known one.
  private func reason(of vector: Vector, _ expression: PlanExpression)
    throws(EvaluationError) -> Vector
  {
    try build(expression, count: vector.count) { position in
      vector.state(at: position).reason.map(Value.text) ?? .missing(.none)
    }
  }

  /// Ends an evaluation whose texts grow without bound.
  func checkTextLength(_ length: Int, at span: SourceSpan) throws(EvaluationError) {
    let limit = 1 << 24
    if length > limit { throw EvaluationError(.textTooLong(limit: limit), at: span) }
  }

  /// A value for each position at which all arguments are known; else their combined state.
  func buildKnown(
    _ vectors: [Vector], _ expression: PlanExpression,
    _ cell: (Int) throws(EvaluationError) -> Value
  ) throws(EvaluationError) -> Vector {
    try build(expression, count: vectors[0].count) { (position) throws(EvaluationError) in
      let state = vectors.reduce(ValueState.known) {
        $0.combined(with: $1.state(at: position))
      }
      return state == .known ? try cell(position) : .missing(state)
    }
  }
}
