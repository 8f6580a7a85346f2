internal import AvowDiagnostics
internal import AvowSyntax

/// Names and texts of what was written, for headers and notes.
extension Binder {
  /// An expression in canonical spelling.
  func text(of expression: Expression) -> String { SyntaxPrinter.text(of: expression) }

  /// The name that a column gets without `as`: the word itself, else the text.
  func name(of expression: Expression) -> String {
    switch expression.kind {
    case .name(let name), .field(let name): name.canonical
    case .bracketed(let inner): name(of: inner)
    default: text(of: expression)
    }
  }
}
