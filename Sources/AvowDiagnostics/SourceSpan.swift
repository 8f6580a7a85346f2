/// A half-open range of UTF-8 byte offsets into a source text.
package struct SourceSpan: Hashable, Sendable {
  /// The offset of the first byte.
  package var start: Int
  /// The offset after the last byte; equal to `start` for a place between two bytes.
  package var end: Int

  /// Creates the range from `start` up to but not including `end`.
  package init(_ start: Int, _ end: Int) {
    self.start = start
    self.end = end
  }

  /// The number of bytes covered.
  package var length: Int { end - start }

  /// Returns the smallest span that covers this one and another.
  package func union(_ other: SourceSpan) -> SourceSpan {
    SourceSpan(min(start, other.start), max(end, other.end))
  }

  /// Returns whether the offset lies inside, or right at the end of, the span.
  package func touches(_ offset: Int) -> Bool {
    start <= offset && offset <= end
  }
}
