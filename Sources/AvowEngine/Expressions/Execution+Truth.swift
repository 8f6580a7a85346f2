import AvowModel
import AvowPlan

extension Execution {
  /// The three-valued truth of a predicate over a block.
  func truth(_ expression: PlanExpression, in block: Block) throws(EvaluationError) -> Truth {
    switch expression.kind {
    case .constant(let value): constantTruth(value, count: block.count)
    case .compareNumbers(let operation, let left, let right):
      try compareNumbers(operation, value(left, in: block), value(right, in: block))
    case .compareTexts(let operation, let left, let right):
      try compareTexts(operation, value(left, in: block), value(right, in: block))
    case .matchText(let match, let text, let pattern):
      try matchText(match, text, pattern, in: block)
    case .compareDates(let operation, let left, let right, let reading):
      try compareDates(operation, value(left, in: block), value(right, in: block), reading)
    case .compareCodes(let operation, let left, let right):
      try compareCodes(operation, left, right, in: block)
    case .isMember(let operand, let members):
      isMember(try value(operand, in: block), of: members)
    case .anyElement(let list, let id, let predicate):
      try anyElement(list, id, predicate, in: block)
    case .isIdentical(let left, let right):
      try isIdentical(value(left, in: block), value(right, in: block))
    case .hasState(let operand, let test): hasState(try value(operand, in: block), test)
    case .not(let operand): try !truth(operand, in: block)
    case .and(let operands): try conjunction(operands, in: block)
    case .or(let operands): try disjunction(operands, in: block)
    case .possibly(let operand): Truth(try truth(operand, in: block).isPossible)
    case .certainly(let operand): Truth(try truth(operand, in: block).isTrue)
    case .row, .column, .field, .mapElements, .arithmetic, .negative, .converted, .call,
      .choice, .list, .aggregate, .related, .viewed, .exchanged, .shape:
      Truth(try value(expression, in: block))
    }
  }

  private func constantTruth(_ value: Value, count: Int) -> Truth {
    switch value {
    case .boolean(let truth): Truth(repeating: truth, count: count)
    case .missing(let state): Truth(repeating: state == .none ? false : nil, count: count)
    case .number, .text, .date, .code, .row, .condition, .list, .record:
      Truth(repeating: nil, count: count)
    }
  }

  /// Stops when no row is left; a costly operand looks only at the rows that are left.
  private func conjunction(_ operands: [PlanExpression], in block: Block)
    throws(EvaluationError) -> Truth
  {
    var result = Truth(repeating: true, count: block.count)
    for (index, operand) in operands.enumerated() {
      if index == 0 {
        result = try truth(operand, in: block)
        continue
      }
      let open = result.isPossible
      if open.isEmpty { break }
      result = result & (try truth(operand, in: block, at: open, whereOther: true))
    }
    return result
  }

  private func disjunction(_ operands: [PlanExpression], in block: Block)
    throws(EvaluationError) -> Truth
  {
    var result = Truth(repeating: false, count: block.count)
    for (index, operand) in operands.enumerated() {
      if index == 0 {
        result = try truth(operand, in: block)
        continue
      }
      let open = ~result.isTrue
      if open.isEmpty { break }
      result = result | (try truth(operand, in: block, at: open, whereOther: false))
    }
    return result
  }

  /// The truth of an operand that matters only at some rows; elsewhere it is `whereOther`.
  private func truth(
    _ operand: PlanExpression, in block: Block, at open: Bitmap, whereOther: Bool
  ) throws(EvaluationError) -> Truth {
    let openCount = open.population
    // Cheap operands on many rows are faster without gathering.
    guard openCount < (operand.isCostly ? block.count : block.count / 16) else {
      return try truth(operand, in: block)
    }
    let positions = open.positions
    let part = try truth(operand, in: block.gathered(positions))
    var isTrue = Bitmap(repeating: whereOther, count: block.count)
    var isUndecided = Bitmap(repeating: false, count: block.count)
    for (index, position) in positions.enumerated() {
      isTrue[Int(position)] = part.isTrue[index]
      if part.isUndecided?[index] == true { isUndecided[Int(position)] = true }
    }
    return Truth(isTrue, undecided: isUndecided)
  }

  private func hasState(_ vector: Vector, _ test: StateTest) -> Truth {
    guard let states = vector.column.validity?.states else {
      return Truth(repeating: test == .known, count: vector.count)
    }
    return switch test {
    case .known: Truth(mask(vector.rows) { states[$0] == .known })
    case .unknown: Truth(mask(vector.rows) { states[$0].isUnknown })
    case .none: Truth(mask(vector.rows) { states[$0] == .none })
    }
  }
}

extension PlanExpression {
  /// Whether evaluating a row costs much more than gathering it.
  fileprivate var isCostly: Bool {
    switch kind {
    // What stands for an aggregate.
    case .column(let id): id.index < 0
    case .constant, .row, .field, .isMember, .compareCodes, .compareNumbers,
      .compareDates, .hasState:
      false
    case .compareTexts, .matchText, .anyElement, .mapElements, .isIdentical, .arithmetic,
      .negative, .converted, .call, .choice, .list, .aggregate, .related, .viewed, .exchanged,
      .shape:
      true
    case .not(let operand), .possibly(let operand), .certainly(let operand): operand.isCostly
    case .and(let operands), .or(let operands): operands.contains(where: \.isCostly)
    }
  }
}
