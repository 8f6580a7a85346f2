package import AvowDiagnostics

/// A kind of thing that may stand at a place in a text.
package enum CompletionCategory: Hashable, Sendable {
  /// A relation, a `let`, or a value that is a query of one row.
  case relation
  /// A field of the rows at hand.
  case field
  /// A function, or a `let` with parameters.
  case function
  /// A value of the type of the expression opposite.
  case value
  /// A literal word: `true`, `today`.
  case literal(Keyword)
  /// A parameter: `$name`.
  case parameter
  /// A field of what the base expression refers to.
  case member
  /// A field by which the base relation refers to the row outside.
  case wayBack
  /// A unit of the number or conversion before.
  case unit
  /// A named condition.
  case condition
  /// A type.
  case type
  /// A kind of chart.
  case chart
  /// A value of the first column of the answer.
  case answer
  /// A name that is being given: nothing can be offered.
  case newName
  /// A keyword.
  case keyword(Keyword)
}

/// What may stand at a place in a text that is perhaps still being typed.
package struct CompletionContext: Sendable {
  /// The part of the word at the place that stands before it.
  package var partialWord: String
  /// The span of that part; a completion replaces it.
  package var partialSpan: SourceSpan
  /// Whether the place is within a text in quotes; `partialWord` is then its content so far.
  package var isInText: Bool
  /// What may stand there, the likeliest first, each once.
  package var categories: [CompletionCategory]
  /// The clause in which the place is; nil before the first clause.
  package var clause: Keyword?
  /// The pipelines around the place, outermost first, with the clauses before the place.
  package var pipelines: [Pipeline]
  /// The statements before the one at the place.
  package var statements: [Statement]
  /// The left side of the comparison on whose right side the place is.
  package var opposite: Expression?
  /// What stands before the `.` or `via` at the place.
  package var base: Expression?
  /// The function in whose brackets the place is.
  package var function: Name?
  /// The index of the argument of that function, from 0.
  package var argumentIndex: Int
}
