package import AvowDiagnostics

/// A count that a reader of an answer must know, made by a query of its own.
///
/// `countries select count(pledges)` passes by the pledges of actors that are no countries.
package struct Aside: Sendable {
  /// Gives one row with one number.
  package var query: BoundQuery
  /// What the number counts, after it: `pledges passed by: their country is not in countries`.
  package var text: String
  /// The same of a count of 1: `pledge passed by: its country is not in countries`.
  package var singularText: String
  /// What stands before the number, empty for nothing.
  package var lead: String
  /// What it warns of and where; nil where it is a mere fact.
  package var warning: (code: DiagnosticCode, span: SourceSpan)?

  package init(
    query: BoundQuery, text: String, singularText: String? = nil, lead: String = "",
    warning: (code: DiagnosticCode, span: SourceSpan)? = nil
  ) {
    self.query = query
    self.text = text
    self.singularText = singularText ?? text
    self.lead = lead
    self.warning = warning
  }
}
