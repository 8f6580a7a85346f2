extension DiagnosticCode {
  /// The codes of the dataset reader and checker.
  package static let datasetCodes: [DiagnosticCode] = []
}
