internal import AvowModel

/// A statement with its meaning settled.
package enum BoundStatement: Sendable {
  /// A query whose answer is shown.
  case query(BoundQuery)
  /// A query whose plan is shown.
  case explain(BoundQuery)
  /// A condition that must be true of every row.
  case assertion(BoundAssertion)
  /// A `let` or a `param`: the environment knows it now.
  case definition(name: String)
}

/// A query and a condition that must be true of each of its rows.
package struct BoundAssertion: Sendable {
  /// The rows for which it is false or undecided: the counterexamples.
  package var counterexamples: BoundQuery
  /// The words to say when there are any.
  package var message: String?

  package init(counterexamples: BoundQuery, message: String?) {
    self.counterexamples = counterexamples
    self.message = message
  }
}
