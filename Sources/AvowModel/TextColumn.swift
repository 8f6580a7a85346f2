/// Texts in one blob of UTF-8 with offsets.
package struct TextColumn: Hashable, Sendable {
  package private(set) var bytes: [UInt8] = []
  /// The start of each text and, last, the end of the blob.
  package private(set) var offsets: [Int] = [0]

  package init() {}

  /// Makes a column from texts.
  package init(_ texts: some Sequence<String>) {
    for text in texts { append(text) }
  }

  /// Makes a column from its parts, or nil where the offsets do not climb from 0 to the end.
  package init?(bytes: [UInt8], offsets: [Int]) {
    guard offsets.first == 0, offsets.last == bytes.count,
      zip(offsets, offsets.dropFirst()).allSatisfy({ $0 <= $1 })
    else { return nil }
    self.bytes = bytes
    self.offsets = offsets
  }

  package var count: Int { offsets.count - 1 }

  /// Adds a text.
  package mutating func append(_ text: String) { append(contentsOf: text.utf8) }

  /// Adds a text given as UTF-8.
  package mutating func append(contentsOf utf8: some Sequence<UInt8>) {
    bytes.append(contentsOf: utf8)
    offsets.append(bytes.count)
  }

  /// Makes room for some texts.
  package mutating func reserveCapacity(_ count: Int) { offsets.reserveCapacity(count + 1) }

  /// Adds a text given as UTF-8 in memory.
  package mutating func append(_ utf8: Span<UInt8>) {
    // Safety: the buffer is only read while it is lent.
    unsafe utf8.withUnsafeBufferPointer { buffer in unsafe bytes.append(contentsOf: buffer) }
    offsets.append(bytes.count)
  }

  /// Adds an empty text, which is also the place of a missing one.
  package mutating func appendEmpty() { offsets.append(bytes.count) }

  /// The UTF-8 of a row.
  package func utf8(at row: Int) -> ArraySlice<UInt8> { bytes[offsets[row]..<offsets[row + 1]] }

  package subscript(row: Int) -> String { String(decoding: utf8(at: row), as: UTF8.self) }

  /// The rows at the given positions.
  package func gathered(_ rows: [UInt32]) -> TextColumn {
    var result = TextColumn()
    result.offsets.reserveCapacity(rows.count + 1)
    for row in rows { result.append(contentsOf: utf8(at: Int(row))) }
    return result
  }
}
