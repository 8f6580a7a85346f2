extension DiagnosticCode {
  /// The codes of the binder and of evaluation.
  package static let queryCodes: [DiagnosticCode] = []
}
