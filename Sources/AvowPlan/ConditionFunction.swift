/// The functions that ask about conditions.
package enum ConditionFunction: String, Sendable, CaseIterable {
  /// Whether a condition is fulfilled.
  case holds
  /// The named conditions that keep it from being so.
  case blockers
}
