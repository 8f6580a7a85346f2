import AvowDiagnostics
import AvowModel
import AvowPlan

/// Conversions by a rate round once, half to even, at this place.
private let exchangePlaces = 2

extension Execution {
  /// Quantities and the parts of inventories in another unit, by the rates of a day.
  func exchanged(
    _ operand: PlanExpression, to unit: UnitID, on day: PlanExpression,
    _ expression: PlanExpression, in block: Block
  ) throws(EvaluationError) -> Vector {
    let amounts = try value(operand, in: block)
    let days = try value(day, in: block)
    return try inUnit(amounts, combinedStates(amounts, days), expression) {
      (position, part) throws(EvaluationError) in
      guard case .date(let date) = days.value(at: position) else { return .missing(.undecided) }
      return try self.exchanged(part, to: unit, on: date, at: expression.span)
    }
  }

  /// Quantities and the parts of inventories in another unit, by fixed factors.
  func converted(
    _ amounts: Vector, to unit: UnitID, _ expression: PlanExpression
  ) throws(EvaluationError) -> Vector {
    try inUnit(amounts, amounts.states, expression) { (_, part) throws(EvaluationError) in
      try self.aligned(part, to: unit, at: expression.span)
    }
  }

  /// Converts each part; where one does not convert, the whole does not.
  ///
  /// Parts of another dimension stay in an inventory of several dimensions; a quantity of another
  /// dimension becomes none.
  private func inUnit(
    _ amounts: Vector, _ given: [ValueState], _ expression: PlanExpression,
    _ convert: (Int, Measure) throws(EvaluationError) -> NumberCells.Cell
  ) throws(EvaluationError) -> Vector {
    let reader = EntryReader(amounts)
    var states = given
    var results = [[Measure]](repeating: [], count: states.count)
    for position in states.indices where states[position] == .known {
      for entry in reader.entries(at: position) {
        switch try convert(position, entry) {
        case .known(let part): try results[position].add(part, at: expression.span)
        case .missing(.none) where expression.type.isInventory:
          try results[position].add(entry, at: expression.span)
        case .missing(let state): states[position] = state
        }
      }
    }
    let omissions = omissions(of: amounts)
    guard !expression.type.isInventory else {
      var inventories = InventoryBuilder()
      for position in states.indices {
        inventories.append(states[position] == .known ? results[position] : [])
      }
      return try inventories.vector(states: states, omissions: omissions, at: expression.span)
    }
    var cells = NumberCells(states)
    for position in states.indices where states[position] == .known {
      // A sum of nothing is nothing in any unit.
      let sum = results[position].first ?? Measure(range: NumberRange(.zero), unit: nil)
      cells.set(position, .known(sum))
    }
    return try cells.vector(omissions: omissions, at: expression.span)
  }

  private func exchanged(
    _ measure: Measure, to unit: UnitID, on date: DateValue, at span: SourceSpan
  ) throws(EvaluationError) -> NumberCells.Cell {
    switch try aligned(measure, to: unit, at: span) {
    case .known(let measure): return .known(measure)
    case .missing(.none): return .missing(.none)
    case .missing: break
    }
    guard let from = measure.unit else { return .missing(.none) }
    let pairs = exchange.pairs(from: from, to: unit, first: date.earliest, last: date.latest)
    var hull: NumberRange?
    for pair in pairs {
      guard let range = measure.range.exchanged(by: pair) else {
        throw EvaluationError(.overflow, at: span)
      }
      hull = hull.map { $0.united(with: range) } ?? range
    }
    guard let hull else { return .missing(.noRate) }
    return .known(Measure(range: hull, unit: unit))
  }
}

extension NumberRange {
  /// The range at a pair of rates, its ends rounded; nil on overflow.
  fileprivate func exchanged(by pair: Exchange.Pair) -> NumberRange? {
    func exchanged(_ number: ExactNumber) -> ExactNumber? {
      guard let product = pair.to.map({ number.multiplied(by: $0.value) }) ?? number else {
        return nil
      }
      return product.divided(by: pair.from?.value ?? ExactNumber(1), places: exchangePlaces)
    }
    func exchanged(_ bound: Bound) -> Bound? {
      switch bound {
      case .absent: .absent
      case .closed(let number): exchanged(number).map(Bound.closed)
      case .open(let number): exchanged(number).map(Bound.open)
      }
    }
    guard let low = exchanged(lower), let high = exchanged(upper) else { return nil }
    return NumberRange(lower: low, upper: high)
  }

  /// The least range that holds both.
  fileprivate func united(with other: NumberRange) -> NumberRange {
    NumberRange(
      lower: other.lower.startsBefore(lower) ? other.lower : lower,
      upper: upper.stopsBefore(other.upper) ? other.upper : upper)
  }
}
