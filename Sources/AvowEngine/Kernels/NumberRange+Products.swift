import AvowModel

extension NumberRange {
  /// Whether 0 is among the possible values.
  var mayBeZero: Bool { equals(NumberRange(.zero)) != false }

  /// The product, or nil on overflow; wider than need be where an end is absent.
  func multiplied(by other: NumberRange) -> NumberRange? {
    if let factor = other.exact { return multiplied(by: factor) }
    if let factor = exact { return other.multiplied(by: factor) }
    return combined(with: other) { $0.multiplied(by: $1) }
  }

  /// The quotient by a range without 0, rounded at 12 places, or nil on overflow.
  func divided(by other: NumberRange) -> NumberRange? {
    if let divisor = other.exact { return divided(by: divisor) }
    return combined(with: other) { $0.divided(by: $1) }
  }

  /// The hull of the four combinations of ends; absent where an end is.
  private func combined(
    with other: NumberRange, _ operation: (ExactNumber, ExactNumber) -> ExactNumber?
  ) -> NumberRange? {
    guard let a = lower.number, let b = upper.number, let c = other.lower.number,
      let d = other.upper.number
    else { return NumberRange(lower: .absent, upper: .absent) }
    var results: [ExactNumber] = []
    for left in [a, b] {
      for right in [c, d] {
        guard let result = operation(left, right) else { return nil }
        results.append(result)
      }
    }
    guard let low = results.min(), let high = results.max() else { return nil }
    return NumberRange(lower: .closed(low), upper: .closed(high))
  }
}
