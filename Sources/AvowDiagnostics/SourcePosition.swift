/// A place in a text as people count it.
package struct SourcePosition: Hashable, Sendable {
  /// The line, from 1.
  package var line: Int
  /// The column in Unicode scalars, from 1; an ill-formed byte counts as one.
  package var column: Int

  /// Finds the line and the column of an offset; O(length of the line).
  package init(of offset: Int, in source: SourceText) {
    let place = min(max(offset, 0), source.bytes.count)
    let index = source.lineIndex(at: place)
    line = index + 1
    column = 1
    var start = source.lineStarts[index]
    while start < place {
      start += DisplayText.scalar(in: source.bytes, at: start, before: place).length
      column += 1
    }
  }
}
