/// The text of a document with its Unicode scalars and lines counted.
///
/// Offsets count scalars from 0, as evidence does; a line feed ends a paragraph.
package struct DocumentText: Sendable {
  /// The largest document that is read, in bytes.
  package static let sizeLimit = 64 << 20

  /// The text in valid UTF-8.
  package let bytes: [UInt8]
  /// The number of Unicode scalars.
  package let scalarCount: Int
  /// The place of every 256th scalar.
  private let marks: [Mark]

  private struct Mark {
    var byte: UInt32
    /// How many line feeds stand before.
    var lines: UInt32
  }

  private static let step = 256

  /// Why bytes are no text of a document.
  package struct Fault: Error, Hashable, Sendable {
    /// What is wrong, in words.
    package var message: String
    /// The offending byte.
    package var offset: Int
  }

  /// Reads the bytes of a file; O(n).
  package init(_ bytes: [UInt8]) throws(Fault) {
    if let fault = TextCheck.firstFault(in: bytes) {
      throw Fault(message: fault.message, offset: fault.offset)
    }
    self.init(valid: bytes)
  }

  /// Counts bytes that are known to be UTF-8.
  init(valid bytes: [UInt8]) {
    var marks: [Mark] = []
    marks.reserveCapacity(bytes.count / Self.step + 1)
    var count = 0
    var lines: UInt32 = 0
    let span = bytes.span
    for index in span.indices {
      let byte = span[index]
      guard byte & 0xC0 != 0x80 else { continue }
      if count % Self.step == 0 {
        marks.append(Mark(byte: UInt32(truncatingIfNeeded: index), lines: lines))
      }
      count += 1
      if byte == UInt8(ascii: "\n") { lines &+= 1 }
    }
    self.bytes = bytes
    self.marks = marks
    scalarCount = count
  }

  /// The offset in bytes of a scalar, or of the end for all that lie behind it; O(1).
  package func byteOffset(ofScalar scalar: Int) -> Int {
    guard scalar < scalarCount else { return bytes.count }
    guard scalar > 0 else { return 0 }
    var byte = Int(marks[scalar / Self.step].byte)
    for _ in 0..<scalar % Self.step { byte = end(ofScalarAt: byte) }
    return byte
  }

  /// How many scalars begin before an offset in bytes; O(log n).
  package func scalarOffset(ofByte byte: Int) -> Int {
    guard byte < bytes.count else { return scalarCount }
    guard let mark = mark(before: byte) else { return 0 }
    var count = mark * Self.step
    for index in Int(marks[mark].byte)..<byte where bytes[index] & 0xC0 != 0x80 { count += 1 }
    return count
  }

  /// The number of the paragraph that holds a byte: that of its line, from 1; O(log n).
  package func paragraph(atByte byte: Int) -> Int {
    guard let mark = mark(before: byte) else { return 1 }
    var lines = Int(marks[mark].lines)
    for index in Int(marks[mark].byte)..<min(byte, bytes.count)
    where bytes[index] == UInt8(ascii: "\n") { lines += 1 }
    return lines + 1
  }

  /// The bytes of a range of scalars, nil where it leaves the text or is empty.
  package func byteRange(ofScalars range: Range<Int>) -> Range<Int>? {
    guard range.lowerBound >= 0, range.upperBound <= scalarCount, !range.isEmpty else {
      return nil
    }
    return byteOffset(ofScalar: range.lowerBound)..<byteOffset(ofScalar: range.upperBound)
  }

  /// The digest of some bytes of the text.
  package func digest(ofBytes range: Range<Int>) -> SHA256 {
    SHA256(of: bytes.span.extracting(range))
  }

  /// The digest of the whole file.
  package var digest: SHA256 { SHA256(of: bytes.span) }

  /// The end of the scalar that begins at a byte.
  func end(ofScalarAt byte: Int) -> Int {
    switch bytes[byte] {
    case 0xF0...: byte + 4
    case 0xE0...: byte + 3
    case 0xC0...: byte + 2
    default: byte + 1
    }
  }

  /// The last mark at or before a byte.
  private func mark(before byte: Int) -> Int? {
    var low = 0
    var high = marks.count
    while low < high {
      let middle = (low + high) / 2
      if Int(marks[middle].byte) <= byte { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? nil : low - 1
  }
}
