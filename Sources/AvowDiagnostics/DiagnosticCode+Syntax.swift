extension DiagnosticCode {
  /// The codes of the lexer and the parser.
  package static let syntaxCodes: [DiagnosticCode] = []
}
