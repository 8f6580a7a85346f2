package import AvowDiagnostics

/// An error or a warning about a text, with its place, reason and fix.
public struct Complaint: Sendable, CustomStringConvertible {
  package let diagnostic: Diagnostic
  package let source: SourceText

  /// The stable code, such as `Q104`.
  public var code: String { diagnostic.code.description }

  /// What is wrong, in a sentence.
  public var message: String { diagnostic.message }

  /// Whether the text cannot run.
  public var isError: Bool { diagnostic.severity == .error }

  /// The complaint with the line it is about and carets under the place.
  public var description: String { text(style: .plain) }

  static func all(_ diagnostics: [Diagnostic], in source: SourceText) -> [Complaint] {
    diagnostics.map { Complaint(diagnostic: $0, source: source) }
  }

  init(diagnostic: Diagnostic, source: SourceText) {
    self.diagnostic = diagnostic
    self.source = source
  }
}
