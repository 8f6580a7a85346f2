extension DiagnosticCode {
  /// The codes of the binder and of evaluation.
  package static let queryCodes = bindingCodes + evaluationCodes + warningCodes

  // Evaluation.
  package static let numberOverflow = DiagnosticCode(
    "Q201", "a number outgrows its 38 digits", .evaluation)
  package static let invalidPattern = DiagnosticCode(
    "Q203", "not a regular expression", .evaluation)
  package static let tooManyRows = DiagnosticCode("Q204", "too many rows at once", .evaluation)
  package static let textTooLong = DiagnosticCode("Q205", "a text is too long", .evaluation)
  package static let cancelled = DiagnosticCode("Q206", "stopped on request", .evaluation)
  package static let malformedPlan = DiagnosticCode("Q207", "a defect in a plan", .evaluation)
  package static let dateOutOfRange = DiagnosticCode(
    "Q208", "a date leaves the calendar", .evaluation)

  package static let noRecords = DiagnosticCode("Q220", "no record behind an answer", .evaluation)
  package static let noRows = DiagnosticCode("Q221", "no row to explain", .evaluation)

  private static let evaluationCodes = [
    numberOverflow, invalidPattern, tooManyRows, textTooLong, cancelled, malformedPlan,
    dateOutOfRange, noRecords, noRows,
  ]
}
