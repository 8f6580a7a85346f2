/// A document read as it is, or as it would be with other line ends.
///
/// A copy whose line ends were changed says the same; but the offsets behind each line end differ,
/// and so do the digests of passages that go over one. Read with the line ends of the recorded
/// file, such a copy has the recorded offsets and digests again.
struct LineEndReading {
  /// The text that the reading gives.
  let text: DocumentText
  /// The offsets in the reading before which a carriage return was left out or put in, climbing.
  private let edits: [UInt32]
  private let kind: Kind

  private enum Kind {
    case asItIs
    case returnsLeftOut
    case returnsPutIn
  }

  /// The file as it is.
  init(_ text: DocumentText) { self.init(text: text, edits: [], kind: .asItIs) }

  private init(text: DocumentText, edits: [UInt32], kind: Kind) {
    self.text = text
    self.edits = edits
    self.kind = kind
  }

  /// The file with line feeds alone where it has returns before them, else with both; nil where
  /// it has no line ends.
  static func other(than text: DocumentText) -> LineEndReading? {
    let (lineFeed, carriageReturn) = (UInt8(ascii: "\n"), UInt8(ascii: "\r"))
    let hasReturns = zip(text.bytes, text.bytes.dropFirst())
      .contains { $0 == (carriageReturn, lineFeed) }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.bytes.count)
    var edits: [UInt32] = []
    var count: UInt32 = 0
    for (index, byte) in text.bytes.enumerated() {
      if byte == lineFeed, !hasReturns {
        bytes.append(carriageReturn)
        edits.append(count)
        count &+= 1
      }
      if byte == carriageReturn, index + 1 < text.bytes.count, text.bytes[index + 1] == lineFeed {
        edits.append(count)
        continue
      }
      if byte & 0xC0 != 0x80 { count &+= 1 }
      bytes.append(byte)
    }
    guard !edits.isEmpty else { return nil }
    return LineEndReading(
      text: DocumentText(valid: bytes), edits: edits,
      kind: hasReturns ? .returnsLeftOut : .returnsPutIn)
  }

  /// The offset in the file of an offset in the reading.
  func fileOffset(of offset: Int) -> Int {
    switch kind {
    case .asItIs: offset
    case .returnsLeftOut: offset + editCount { index in edit(index) < offset }
    case .returnsPutIn: offset - editCount { index in edit(index) < offset }
    }
  }

  /// The offset in the reading of an offset in the file.
  func offset(ofFileOffset offset: Int) -> Int {
    switch kind {
    case .asItIs: offset
    case .returnsLeftOut: offset - editCount { index in edit(index) + index < offset }
    case .returnsPutIn: offset + editCount { index in edit(index) - index < offset }
    }
  }

  private func edit(_ index: Int) -> Int { Int(edits[index]) }

  /// How many edits come before a place; O(log n).
  private func editCount(_ isBefore: (Int) -> Bool) -> Int {
    var low = 0
    var high = edits.count
    while low < high {
      let middle = (low + high) / 2
      if isBefore(middle) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
