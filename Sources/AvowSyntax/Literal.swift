/// A number as written, with its scale and its unit.
package struct NumberLiteral: Sendable {
  /// The digits, perhaps with one decimal point: `280`, `1.5`.
  package var digits: String
  /// The scale: `bn`.
  package var scale: Scale?
  /// The unit after the number: `USD`, `countries`.
  package var unit: Name?
  /// The currency sign before the number: `$`, `€`.
  package var currency: String?

  /// Creates a number.
  package init(
    digits: String, scale: Scale? = nil, unit: Name? = nil, currency: String? = nil
  ) {
    self.digits = digits
    self.scale = scale
    self.unit = unit
    self.currency = currency
  }

  /// Whether it is nothing but digits without a decimal point.
  package var isPlainInteger: Bool {
    scale == nil && unit == nil && currency == nil && !digits.utf8.contains(UInt8(ascii: "."))
  }
}

/// A power of ten by which a number is multiplied.
package enum Scale: Int, Sendable, CaseIterable {
  /// 10³
  case thousand = 3
  /// 10⁶
  case million = 6
  /// 10⁹
  case billion = 9
  /// 10¹²
  case trillion = 12

  /// The power of ten.
  package var exponent: Int { rawValue }

  /// The spellings, lower-case, the one that is printed first.
  package var spellings: [String] {
    switch self {
    case .thousand: ["k", "thousand"]
    case .million: ["m", "million", "mn", "mln"]
    case .billion: ["bn", "billion", "bln"]
    case .trillion: ["tn", "trillion", "trn"]
    }
  }
}

/// A unit of the calendar.
package enum TimeUnit: String, Sendable, CaseIterable {
  /// A day.
  case day
  /// Seven days.
  case week
  /// A calendar month.
  case month
  /// Three calendar months.
  case quarter
  /// A calendar year.
  case year
}

/// A period told from today: `last 3 months`, `next week`, `this year`.
package struct RelativePeriod: Sendable {
  /// Where the period lies.
  package enum Direction: String, Sendable {
    /// Before the present one.
    case last
    /// After the present one.
    case next
    /// The present one.
    case this
  }

  /// Where the period lies.
  package var direction: Direction
  /// How many units, in whole digits; nil for one.
  package var digits: String?
  /// The unit.
  package var unit: TimeUnit

  /// Creates a period.
  package init(direction: Direction, digits: String?, unit: TimeUnit) {
    self.direction = direction
    self.digits = digits
    self.unit = unit
  }
}
