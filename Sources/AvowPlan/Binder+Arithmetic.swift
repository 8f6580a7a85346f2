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
      guard let type = type(of: operation, left.type, right.type) else {
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
    of operation: ArithmeticOperator, _ left: DataType, _ right: DataType
  ) -> DataType? {
    let time = DataType.quantity(UnitTable.time)
    switch (left, right) {
    case (.missing, let other), (let other, .missing): return other
    case (.text, .text): return operation == .add ? .text : nil
    case (.date, .date): return operation == .subtract ? time : nil
    case (.date, time): return operation == .add || operation == .subtract ? .date : nil
    case (time, .date): return operation == .add ? .date : nil
    case (.quantity(let a), .quantity(let b)):
      return quantityType(of: operation, a, b)
    case (.quantity, .integer), (.quantity, .decimal):
      return operation == .multiply || operation == .divide ? left : nil
    case (.integer, .quantity), (.decimal, .quantity):
      return operation == .multiply ? right : nil
    case (.integer, .integer): return operation == .divide ? .decimal : .integer
    case (.integer, .decimal), (.decimal, .integer), (.decimal, .decimal): return .decimal
    default: return nil
    }
  }

  private func quantityType(
    of operation: ArithmeticOperator, _ left: DimensionID?, _ right: DimensionID?
  ) -> DataType? {
    guard left == right || left == nil || right == nil else { return nil }
    switch operation {
    case .add, .subtract: return .quantity(left ?? right)
    case .divide: return .decimal
    case .multiply: return nil
    }
  }

  mutating func bindNegative(
    _ operand: Expression, at span: SourceSpan, scope: Scope
  ) throws(BindError) -> PlanExpression {
    let value = try bindValue(operand, scope: scope)
    switch value.type {
    case .integer, .decimal, .quantity, .missing: break
    case .boolean, .text, .date, .inventory, .enumeration, .reference, .condition, .list:
      throw failure(
        .type(.notArithmetic("-", left: noun(for: value.type), right: "", hint: nil)),
        at: span)
    }
    if case .constant(.number(let range, let unit)) = value.kind, let negated = range.negated {
      return PlanExpression(.constant(.number(negated, unit)), value.type, at: place(span))
    }
    return PlanExpression(.negative(value), value.type, at: place(span))
  }

  mutating func bindConversion(
    _ expression: Expression, _ name: Name, at date: Expression?, span: SourceSpan, scope: Scope
  ) throws(BindError) -> PlanExpression {
    let value = try bindValue(expression, scope: scope)
    let unit = try unit(name.written, at: name.span)
    guard case .quantity(let dimension) = value.type else {
      throw failure(
        .type(
          .wrongArgument(
            function: "to", expected: "a quantity", found: noun(for: value.type))), at: span)
    }
    let target = schema.units[unit].dimension
    if let dimension, dimension != target {
      throw failure(
        .type(
          .dimensionClash(
            left: schema.units[dimension].name, right: schema.units[target].name)), at: span)
    }
    guard date == nil, schema.units[unit].factor != nil else {
      throw failure(.limit(.notSupportedUse("conversion by rates")), at: span)
    }
    return PlanExpression(.converted(value, unit), .quantity(target), at: place(span))
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
