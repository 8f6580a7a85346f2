package import AvowDiagnostics

/// A reason why a query stopped while it ran.
package struct EvaluationError: Error, Hashable, Sendable {
  /// What stopped it.
  package enum Kind: Hashable, Sendable {
    /// A number grew beyond 128 bits or 38 places.
    case overflow
    /// A date moved beyond the years of the calendar.
    case dateOutOfRange
    /// A pattern is no regular expression.
    case invalidPattern(message: String)
    /// More rows at once than the context allows.
    case tooManyRows(limit: Int)
    /// Nested queries that look at more rows than the context allows.
    case tooManyCombinations(limit: Int)
    /// A text grew beyond the limit, in bytes.
    case textTooLong(limit: Int)
    /// The caller asked for an end.
    case cancelled
    /// What is to be explained rests on no stored row.
    case noRecords
    /// There is no row to explain.
    case noRows
    /// The plan names a row, column or type that no step provides.
    case malformedPlan
  }

  package var kind: Kind
  /// The part of the query that could not be evaluated, empty for the whole query.
  package var span: SourceSpan

  /// Makes an error.
  package init(_ kind: Kind, at span: SourceSpan = SourceSpan(0, 0)) {
    self.kind = kind
    self.span = span
  }
}
