internal import AvowDiagnostics
internal import AvowModel
internal import AvowSyntax

/// More would nest the plan deeper than the stack of a thread bears.
private let operationCountMax = 500

extension Binder {
  mutating func bindArithmetic(
    _ first: Expression, _ terms: [ArithmeticTerm], scope: Scope
  ) throws(BindError) -> PlanExpression {
    var left = try bindValue(first, scope: scope)
    for term in terms {
      operationCount += 1
      guard operationCount <= operationCountMax else {
        throw failure(.limit(.tooManyOperations(operationCountMax)), at: term.operatorSpan)
      }
      let right = try bindValue(term.operand, scope: scope)
      let operation = ArithmeticOperator(term.operator)
      guard let type = type(of: operation, left, right) else {
        if operation == .add || operation == .subtract, let a = left.type.dimension,
          let b = right.type.dimension
        {
          throw failure(
            .type(.dimensionClash(left: schema.units[a].name, right: schema.units[b].name)),
            at: first.span.union(term.operand.span))
        }
        throw failure(
          .type(
            .notArithmetic(
              operation.rawValue, left: noun(for: left.type),
              right: noun(for: right.type),
              hint: arithmeticHint(operation, left.type, right.type))),
          at: term.operatorSpan)
      }
      let span = first.span.union(term.operand.span)
      left = PlanExpression(.arithmetic(operation, left, right), type, at: place(span))
    }
    return left
  }

  private func arithmeticHint(
    _ operation: ArithmeticOperator, _ left: DataType, _ right: DataType
  ) -> String? {
    if operation == .divide, left == .date, right == .date {
      return "a period from one date to another begins with @: @2024-01/2024-12"
    }
    if left == .date || right == .date {
      return "a date plus or minus a length of time, or a date minus a date"
    }
    guard operation == .subtract else { return nil }
    if left.scalar.hasNamedValues || right.scalar.hasNamedValues {
      return "a hyphen inside a word needs no blanks around it"
    }
    return nil
  }

  /// The type of a calculation, nil where it makes no sense.
  private func type(
    of operation: ArithmeticOperator, _ left: PlanExpression, _ right: PlanExpression
  ) -> DataType? {
    switch (left.type, right.type) {
    case (.missing, let other), (let other, .missing): return other
    case (.text, .text): return operation == .add ? .text : nil
    case (.date, .date): return operation == .subtract ? .quantity(UnitTable.time) : nil
    case (.date, let length) where length.isTime:
      return operation == .add || operation == .subtract ? .date : nil
    case (let length, .date) where length.isTime: return operation == .add ? .date : nil
    case (.integer, .integer): return operation == .divide ? .decimal : .integer
    case (.integer, .decimal), (.decimal, .integer), (.decimal, .decimal): return .decimal
    case (let amount, .integer) where amount.isAmount, (let amount, .decimal) where amount.isAmount:
      return operation == .multiply || operation == .divide ? amount : nil
    case (.integer, let amount) where amount.isAmount, (.decimal, let amount) where amount.isAmount:
      return operation == .multiply ? amount : nil
    case (let a, let b) where a.isAmount && b.isAmount:
      return amountType(of: operation, left, right)
    default: return nil
    }
  }

  mutating func bindNegative(
    _ operand: Expression, at span: SourceSpan, scope: Scope
  ) throws(BindError) -> PlanExpression {
    let value = try bindValue(operand, scope: scope)
    switch value.type {
    case .integer, .decimal, .quantity, .inventory, .missing: break
    case .boolean, .text, .date, .enumeration, .reference, .condition, .list, .record:
      throw failure(
        .type(.notArithmetic("-", left: noun(for: value.type), right: "", hint: nil)),
        at: span)
    }
    if case .constant(.number(let range, let unit)) = value.kind, let negated = range.negated {
      return PlanExpression(.constant(.number(negated, unit)), value.type, at: place(span))
    }
    return PlanExpression(.negative(value), value.type, at: place(span))
  }
}

extension ArithmeticOperator {
  init(_ operation: ArithmeticTerm.Operator) {
    switch operation {
    case .add: self = .add
    case .subtract: self = .subtract
    case .multiply: self = .multiply
    case .divide: self = .divide
    }
  }
}
