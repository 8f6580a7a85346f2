package import AvowDiagnostics

/// A name as written, and in the form by which names are compared.
package struct Name: Sendable {
  /// The form by which names are compared: lower-case, blanks and hyphens as `_`.
  package var canonical: String
  /// The name as it was typed, without back-ticks.
  package var written: String
  /// Whether it stood in back-ticks.
  package var isQuoted: Bool
  /// Where it stands, back-ticks included.
  package var span: SourceSpan

  /// Creates a name from its spelling.
  package init(_ written: String, isQuoted: Bool = false, span: SourceSpan) {
    canonical = Name.canonical(of: written)
    self.written = written
    self.isQuoted = isQuoted
    self.span = span
  }

  /// Returns the form by which names are compared: lower-case, blanks and hyphens as `_`.
  package static func canonical(of written: String) -> String {
    let lowered = written.lowercased()
    guard lowered.utf8.contains(where: { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: " ") })
    else { return lowered }
    let scalars = lowered.unicodeScalars.map { $0 == "-" || $0 == " " ? "_" : $0 }
    return String(String.UnicodeScalarView(scalars))
  }
}
