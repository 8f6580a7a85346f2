package import AvowDiagnostics
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
  /// A query of which the records behind each row are shown; asked for at a place.
  case why(BoundQuery, at: SourceSpan)
  /// A query of which is shown what removed some rows.
  case whyNot(BoundExclusion)
  /// A query whose answer is shown with references.
  case cite(BoundQuery)
  /// A `param` whose value must be a row of a view: the environment knows it now.
  case member(BoundMember)
}

/// The value of a parameter, of which is still to be seen whether the declared view has it.
package struct BoundMember: Sendable {
  /// The name of the parameter, without its dollar sign.
  package var name: String
  /// The rows of the view that are among the values.
  package var query: BoundQuery
  /// How many rows the values are.
  package var count: Int
  /// What to say where the view lacks one of them.
  package var complaint: Diagnostic
}

/// A query, and the rows that somebody misses in its answer.
package struct BoundExclusion: Sendable {
  package var query: BoundQuery
  /// What is true of the missing rows: about columns of the answer, or fields of its source.
  package var condition: PlanExpression
  /// The condition in words: `country = italy`.
  package var text: String

  package init(query: BoundQuery, condition: PlanExpression, text: String) {
    self.query = query
    self.condition = condition
    self.text = text
  }
}

/// A query and a condition that must be true of each of its rows.
package struct BoundAssertion: Sendable {
  /// The rows for which it is false or undecided: the counterexamples.
  package var counterexamples: BoundQuery
  /// The same rows, of which none are kept but the undecided are counted by cause.
  package var undecided: BoundQuery
  /// The words to say when there are any.
  package var message: String?

  package init(counterexamples: BoundQuery, predicate: Predicate, message: String?) {
    self.counterexamples = counterexamples
    undecided = counterexamples
    // A limit between the two filters keeps them from counting as one conjunction.
    let rows = Plan.limit(counterexamples.plan, RowLimit(count: .max))
    undecided.plan = .filter(rows, predicate)
    self.message = message
  }
}
