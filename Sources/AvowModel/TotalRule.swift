/// By which fields a sum of a relation's amounts may count something twice.
package struct TotalRule: Hashable, Sendable {
  /// The reference to the row of which a row is a part.
  package var whole: Int?
  /// The reference to the row that a row says again.
  package var repeats: Int?
  /// The boolean field that marks running totals.
  package var running: Int?
  /// The enumeration of the phases through which the same money goes.
  package var phase: Int?

  /// Makes a rule without fields.
  package init() {}

  /// The positions of all the fields.
  package var fields: [Int] { [whole, repeats, running, phase].compactMap(\.self) }
}
