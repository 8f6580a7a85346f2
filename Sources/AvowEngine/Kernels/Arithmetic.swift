import AvowDiagnostics
import AvowModel
import AvowPlan

extension Execution {
  /// Computes with numbers, quantities, inventories, dates and texts.
  func arithmetic(
    _ operation: ArithmeticOperator, _ left: PlanExpression, _ right: PlanExpression,
    _ expression: PlanExpression, in block: Block
  ) throws(EvaluationError) -> Vector {
    let a = try value(left, in: block)
    let b = try value(right, in: block)
    let states = combinedStates(a, b)
    switch (a.column.data, b.column.data) {
    case (.number(let x), .number(let y)):
      if expression.type.isInventory { break }
      if let fast = addExact(operation, x, a, y, b, states) { return fast }
      return try numberArithmetic(operation, (x, a), (y, b), states, expression)
    case (.date(let x), .date(let y)):
      return try dateDifference((x, a), (y, b), states, expression)
    case (.date(let x), .number), (.date(let x), .list):
      return try shiftedDate(x, a, by: b, operation, states, expression)
    case (.number, .date(let y)), (.list, .date(let y)):
      return try shiftedDate(y, b, by: a, operation, states, expression)
    case (.text(let x), .text(let y)): return try joinedTexts((x, a), (y, b), states, expression)
    case (.list, _), (_, .list), (.missing, _), (_, .missing): break
    default: throw EvaluationError(.malformedPlan, at: expression.span)
    }
    if expression.type.isInventory {
      return try inventoryArithmetic(operation, a, b, states, expression)
    }
    if operation == .divide { return try inventoryRatio(a, b, states, expression) }
    // One side has no value anywhere.
    return Vector(Column(.missing(block.count), validity: Validity(states.map(\.orUndecided))))
  }

  /// The states of what needs both operands.
  func combinedStates(_ left: Vector, _ right: Vector) -> [ValueState] {
    if left.isComplete, right.isComplete {
      return [ValueState](repeating: .known, count: left.count)
    }
    return zip(left.states, right.states).map { $0.combined(with: $1) }
  }

  /// The fast path: sums and differences of exact 64-bit numbers at one scale and unit.
  private func addExact(
    _ operation: ArithmeticOperator, _ x: NumberColumn, _ a: Vector, _ y: NumberColumn,
    _ b: Vector, _ states: [ValueState]
  ) -> Vector? {
    guard operation == .add || operation == .subtract, x.isExact, y.isExact,
      x.scale == y.scale, let unit = x.units.common, unit == y.units.common,
      a.column.omissions == nil, b.column.omissions == nil,
      case .narrow(let left) = x.lower, case .narrow(let right) = y.lower
    else { return nil }
    var sums = [Int64](repeating: 0, count: states.count)
    for position in sums.indices {
      let u = left[a.rows[position]]
      let v = right[b.rows[position]]
      let (sum, overflow) =
        operation == .add ? u.addingReportingOverflow(v) : u.subtractingReportingOverflow(v)
      // The general path has room for more, or names the error.
      if overflow { return nil }
      sums[position] = sum
    }
    var column = NumberColumn(exact: sums, scale: x.scale)
    column.units = x.units
    return Vector(Column(.number(column), validity: Validity(states)))
  }

  private func numberArithmetic(
    _ operation: ArithmeticOperator, _ left: (NumberColumn, Vector),
    _ right: (NumberColumn, Vector), _ states: [ValueState], _ expression: PlanExpression
  ) throws(EvaluationError) -> Vector {
    let (x, a) = left
    let (y, b) = right
    var cells = NumberCells(states)
    for position in states.indices where states[position] == .known {
      let row = a.rows[position]
      let otherRow = b.rows[position]
      let one = Measure(range: x.range(at: row), unit: x.unit(at: row))
      let other = Measure(range: y.range(at: otherRow), unit: y.unit(at: otherRow))
      cells.set(position, try compute(operation, one, other, at: expression.span))
    }
    return try cells.vector(omissions: combinedOmissions(a, b), at: expression.span)
  }

  /// One computation; missing where it has no result.
  private func compute(
    _ operation: ArithmeticOperator, _ left: Measure, _ right: Measure, at span: SourceSpan
  ) throws(EvaluationError) -> NumberCells.Cell {
    var left = left
    let result: NumberRange?
    switch operation {
    case .add, .subtract:
      let unit = schema.units.finer(left.unit, right.unit)
      switch (try aligned(left, to: unit, at: span), try aligned(right, to: unit, at: span)) {
      case (.missing(let state), _), (_, .missing(let state)): return .missing(state)
      case (.known(let one), .known(let other)):
        left = one
        result =
          operation == .add
          ? one.range.adding(other.range) : one.range.subtracting(other.range)
      }
    case .multiply: result = left.range.multiplied(by: right.range)
    case .divide: return try quotient(left, right, at: span)
    }
    guard let result else { throw EvaluationError(.overflow, at: span) }
    return .known(Measure(range: result, unit: left.unit ?? right.unit))
  }

