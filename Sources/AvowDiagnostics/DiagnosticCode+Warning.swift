extension DiagnosticCode {
  // Guards: a warning changes neither rows nor exit code.
  package static let mixedConnectives = DiagnosticCode("W101", "and beside or", .binding)
  package static let neverDecided = DiagnosticCode(
    "W102", "a comparison that is never decided", .binding)
  package static let countedTwice = DiagnosticCode("W103", "amounts counted twice", .evaluation)

  package static let neverNamed = DiagnosticCode("W104", "a row that no row names", .binding)
  package static let orderedByUnit = DiagnosticCode(
    "W105", "an order of several units", .evaluation)

  static let warningCodes = [
    mixedConnectives, neverDecided, countedTwice, neverNamed, orderedByUnit,
  ]
}
