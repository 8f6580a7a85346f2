package import AvowDiagnostics

/// One pipeline, or several put together by set operations, from left to right.
///
///     query = pipeline { ("union" | "except" | "intersect") pipeline }
package struct Query: Sendable {
  /// The first pipeline.
  package var first: Pipeline
  /// The set operations after it, in order; empty for most queries.
  package var operations: [SetOperation]
  /// Where it stands.
  package var span: SourceSpan

  /// Creates a query.
  package init(first: Pipeline, operations: [SetOperation] = [], span: SourceSpan) {
    self.first = first
    self.operations = operations
    self.span = span
  }

  /// The expression that the query consists of, when nothing else belongs to it.
  package var bareExpression: Expression? {
    guard operations.isEmpty, first.times.isEmpty, first.clauses.isEmpty else { return nil }
    return first.source
  }
}

/// A set operation and the pipeline on its right.
package struct SetOperation: Sendable {
  /// The operators between pipelines.
  package enum Operator: String, Sendable, CaseIterable {
    /// Rows of either side.
    case union
    /// Rows of the left side that the right has not.
    case except
    /// Rows of both sides.
    case intersect
  }

  /// The operator.
  package var `operator`: Operator
  /// Where the operator stands.
  package var operatorSpan: SourceSpan
  /// The pipeline on its right.
  package var pipeline: Pipeline

  /// Creates a set operation.
  package init(_ operator: Operator, operatorSpan: SourceSpan, pipeline: Pipeline) {
    self.operator = `operator`
    self.operatorSpan = operatorSpan
    self.pipeline = pipeline
  }
}

/// A source, the dates at which it is seen, and clauses that each turn a table into a table.
///
///     pipeline = expression { time } { [ "|" ] clause }
package struct Pipeline: Sendable {
  /// A relation, or a bare calculation.
  package var source: Expression
  /// The dates at which the source is seen, in order.
  package var times: [TimeClause]
  /// The clauses, in order.
  package var clauses: [Clause]
  /// Where it stands.
  package var span: SourceSpan

  /// Creates a pipeline.
  package init(
    source: Expression, times: [TimeClause] = [], clauses: [Clause] = [], span: SourceSpan
  ) {
    self.source = source
    self.times = times
    self.clauses = clauses
    self.span = span
  }
}

/// The date or period at which a source is seen.
package struct TimeClause: Sendable {
  /// The kinds of time clause.
  package enum Kind: Sendable {
    /// `as of D`: what was said by the end of D
    case asOf
    /// `as known on D`: what documents published by then report
    case asKnownOn
    /// `during P`: rows with a statement said within P
    case during
  }

  /// Which of them.
  package var kind: Kind
  /// The date or period.
  package var date: Expression
  /// Where it stands, keywords included.
  package var span: SourceSpan

  /// Creates a time clause.
  package init(_ kind: Kind, date: Expression, span: SourceSpan) {
    self.kind = kind
    self.date = date
    self.span = span
  }
}
