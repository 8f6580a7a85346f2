import AvowModel

/// What of a number a bar shows: how far it goes for certain, and how far it may go.
///
/// A picture needs no more than the precision of `Double`; the value beside it is exact.
struct BarReach: Hashable {
  /// The least that the number may be; nil where nothing bounds it.
  var low: Double?
  /// The most that the number may be; nil where nothing bounds it.
  var high: Double?
  /// Whether the number itself is in doubt: a mean of which values were left out.
  var isVague = false

  /// Makes the reach of a number of which an aggregate left something out, or nothing.
  init(_ range: NumberRange, leftOut effect: Omissions.Effect?) {
    low = range.lower.number.map(Self.value)
    high = range.upper.number.map(Self.value)
    switch effect {
    case .raises?: high = nil
    case .lowers?: low = nil
    case .moves?: isVague = true
    case nil: break
    }
  }

  /// Whether all of the number is known.
  var isExact: Bool { low != nil && low == high && !isVague }

  private static func value(_ number: ExactNumber) -> Double {
    var power = 1.0
    for _ in 0..<number.scale { power *= 10 }
    return Double(number.mantissa) / power
  }
}
