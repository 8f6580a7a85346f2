/// Where the rates between currencies stand: how much of a unit one base unit was worth on a day.
package struct RateRule: Hashable, Sendable {
  package var relation: RelationID
  /// The unit of which each rate prices one.
  package var base: UnitID
  /// The text field that spells the priced unit.
  package var currency: Int
  /// The date field.
  package var day: Int
  /// The decimal field.
  package var rate: Int
  /// The text field that names who says so.
  package var source: Int?

  /// Makes a rule.
  package init(
    relation: RelationID, base: UnitID, currency: Int, day: Int, rate: Int, source: Int? = nil
  ) {
    self.relation = relation
    self.base = base
    self.currency = currency
    self.day = day
    self.rate = rate
    self.source = source
  }
}
