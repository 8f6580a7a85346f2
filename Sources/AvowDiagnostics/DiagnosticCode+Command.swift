extension DiagnosticCode {
  /// The codes of the command line and the session.
  package static let commandCodes: [DiagnosticCode] = []
}
