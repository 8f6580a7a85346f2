import AvowDiagnostics
import AvowModel
import AvowPlan

extension Execution {
  /// Sums and differences of inventories and quantities, unit by unit; products and quotients by
  /// plain numbers.
  func inventoryArithmetic(
    _ operation: ArithmeticOperator, _ left: Vector, _ right: Vector, _ states: [ValueState],
    _ expression: PlanExpression
  ) throws(EvaluationError) -> Vector {
    let a = EntryReader(left)
    let b = EntryReader(right)
    var states = states
    var inventories = InventoryBuilder()
    for position in states.indices {
      guard states[position] == .known else {
        inventories.append([])
        continue
      }
      let entries = try combine(
        operation, a.entries(at: position), b.entries(at: position), at: expression.span)
      if entries == nil { states[position] = .none }
      inventories.append(entries ?? [])
    }
    return try inventories.vector(
      states: states, omissions: combinedOmissions(left, right), at: expression.span)
  }

  private func combine(
    _ operation: ArithmeticOperator, _ left: [Measure], _ right: [Measure], at span: SourceSpan
  ) throws(EvaluationError) -> [Measure]? {
    switch operation {
    case .add, .subtract:
      var entries = left
      for entry in right {
        let signed = operation == .add ? entry.range : entry.range.negated
        guard let signed else { throw EvaluationError(.overflow, at: span) }
        try entries.add(Measure(range: signed, unit: entry.unit), at: span)
      }
      return entries
    case .multiply:
      let (entries, factors) = right.contains { $0.unit != nil } ? (right, left) : (left, right)
      guard let factor = factors.first else { return nil }
      return try entries.scaled(at: span) { $0.multiplied(by: factor.range) }
    case .divide:
      guard let divisor = right.first, !divisor.range.mayBeZero else { return nil }
      return try left.scaled(at: span) { $0.divided(by: divisor.range) }
    }
  }
}

extension Execution {
  /// One inventory over another, as a plain number; undecided where they hold several units that
  /// do not convert.
  func inventoryRatio(
    _ left: Vector, _ right: Vector, _ states: [ValueState], _ expression: PlanExpression
  ) throws(EvaluationError) -> Vector {
    let a = MeasureReader(left, schema.units)
    let b = MeasureReader(right, schema.units)
    var cells = NumberCells(states)
    for position in states.indices where states[position] == .known {
      let dividend = a.entries(at: position)
      let divisor = b.entries(at: position)
      let unit = (divisor.first ?? dividend.first)?.unit
      let isOfOneDimension = (dividend + divisor).allSatisfy {
        a.dimension(of: $0.unit) == a.dimension(of: unit)
      }
      let isOfOneUnit = a.areOfOneUnit(dividend + divisor, in: unit)
      guard isOfOneDimension,
        let x = a.total(of: dividend, in: unit, isOfOneUnit: isOfOneUnit, at: position),
        let y = b.total(of: divisor, in: unit, isOfOneUnit: isOfOneUnit, at: position)
      else {
        cells.set(position, .missing(.undecided))
        continue
      }
      cells.set(
        position,
        try quotient(
          Measure(range: x, unit: unit), Measure(range: y, unit: unit), at: expression.span))
    }
    return try cells.vector(at: expression.span)
  }

  /// An inventory of what the body makes of each part; missing where it has nothing for a part.
  func mapEntries(
    _ operand: Vector, _ entries: (Int) -> [Measure], at span: SourceSpan,
    _ body: (Measure) -> NumberCells.Cell?
  ) throws(EvaluationError) -> Vector {
    var states = operand.states
    var inventories = InventoryBuilder()
    for position in 0..<operand.count {
      var parts: [Measure] = []
      for entry in states[position] == .known ? entries(position) : [] {
        guard let cell = body(entry) else { throw EvaluationError(.overflow, at: span) }
        switch cell {
        case .known(let part): try parts.add(part, at: span)
        case .missing(let state):
          states[position] = state
        }
      }
      inventories.append(states[position] == .known ? parts : [])
    }
    return try inventories.vector(
      states: states, omissions: omissions(of: operand), at: span)
  }
}

extension [Measure] {
  /// Adds an entry to the one of its unit.
  mutating func add(_ entry: Measure, at span: SourceSpan) throws(EvaluationError) {
    guard let known = firstIndex(where: { $0.unit == entry.unit }) else {
      append(entry)
      return
    }
    guard let sum = self[known].range.adding(entry.range) else {
      throw EvaluationError(.overflow, at: span)
    }
    self[known].range = sum
  }

  fileprivate func scaled(
    at span: SourceSpan, _ operation: (NumberRange) -> NumberRange?
  ) throws(EvaluationError) -> [Measure] {
    try map { (entry) throws(EvaluationError) -> Measure in
      guard let range = operation(entry.range) else {
        throw EvaluationError(.overflow, at: span)
      }
      return Measure(range: range, unit: entry.unit)
    }
  }
}

/// Makes a column of inventories: lists of one quantity per unit, in the order of the unit table.
struct InventoryBuilder {
  private var offsets: [UInt32] = [0]
  private var ranges: [NumberRange] = []
  private var units: [UnitID?] = []

  /// Adds the inventory of one row.
  mutating func append(_ entries: [Measure]) {
    for entry in entries.sorted(by: { ($0.unit?.index ?? 0) < ($1.unit?.index ?? 0) }) {
      ranges.append(entry.range)
      units.append(entry.unit)
    }
    offsets.append(UInt32(truncatingIfNeeded: ranges.count))
  }

  /// The column, or an error where the numbers do not fit one scale.
  func vector(states: [ValueState], omissions: Omissions?, at span: SourceSpan)
    throws(EvaluationError) -> Vector
  {
    guard let numbers = NumberColumn(ranges, units: units) else {
      throw EvaluationError(.overflow, at: span)
    }
    let lists = ListColumn(offsets: offsets, elements: Column(.number(numbers)))
    return Vector(Column(.list(lists), validity: Validity(states), omissions: omissions))
  }
}