  /// The quotient; of two quantities a plain number.
  func quotient(_ left: Measure, _ right: Measure, at span: SourceSpan)
    throws(EvaluationError) -> NumberCells.Cell
  {
    let isRatio = left.unit != nil && right.unit != nil
    var left = left
    var divisor = right.range
    if isRatio {
      let unit = schema.units.finer(left.unit, right.unit)
      switch (try aligned(left, to: unit, at: span), try aligned(right, to: unit, at: span)) {
      case (.missing(let state), _), (_, .missing(let state)): return .missing(state)
      case (.known(let one), .known(let other)):
        left = one
        divisor = other.range
      }
    }
    if divisor.exact == .zero { return .missing(.none) }
    if divisor.mayBeZero { return .missing(.undecided) }
    guard let result = left.range.divided(by: divisor) else {
      throw EvaluationError(.overflow, at: span)
    }
    return .known(Measure(range: result, unit: isRatio ? nil : left.unit))
  }

  /// A measure in a unit: none where the dimensions differ, undecided without fixed factors.
  func aligned(_ measure: Measure, to unit: UnitID?, at span: SourceSpan)
    throws(EvaluationError) -> NumberCells.Cell
  {
    if measure.unit == unit { return .known(measure) }
    let units = schema.units
    guard let from = measure.unit, let unit, units[from].dimension == units[unit].dimension
    else { return .missing(.none) }
    guard units[from].factor != nil, units[unit].factor != nil else {
      return .missing(.undecided)
    }
    guard let range = units.convert(measure.range, from: from, to: unit) else {
      throw EvaluationError(.overflow, at: span)
    }
    return .known(Measure(range: range, unit: unit))
  }

  /// What the operands' aggregates left out, for a result that may move either way.
  func combinedOmissions(_ operands: Vector...) -> Omissions? {
    guard operands.contains(where: { $0.column.omissions != nil }) else { return nil }
    func greatest(_ part: (Omissions) -> [Int]) -> [Int] {
      (0..<operands[0].count).map { position in
        operands.reduce(0) { greatest, operand in
          guard let omissions = operand.column.omissions else { return greatest }
          return max(greatest, part(omissions)[operand.rows[position]])
        }
      }
    }
    return Omissions(unknown: greatest(\.unknown), undecided: greatest(\.undecided))
  }

  func negative(_ operand: Vector, at span: SourceSpan) throws(EvaluationError) -> Vector {
    var result = try mapNumbers(operand, at: span) { measure in
      measure.range.negated.map { .known(Measure(range: $0, unit: measure.unit)) }
    }
    switch result.column.omissions?.effect {
    case .raises: result.column.omissions?.effect = .lowers
    case .lowers: result.column.omissions?.effect = .raises
    case .moves, nil: break
    }
    return result
  }

  /// A number for each known number, and for each part of an inventory; nil overflows.
  func mapNumbers(
    _ operand: Vector, at span: SourceSpan, _ body: (Measure) -> NumberCells.Cell?
  ) throws(EvaluationError) -> Vector {
    let reader = EntryReader(operand)
    if reader.isInventory {
      return try mapEntries(operand, reader.entries, at: span) { body($0) }
    }
    var cells = NumberCells(operand.states)
    for position in 0..<operand.count where operand.state(at: position) == .known {
      guard let entry = reader.entries(at: position).first else {
        cells.set(position, .missing(.none))
        continue
      }
      guard let cell = body(entry) else { throw EvaluationError(.overflow, at: span) }
      cells.set(position, cell)
    }
    return try cells.vector(omissions: omissions(of: operand), at: span)
  }

  /// What the aggregate behind each cell left out.
  func omissions(of operand: Vector) -> Omissions? {
    operand.column.omissions.flatMap { $0.gathered(operand.rows.array) }
  }

  private func joinedTexts(
    _ left: (TextColumn, Vector), _ right: (TextColumn, Vector), _ states: [ValueState],
    _ expression: PlanExpression
  ) throws(EvaluationError) -> Vector {
    var texts = TextColumn()
    for position in states.indices {
      guard states[position] == .known else {
        texts.append("")
        continue
      }
      let a = left.0.utf8(at: left.1.rows[position])
      let b = right.0.utf8(at: right.1.rows[position])
      try checkTextLength(a.count + b.count, at: expression.span)
      texts.append(contentsOf: Array(a) + Array(b))
    }
    return Vector(Column(.text(texts), validity: Validity(states)))
  }
}

extension ValueState {
  /// The state of a result that no operand's state explains.
  var orUndecided: ValueState { self == .known ? .undecided : self }
}

extension DataType {
  var isInventory: Bool { if case .inventory = self { true } else { false } }
}
