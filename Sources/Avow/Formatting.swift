internal import AvowDiagnostics
internal import AvowSyntax

/// What came of formatting a text.
public enum Formatted: Sendable {
  /// The text in canonical form.
  case formatted(String)
  /// It does not parse.
  case failed([Complaint])
}

/// Writes statements in canonical form; comments stay, and formatting twice changes nothing.
public func format(_ text: QueryText) -> Formatted {
  do {
    return .formatted(try Formatter.format(text.source))
  } catch {
    return .failed(Complaint.all(error.diagnostics, in: text.source))
  }
}
