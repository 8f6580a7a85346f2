/// Pairs of rows of two plans: `join R as r on p`.
package struct JoinStep: Sendable {
  package var left: Plan
  package var right: Plan
  /// What is equal, by identity, in every pair for which the predicate may be true.
  package var keys: [Key]
  /// Which pairs are kept.
  package var predicate: Predicate
  /// The joined table as written, for notes.
  package var name: String

  /// A part of the predicate that asks for equality.
  package struct Key: Sendable {
    package var left: PlanExpression
    package var right: PlanExpression
    /// Whether an unknown value is equal to another; else it is undecided.
    package var joinsUnknown: Bool

    package init(left: PlanExpression, right: PlanExpression, joinsUnknown: Bool) {
      self.left = left
      self.right = right
      self.joinsUnknown = joinsUnknown
    }
  }

  package init(left: Plan, right: Plan, keys: [Key], predicate: Predicate, name: String) {
    self.left = left
    self.right = right
    self.keys = keys
    self.predicate = predicate
    self.name = name
  }
}
