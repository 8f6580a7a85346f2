import AvowModel

extension UnitTable {
  /// A range in another unit of its dimension by fixed factors; nil without factors or on overflow.
  ///
  /// Exact wherever the one unit is a whole number of the other, else rounded at 12 places.
  func convert(_ range: NumberRange, from: UnitID, to unit: UnitID) -> NumberRange? {
    guard self[from].dimension == self[unit].dimension else { return nil }
    if from == unit { return range }
    guard let factor = self[from].factor, let target = self[unit].factor else { return nil }
    if let ratio = Self.wholeRatio(factor, target) { return range.multiplied(by: ratio) }
    return range.multiplied(by: factor)?.divided(by: target)
  }

  /// A range in the base of its dimension, which is always exact; nil without a fixed factor or on
  /// overflow.
  func inBase(_ range: NumberRange, of unit: UnitID?) -> NumberRange? {
    guard let unit, let factor = self[unit].factor else { return nil }
    return range.multiplied(by: factor)
  }

  /// The unit in which amounts of two units add up: of two with fixed factors in one dimension the
  /// smaller one, else the first.
  func finer(_ one: UnitID?, _ other: UnitID?) -> UnitID? {
    guard let one, let other, self[one].dimension == self[other].dimension,
      let a = self[one].factor, let b = self[other].factor
    else { return one }
    return b < a ? other : one
  }

  private static func wholeRatio(_ factor: ExactNumber, _ target: ExactNumber) -> ExactNumber? {
    guard let ratio = factor.divided(by: target, places: 0), ratio != .zero,
      ratio.multiplied(by: target) == factor
    else { return nil }
    return ratio
  }
}
