/// Whether a cell holds a value, and if not, why.
package enum ValueState: UInt8, Hashable, Sendable, CaseIterable {
  case known
  /// There is no value.
  case none
  /// There is a value; no source states it.
  case notStated
  /// There is a value; the source says that it is withheld.
  case undisclosed
  /// There is a value; the source leaves it open.
  case unspecified
  /// Two sources disagree and their order is not known.
  case order
  /// The value follows from other values that do not decide it.
  case undecided
  /// The value is in another unit, and no rate says what it is worth.
  case noRate
}

extension ValueState {
  /// Whether there is a value that is not known.
  package var isUnknown: Bool { self != .known && self != .none }

  /// The reason as `reason(f)` prints it, nil for a known value.
  package var reason: String? {
    switch self {
    case .known: nil
    case .none: "none"
    case .notStated: "not stated"
    case .undisclosed: "undisclosed"
    case .unspecified: "unspecified"
    case .order: "order"
    case .undecided: "undecided"
    case .noRate: "no rate"
    }
  }

  /// The state of a result that needs both values: none wins over unknown, which wins over known.
  package func combined(with other: ValueState) -> ValueState {
    if self == .none || other == .none { return .none }
    return self == .known ? other : self
  }
}

/// The cells of a column that hold no value: a validity bitmap for kernels, and the reasons.
package struct Validity: Hashable, Sendable {
  /// One bit per row, set where the value is known.
  package private(set) var known: Bitmap
  /// One state per row.
  package private(set) var states: [ValueState]

  /// Makes the validity of a column, or nil where every value is known.
  package init?(_ states: [ValueState]) {
    guard states.contains(where: { $0 != .known }) else { return nil }
    self.states = states
    known = Bitmap(states.count) { states[$0] == .known }
  }
}
