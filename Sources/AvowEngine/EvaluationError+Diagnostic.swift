package import AvowDiagnostics

extension EvaluationError {
  /// The error in words.
  package var diagnostic: Diagnostic {
    switch kind {
    case .overflow:
      Diagnostic(
        .error, .numberOverflow, "a number here grows beyond 38 digits", at: span,
        notes: ["numbers are exact, so they do not round when they grow"])
    case .dateOutOfRange:
      Diagnostic(
        .error, .dateOutOfRange, "a date here leaves the calendar", at: span,
        notes: ["years go from -999999 to 999999"])
    case .invalidPattern(let message):
      Diagnostic(.error, .invalidPattern, "not a regular expression: \(message)", at: span)
    case .tooManyRows(let limit):
      Diagnostic(
        .error, .tooManyRows, "more than \(limit) rows at once", at: span,
        notes: ["filter, group or limit them first"])
    case .tooManyCombinations(let limit):
      Diagnostic(
        .error, .tooManyRows, "the queries in brackets look at more than \(limit) rows", at: span,
        notes: ["each looks at its rows again for every row outside: filter or group those first"])
    case .textTooLong(let limit):
      Diagnostic(.error, .textTooLong, "a text here grows beyond \(limit) bytes", at: span)
    case .cancelled:
      Diagnostic(.error, .cancelled, "stopped", at: span)
    case .noRecords:
      Diagnostic(
        .error, .noRecords, "no stored record lies behind this answer", at: span,
        notes: ["why and cite are about rows of relations, not about plain calculations"])
    case .noRows:
      Diagnostic(
        .warning, .noRows, "there is no row to explain", at: span,
        hint: "write why not VALUE to see what removed a row")
    case .malformedPlan:
      Diagnostic(
        .error, .malformedPlan, "the query was understood, but its plan does not fit together",
        at: span,
        notes: ["this is a defect of Avow"])
    }
  }
}
