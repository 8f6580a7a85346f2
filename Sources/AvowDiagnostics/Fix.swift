/// A change of a source text that mends what a diagnostic complains about.
package struct Fix: Hashable, Sendable {
  /// One replaced range of the text.
  package struct Edit: Hashable, Sendable {
    /// The bytes that go; empty for an insertion.
    package var span: SourceSpan
    /// The text that comes in their place.
    package var replacement: String

    /// Creates an edit that replaces `span` by `replacement`.
    package init(_ span: SourceSpan, _ replacement: String) {
      self.span = span
      self.replacement = replacement
    }
  }

  /// What the change does, such as "write =".
  package var title: String
  /// The replaced ranges, in ascending order, none overlapping another.
  package var edits: [Edit]

  /// Creates a fix of several edits.
  package init(_ title: String, _ edits: [Edit]) {
    self.title = title
    self.edits = edits
  }

  /// Creates a fix that replaces one range.
  package init(_ title: String, replacing span: SourceSpan, with replacement: String) {
    self.init(title, [Edit(span, replacement)])
  }

  /// Returns the bytes of a text after the edits.
  ///
  /// Edits outside the text, and those that overlap an earlier one, are left out.
  package func applied(to bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var offset = 0
    for edit in edits.sorted(by: { $0.span.start < $1.span.start })
    where edit.span.start >= offset && edit.span.end >= edit.span.start
      && edit.span.end <= bytes.count
    {
      result += bytes[offset..<edit.span.start]
      result += edit.replacement.utf8
      offset = edit.span.end
    }
    return result + bytes[offset...]
  }
}
