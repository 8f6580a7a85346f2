/// A text to be read: its name, its bytes, and where its lines begin.
package struct SourceText: Sendable {
  /// The name of a text that was typed rather than read from a file.
  package static let defaultName = "query"

  /// The name shown to people, a file name or `defaultName`.
  package let name: String
  /// The text as it came; not necessarily valid UTF-8.
  package let bytes: [UInt8]
  /// The offset at which each line begins; the first is 0.
  package let lineStarts: [Int]

  /// Creates a text from bytes; O(n).
  package init(bytes: [UInt8], name: String = SourceText.defaultName) {
    self.name = name
    self.bytes = bytes
    var starts = [0]
    for (offset, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
      starts.append(offset + 1)
    }
    lineStarts = starts
  }

  /// Creates a text from a string; O(n).
  package init(_ text: String, name: String = SourceText.defaultName) {
    self.init(bytes: Array(text.utf8), name: name)
  }

  /// The span of the whole text.
  package var span: SourceSpan { SourceSpan(0, bytes.count) }

  /// Returns the text of a span, ill-formed bytes replaced by U+FFFD and the span cut to the text.
  package func text(of span: SourceSpan) -> String {
    String(decoding: bytes[range(of: span)], as: UTF8.self)
  }

  /// Returns the part of a span that lies inside the text.
  package func range(of span: SourceSpan) -> Range<Int> {
    let start = min(max(span.start, 0), bytes.count)
    return start..<min(max(span.end, start), bytes.count)
  }

  /// Returns the index of the line that holds an offset, from 0; O(log lines).
  package func lineIndex(at offset: Int) -> Int {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset {
        low = middle
      } else {
        high = middle
      }
    }
    return low
  }

  /// Returns the bytes of a line, from 0, without the line break.
  package func line(_ index: Int) -> Range<Int> {
    let start = lineStarts[index]
    var end = index + 1 < lineStarts.count ? lineStarts[index + 1] - 1 : bytes.count
    if end > start, bytes[end - 1] == UInt8(ascii: "\r") {
      end -= 1
    }
    return start..<end
  }
}
