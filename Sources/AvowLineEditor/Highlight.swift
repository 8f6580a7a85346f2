/// A part of the edited text and how it looks.
package struct Highlight: Hashable, Sendable {
  /// The part, in UTF-8 bytes.
  package var range: Range<Int>
  /// Its look.
  package var style: TextStyle

  /// Makes a highlight.
  package init(_ range: Range<Int>, _ style: TextStyle) {
    self.range = range
    self.style = style
  }
}
