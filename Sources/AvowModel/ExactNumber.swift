/// An exact decimal number: `mantissa / 10^scale`.
///
/// Two spellings of one number are equal; the scale is kept as small as the value allows.
package struct ExactNumber: Hashable, Sendable {
  package let mantissa: Int128
  /// Decimal places, 0 to 38.
  package let scale: Int

  /// Makes a number and drops trailing zeros after the point.
  package init(_ mantissa: Int128, scale: Int = 0) {
    var mantissa = mantissa
    var scale = scale
    while scale > 0 {
      let (quotient, remainder) = mantissa.quotientAndRemainder(dividingBy: 10)
      guard remainder == 0 else { break }
      mantissa = quotient
      scale -= 1
    }
    self.mantissa = mantissa
    self.scale = scale
  }

  /// Zero.
  package static let zero = ExactNumber(0)

  /// The mantissa at a given number of places, or nil where it does not fit or is not exact.
  package func mantissa(at places: Int) -> Int128? {
    guard places >= scale else { return nil }
    return Self.scaled(mantissa, by: places - scale)
  }

  /// Whether the number is whole.
  package var isWhole: Bool { scale == 0 }

  /// A mantissa times a power of ten, or nil on overflow.
  package static func scaled(_ mantissa: Int128, by places: Int) -> Int128? {
    guard mantissa != 0 else { return 0 }
    guard let power = powerOfTen(places) else { return nil }
    let (product, overflow) = mantissa.multipliedReportingOverflow(by: power)
    return overflow ? nil : product
  }

  /// Ten to the power of `exponent`, or nil beyond 38.
  package static func powerOfTen(_ exponent: Int) -> Int128? {
    guard (0...38).contains(exponent) else { return nil }
    var result: Int128 = 1
    for _ in 0..<exponent { result *= 10 }
    return result
  }
}

extension ExactNumber: Comparable {
  package static func < (left: ExactNumber, right: ExactNumber) -> Bool {
    let places = max(left.scale, right.scale)
    if let a = left.mantissa(at: places), let b = right.mantissa(at: places) { return a < b }
    // One does not fit at the common scale, so it is the larger in size.
    if left.mantissa(at: places) == nil { return left.mantissa < 0 }
    return right.mantissa > 0
  }
}

extension ExactNumber {
  /// The sum, or nil on overflow.
  package func adding(_ other: ExactNumber) -> ExactNumber? {
    aligned(with: other) { $0.addingReportingOverflow($1) }
  }

  /// The difference, or nil on overflow.
  package func subtracting(_ other: ExactNumber) -> ExactNumber? {
    aligned(with: other) { $0.subtractingReportingOverflow($1) }
  }

  /// The product, or nil on overflow.
  package func multiplied(by other: ExactNumber) -> ExactNumber? {
    let (product, overflow) = mantissa.multipliedReportingOverflow(by: other.mantissa)
    guard !overflow else { return nil }
    let places = scale + other.scale
    return places <= 38 ? ExactNumber(product, scale: places) : nil
  }

  /// The quotient rounded half-even at `places`, or nil on overflow or division by zero.
  package func divided(by other: ExactNumber, places: Int = 12) -> ExactNumber? {
    guard other.mantissa != 0 else { return nil }
    // mantissa/10^scale ÷ other.mantissa/10^other.scale, times 10^places, as one fraction.
    let shift = places + other.scale - scale
    var numerator = mantissa
    var denominator = other.mantissa
    if shift >= 0 {
      guard let scaled = Self.scaled(numerator, by: shift) else { return nil }
      numerator = scaled
    } else {
      guard let scaled = Self.scaled(denominator, by: -shift) else { return nil }
      denominator = scaled
    }
    guard let quotient = Self.roundedHalfEven(numerator, over: denominator) else { return nil }
    return ExactNumber(quotient, scale: places)
  }

  /// The number rounded half-even at `places` decimal places.
  package func rounded(to places: Int) -> ExactNumber {
    guard scale > places, let power = Self.powerOfTen(scale - max(places, 0)),
      let quotient = Self.roundedHalfEven(mantissa, over: power)
    else { return self }
    return ExactNumber(quotient, scale: max(places, 0))
  }

  /// The number with its sign turned, or nil on overflow.
  package var negated: ExactNumber? {
    let (result, overflow) = Int128(0).subtractingReportingOverflow(mantissa)
    return overflow ? nil : ExactNumber(result, scale: scale)
  }

  private func aligned(
    with other: ExactNumber, _ operation: (Int128, Int128) -> (Int128, Bool)
  ) -> ExactNumber? {
    let places = max(scale, other.scale)
    guard let a = mantissa(at: places), let b = other.mantissa(at: places) else { return nil }
    let (result, overflow) = operation(a, b)
    return overflow ? nil : ExactNumber(result, scale: places)
  }

  private static func roundedHalfEven(_ numerator: Int128, over denominator: Int128) -> Int128? {
    let (quotient, overflow) = numerator.dividedReportingOverflow(by: denominator)
    guard !overflow else { return nil }
    let remainder = numerator - quotient * denominator
    guard remainder != 0 else { return quotient }
    let distance = remainder.magnitude
    let rest = denominator.magnitude - distance
    let isUp = distance > rest || (distance == rest && !quotient.isMultiple(of: 2))
    guard isUp else { return quotient }
    return (numerator < 0) == (denominator < 0) ? quotient + 1 : quotient - 1
  }
}

extension ExactNumber {
  /// Reads digits with an optional sign, point and underscores-free fraction, or nil.
  package init?(text: some Sequence<UInt8>) {
    var mantissa: Int128 = 0
    var scale = 0
    var digits = 0
    var isNegative = false
    var isPastPoint = false
    for (position, byte) in text.enumerated() {
      switch byte {
      case UInt8(ascii: "-") where position == 0: isNegative = true
      case UInt8(ascii: "+") where position == 0: break
      case UInt8(ascii: ".") where !isPastPoint: isPastPoint = true
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        let (shifted, overflow) = mantissa.multipliedReportingOverflow(by: 10)
        let digit = Int128(byte - UInt8(ascii: "0"))
        let (sum, carry) = shifted.addingReportingOverflow(digit)
        if overflow || carry { return nil }
        mantissa = sum
        digits += 1
        if isPastPoint { scale += 1 }
      default: return nil
      }
    }
    guard digits > 0, scale <= 38 else { return nil }
    self.init(isNegative ? -mantissa : mantissa, scale: scale)
  }
}

extension ExactNumber: CustomStringConvertible {
  /// Plain digits with a point and no grouping: `-12.5`.
  package var description: String {
    guard scale > 0 else { return String(mantissa) }
    var digits = String(mantissa.magnitude)
    if digits.utf8.count <= scale {
      digits = String(repeating: "0", count: scale + 1 - digits.utf8.count) + digits
    }
    let point = digits.index(digits.endIndex, offsetBy: -scale)
    return (mantissa < 0 ? "-" : "") + digits[..<point] + "." + digits[point...]
  }
}
