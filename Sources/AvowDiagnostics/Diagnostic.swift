/// A complaint about a place in a source text.
package struct Diagnostic: Hashable, Sendable {
  /// How bad it is.
  package enum Severity: String, Hashable, Sendable {
    /// Nothing runs.
    case error
    /// It runs, but probably not as meant.
    case warning
    /// It is only worth knowing.
    case note
  }

  /// How bad it is.
  package var severity: Severity
  /// The stable name of the complaint.
  package var code: DiagnosticCode
  /// What is wrong: lower-case, no full stop.
  package var message: String
  /// Where, in UTF-8 bytes of the source text.
  package var span: SourceSpan
  /// Words put right after the carets, such as "did you mean troops? (7 pledges)".
  package var hint: String?
  /// Further lines, such as "other types: naval, training".
  package var notes: [String]
  /// A change of the text that would mend it.
  package var fix: Fix?

  /// Creates a complaint, by default without hint, notes and fix.
  package init(
    _ severity: Severity, _ code: DiagnosticCode, _ message: String, at span: SourceSpan,
    hint: String? = nil, notes: [String] = [], fix: Fix? = nil
  ) {
    self.severity = severity
    self.code = code
    self.message = message
    self.span = span
    self.hint = hint
    self.notes = notes
    self.fix = fix
  }
}
