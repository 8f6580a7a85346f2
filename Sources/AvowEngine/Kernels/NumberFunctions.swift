import AvowModel
import AvowPlan

extension Execution {
  /// A bound of a number, tightened for whole units, or the first or last day of a date; none
  /// where it is absent.
  func bound(isUpper: Bool, of vector: Vector, _ expression: PlanExpression)
    throws(EvaluationError) -> Vector
  {
    if case .date(let dates) = vector.column.data {
      return try buildKnown([vector], expression) { position in
        let date = dates[vector.rows[position]]
        let day = isUpper ? date.latest : date.earliest
        return day.isDistant ? .missing(.none) : .date(DateValue(day))
      }
    }
    let reader = MeasureReader(vector, schema.units)
    if reader.isInventory {
      return try mapEntries(vector, reader.entries, at: expression.span) { entry in
        guard let number = (isUpper ? entry.range.upper : entry.range.lower).number else {
          return .missing(.none)
        }
        return .known(Measure(range: NumberRange(number), unit: entry.unit))
      }
    }
    var cells = NumberCells(vector.states)
    for position in 0..<vector.count where vector.state(at: position) == .known {
      let entries = reader.entries(at: position)
      guard let entry = entries.first else {
        cells.set(position, .missing(.none))
        continue
      }
      guard let number = (isUpper ? entry.range.upper : entry.range.lower).number else {
        cells.set(position, .missing(.none))
        continue
      }
      cells.set(position, .known(Measure(range: NumberRange(number), unit: entry.unit)))
    }
    return try cells.vector(at: expression.span)
  }

  func numberFunction(
    _ function: ScalarFunction, _ vectors: [Vector], _ expression: PlanExpression
  ) throws(EvaluationError) -> Vector {
    if function == .mod { return try remainder(vectors, expression) }
    let places = try roundingPlaces(vectors)
    return try mapNumbers(vectors[0], at: expression.span) { measure in
      let range: NumberRange?
      switch function {
      case .abs: range = measure.range.magnitude
      case .floor: range = measure.range.mapEnds { ExactNumber($0.roundedDown) }
      case .ceiling: range = measure.range.mapEnds { ExactNumber($0.roundedUp) }
      case .round: range = measure.range.mapEnds { $0.rounded(atPlace: places) }
      case .mod, .low, .high, .lower, .upper, .trim, .length, .startsWith, .endsWith, .replace,
        .substring, .similar, .text, .year, .month, .quarter, .day, .weekday, .truncate, .reason,
        .coalesce, .size, .joined, .without, .names:
        range = measure.range
      }
      return range.map { .known(Measure(range: $0, unit: measure.unit)) }
    }
  }

  /// The second argument of `round`, the same for all rows: -38 to 38, by default 0.
  private func roundingPlaces(_ vectors: [Vector]) throws(EvaluationError) -> Int {
    guard vectors.count > 1, vectors[1].count > 0,
      case .number(let range, _) = vectors[1].value(at: 0), let places = range.exact
    else { return 0 }
    return Int(clamping: min(max(places.roundedDown, -38), 38))
  }

  /// The remainder with the sign of the dividend; none by 0, undecided for intervals.
  private func remainder(_ vectors: [Vector], _ expression: PlanExpression)
    throws(EvaluationError) -> Vector
  {
    guard vectors.count > 1 else {
      throw EvaluationError(.malformedPlan, at: expression.span)
    }
    let left = EntryReader(vectors[0])
    let right = EntryReader(vectors[1])
    var cells = NumberCells(combinedStates(vectors[0], vectors[1]))
    for position in 0..<vectors[0].count {
      guard vectors[0].state(at: position) == .known,
        vectors[1].state(at: position) == .known,
        var dividend = left.entries(at: position).first,
        let divisor = right.entries(at: position).first
      else { continue }
      var aligned = divisor.range
      if divisor.unit != nil {
        let unit = schema.units.finer(dividend.unit, divisor.unit)
        let parts = (
          try self.aligned(dividend, to: unit, at: expression.span),
          try self.aligned(divisor, to: unit, at: expression.span)
        )
        switch parts {
        case (.missing(let state), _), (_, .missing(let state)):
          cells.set(position, .missing(state))
          continue
        case (.known(let one), .known(let other)):
          dividend = one
          aligned = other.range
        }
      }
      guard let a = dividend.range.exact, let b = aligned.exact else {
        cells.set(position, .missing(.undecided))
        continue
      }
      guard b != .zero else {
        cells.set(position, .missing(.none))
        continue
      }
      let places = max(a.scale, b.scale)
      guard let x = a.mantissa(at: places), let y = b.mantissa(at: places) else {
        throw EvaluationError(.overflow, at: expression.span)
      }
      // Nothing is left of any whole number by -1, and the least one would overflow.
      let rest = y == -1 ? ExactNumber.zero : ExactNumber(x % y, scale: places)
      cells.set(position, .known(Measure(range: NumberRange(rest), unit: dividend.unit)))
    }
    return try cells.vector(at: expression.span)
  }
}

extension NumberRange {
  /// The range without regard to sign, or nil on overflow.
  fileprivate var magnitude: NumberRange? {
    if let low = lower.number, low >= .zero { return self }
    if let high = upper.number, high <= .zero { return negated }
    guard let mirrored = negated else { return nil }
    guard let a = upper.number, let b = mirrored.upper.number else {
      return NumberRange(lower: .closed(.zero), upper: .absent)
    }
    return NumberRange(
      lower: .closed(.zero), upper: a < b ? mirrored.upper : upper)
  }

  /// The range between the images of its ends under a rounding; the images belong to it.
  ///
  /// Nil where an image is too large.
  fileprivate func mapEnds(_ operation: (ExactNumber) -> ExactNumber?) -> NumberRange? {
    func map(_ bound: Bound) -> Bound? {
      guard let number = bound.number else { return .absent }
      return operation(number).map(Bound.closed)
    }
    guard let low = map(lower), let high = map(upper) else { return nil }
    return NumberRange(lower: low, upper: high)
  }
}

extension ExactNumber {
  /// The number rounded half-even at a place behind the point, or before it where that is negative;
  /// nil where it grows too large.
  fileprivate func rounded(atPlace place: Int) -> ExactNumber? {
    guard place < 0 else { return rounded(to: place) }
    guard let power = Self.powerOfTen(-place),
      let count = divided(by: ExactNumber(power), places: 0)
    else { return nil }
    return count.multiplied(by: ExactNumber(power))
  }
}
