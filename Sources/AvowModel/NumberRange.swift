/// An exact number that is known to lie between two bounds.
///
/// A point has two equal closed bounds. Intervals forget their origin: see `subtracting`.
package struct NumberRange: Hashable, Sendable {
  /// One end of a range.
  package enum Bound: Hashable, Sendable {
    /// Nothing is known on this side.
    case absent
    /// The value may be the bound itself.
    case closed(ExactNumber)
    /// The value lies strictly beyond the bound.
    case open(ExactNumber)

    /// The number at the bound, nil where absent.
    package var number: ExactNumber? {
      switch self {
      case .absent: nil
      case .closed(let number), .open(let number): number
      }
    }

    /// Whether the bound itself is outside.
    package var isOpen: Bool { if case .open = self { true } else { false } }
  }

  package var lower: Bound
  package var upper: Bound

  /// Makes a range from its ends.
  package init(lower: Bound, upper: Bound) {
    self.lower = lower
    self.upper = upper
  }

  /// Makes a point.
  package init(_ number: ExactNumber) {
    lower = .closed(number)
    upper = .closed(number)
  }

  /// Makes a whole number.
  package init(_ number: Int) { self.init(ExactNumber(Int128(number))) }

  /// The one value, where both ends are it.
  package var exact: ExactNumber? {
    guard case .closed(let low) = lower, case .closed(let high) = upper, low == high else {
      return nil
    }
    return low
  }

  /// Whether the ends leave room for a value.
  package var isPossible: Bool {
    guard let low = lower.number, let high = upper.number else { return true }
    return low < high || (low == high && !lower.isOpen && !upper.isOpen)
  }

  /// The range with open whole ends moved to the next whole number: fewer than 15 is at most 14.
  package var tightenedToWhole: NumberRange {
    func next(_ bound: Bound, _ step: Int128) -> Bound {
      guard case .open(let number) = bound, number.isWhole,
        let moved = number.adding(ExactNumber(step))
      else { return bound }
      return .closed(moved)
    }
    return NumberRange(lower: next(lower, 1), upper: next(upper, -1))
  }
}

extension NumberRange {
  /// Whether `self < other`, nil where the bounds leave it open.
  package func isLess(than other: NumberRange) -> Bool? {
    if let high = upper.number, let low = other.lower.number {
      if high < low || (high == low && (upper.isOpen || other.lower.isOpen)) { return true }
    }
    if let low = lower.number, let high = other.upper.number, low >= high { return false }
    return nil
  }

  /// Whether `self <= other`, nil where the bounds leave it open.
  package func isAtMost(_ other: NumberRange) -> Bool? {
    other.isLess(than: self).map { !$0 }
  }

  /// Whether both are one number, nil where the bounds leave it open.
  package func equals(_ other: NumberRange) -> Bool? {
    if let a = exact, let b = other.exact { return a == b }
    if isLess(than: other) == true || other.isLess(than: self) == true { return false }
    return nil
  }

  /// The sum, or nil on overflow.
  package func adding(_ other: NumberRange) -> NumberRange? {
    guard let low = Self.sum(lower, other.lower), let high = Self.sum(upper, other.upper) else {
      return nil
    }
    return NumberRange(lower: low, upper: high)
  }

  /// The difference, or nil on overflow; `a - a` of an interval is not 0.
  package func subtracting(_ other: NumberRange) -> NumberRange? {
    other.negated.flatMap(adding)
  }

  /// The range mirrored at zero, or nil on overflow.
  package var negated: NumberRange? {
    func mirror(_ bound: Bound) -> Bound? {
      switch bound {
      case .absent: .absent
      case .closed(let number): number.negated.map(Bound.closed)
      case .open(let number): number.negated.map(Bound.open)
      }
    }
    guard let low = mirror(upper), let high = mirror(lower) else { return nil }
    return NumberRange(lower: low, upper: high)
  }

  /// The product with one exact number, or nil on overflow.
  package func multiplied(by factor: ExactNumber) -> NumberRange? {
    mapEnds(factor) { $0.multiplied(by: factor) }
  }

  /// The quotient by one exact number, rounded at 12 places, or nil on overflow or zero.
  package func divided(by divisor: ExactNumber) -> NumberRange? {
    mapEnds(divisor) { $0.divided(by: divisor) }
  }

  private func mapEnds(
    _ factor: ExactNumber, _ operation: (ExactNumber) -> ExactNumber?
  ) -> NumberRange? {
    func map(_ bound: Bound) -> Bound? {
      switch bound {
      case .absent: .absent
      case .closed(let number): operation(number).map(Bound.closed)
      case .open(let number): operation(number).map(Bound.open)
      }
    }
    guard factor.mantissa != 0 else {
      return operation(.zero).map { NumberRange($0) }
    }
    guard let low = map(lower), let high = map(upper) else { return nil }
    return factor.mantissa < 0
      ? NumberRange(lower: high, upper: low) : NumberRange(lower: low, upper: high)
  }

  private static func sum(_ left: Bound, _ right: Bound) -> Bound? {
    guard let a = left.number, let b = right.number else { return .absent }
    guard let total = a.adding(b) else { return nil }
    return left.isOpen || right.isOpen ? .open(total) : .closed(total)
  }
}
