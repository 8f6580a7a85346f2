internal import AvowDiagnostics
internal import AvowModel
internal import AvowSyntax

/// Calculations with amounts in several units.
extension Binder {
  /// `amount to EUR at 2024-12-31`: by fixed factors, else by the rates of a day.
  mutating func bindConversion(
    _ expression: Expression, _ name: Name, at date: Expression?, span: SourceSpan, scope: Scope
  ) throws(BindError) -> PlanExpression {
    let value = try bindValue(expression, scope: scope)
    let unit = try unit(name.written, at: name.span)
    guard value.type.isAmount else {
      throw failure(
        .type(
          .wrongArgument(
            function: "to", expected: "a quantity", found: noun(for: value.type))), at: span)
    }
    let target = schema.units[unit].dimension
    if let dimension = value.type.dimension, dimension != target {
      throw failure(
        .type(
          .dimensionClash(
            left: schema.units[dimension].name, right: schema.units[target].name)), at: span)
    }
    let type: DataType =
      value.type.isInventory && value.type.isAnyQuantity ? .inventory(nil) : .quantity(target)
    if schema.units[unit].factor != nil {
      guard date == nil else {
        throw failure(.type(.noConversion(to: name.written, reason: .fixed)), at: span)
      }
      if let from = self.unit(of: value), schema.units[from].factor == nil {
        throw failure(.type(.noConversion(to: name.written, reason: .noRates)), at: span)
      }
      return PlanExpression(.converted(value, unit), type, at: place(span))
    }
    guard let rule = schema.rates, schema.units[rule.base].dimension == target else {
      throw failure(.type(.noConversion(to: name.written, reason: .noRates)), at: span)
    }
    let day = try exchangeDay(date, at: span, scope: scope)
    return PlanExpression(.exchanged(value, unit, on: day), type, at: place(span))
  }

  /// The day of the rates: the last one of a written period, a date of the row, else the as-of
  /// day or today.
  private mutating func exchangeDay(
    _ date: Expression?, at span: SourceSpan, scope: Scope
  ) throws(BindError) -> PlanExpression {
    guard let date else {
      let today = DateValue(viewpoint.saidBy ?? environment.today)
      return PlanExpression(.constant(.date(today)), .date, at: place(span))
    }
    let example = PlanExpression(.constant(.missing(.none)), .date, at: place(date.span))
    let day = try bindOpposite(date, to: example, scope: scope)
    guard day.type == .date || day.type == .missing else {
      throw failure(
        .type(.wrongArgument(function: "at", expected: "a date", found: noun(for: day.type))),
        at: date.span)
    }
    guard day.isWritten else { return day }
    return PlanExpression(.call(.high, [day]), .date, at: place(date.span))
  }

  /// The type of a calculation with two amounts, nil where it makes no sense.
  ///
  /// A sum is a quantity where both are sure to be in one unit or in units that convert by fixed
  /// factors, else an inventory.
  func amountType(
    of operation: ArithmeticOperator, _ left: PlanExpression, _ right: PlanExpression
  ) -> DataType? {
    let a = left.type.dimension
    let b = right.type.dimension
    guard a == b || a == nil || b == nil else { return nil }
    switch operation {
    case .divide: return .decimal
    case .multiply: return nil
    case .add, .subtract:
      if !left.type.isInventory, !right.type.isInventory, haveOneUnit(left, right) {
        return .quantity(a ?? b)
      }
      return .inventory(a == b ? a : nil)
    }
  }

  private func haveOneUnit(_ left: PlanExpression, _ right: PlanExpression) -> Bool {
    let units = schema.units
    if let x = unit(of: left), let y = unit(of: right) {
      return x == y || (units[x].factor != nil && units[y].factor != nil)
    }
    guard let dimension = left.type.dimension, dimension == right.type.dimension else {
      return false
    }
    let known = units.units.filter { $0.dimension == dimension }
    return known.count == 1 || known.allSatisfy { $0.factor != nil }
  }

  /// The unit that an amount is sure to be in.
  func unit(of expression: PlanExpression) -> UnitID? {
    switch expression.kind {
    case .constant(.number(_, let unit)): unit
    case .converted(_, let unit), .exchanged(_, let unit, _):
      expression.type.isInventory ? nil : unit
    case .negative(let operand): unit(of: operand)
    case .call(let function, let arguments) where function.keepsUnit:
      arguments.first.flatMap { unit(of: $0) }
    case .arithmetic(let operation, let left, let right):
      unit(of: operation, left, right, type: expression.type)
    default: nil
    }
  }

  private func unit(
    of operation: ArithmeticOperator, _ left: PlanExpression, _ right: PlanExpression,
    type: DataType
  ) -> UnitID? {
    guard case .quantity = type else { return nil }
    if left.type == .date, right.type == .date { return UnitTable.days }
    guard left.type.isAmount, right.type.isAmount else {
      return left.type.isAmount ? unit(of: left) : unit(of: right)
    }
    guard let one = unit(of: left), let other = unit(of: right) else { return nil }
    // What two units with fixed factors add up to is in the smaller one.
    guard let a = schema.units[one].factor, let b = schema.units[other].factor else { return one }
    return b < a ? other : one
  }
}

extension DataType {
  /// Whether values are quantities or inventories.
  var isAmount: Bool {
    switch self {
    case .quantity, .inventory: true
    case .boolean, .integer, .decimal, .text, .date, .enumeration, .reference, .condition, .list,
      .record, .missing:
      false
    }
  }

  /// Whether values may be of several units at once.
  var isInventory: Bool { if case .inventory = self { true } else { false } }

  /// Whether values are lengths of time.
  var isTime: Bool { isAmount && dimension == UnitTable.time }
}

extension ScalarFunction {
  /// Whether the result is in the unit of the first argument.
  fileprivate var keepsUnit: Bool {
    [.low, .high, .abs, .round, .floor, .ceiling, .mod].contains(self)
  }
}
