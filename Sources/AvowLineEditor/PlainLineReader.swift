internal import CEditLine
internal import Glibc

/// Reads lines from a file, a pipe or a terminal, without prompt or editing, in bounded memory.
package struct PlainLineReader: ~Copyable {
  /// What came of reading a line.
  package enum Input: Hashable, Sendable {
    /// A line without its line break.
    case line(String)
    /// Ctrl-C raised the interrupt flag while the reader waited.
    case interrupted
    /// There is nothing more to read.
    case endOfInput
  }

  /// The number of the last line, counted from 1.
  package private(set) var lineNumber = 0

  private let descriptor: Int32
  private let lineBytesMax: Int
  private var chunk: [UInt8] = []
  /// Where in the chunk the next line begins.
  private var start = 0
  private var isAtEnd = false

  private static let chunkBytes = 64 << 10

  /// Reads an open file, which stays open; a line may have `lineBytesMax` bytes.
  package init(descriptor: Int32, lineBytesMax: Int = 1 << 20) {
    self.descriptor = descriptor
    self.lineBytesMax = lineBytesMax
  }

  /// Reads the next line; after an error in a line, the line after it can be read.
  package mutating func readLine() throws(PlainLineError) -> Input {
    var line: [UInt8] = []
    var isTooLong = false
    while true {
      guard start < chunk.count else {
        guard !isAtEnd else { return try finish(line, isTooLong: isTooLong, atEnd: true) }
        guard avow_edit_wait_readable(descriptor) else { return .interrupted }
        try fill()
        continue
      }
      let rest = chunk[start...]
      let end = rest.firstIndex(of: UInt8(ascii: "\n")) ?? chunk.count
      if line.count + (end - start) > lineBytesMax {
        isTooLong = true
      } else if !isTooLong {
        line += rest[..<end]
      }
      start = min(end + 1, chunk.count)
      if end < chunk.count { return try finish(line, isTooLong: isTooLong, atEnd: false) }
    }
  }

  private mutating func fill() throws(PlainLineError) {
    if chunk.count != Self.chunkBytes { chunk = [UInt8](repeating: 0, count: Self.chunkBytes) }
    let count = unsafe read(descriptor, &chunk, Self.chunkBytes)
    start = 0
    if count < 0, errno != EINTR, errno != EAGAIN {
      isAtEnd = true
      chunk = []
      throw PlainLineError(.cannotRead(errorNumber: errno), lineNumber: lineNumber + 1)
    }
    isAtEnd = count == 0
    chunk.removeLast(Self.chunkBytes - max(0, count))
  }

  private mutating func finish(
    _ bytes: [UInt8], isTooLong: Bool, atEnd: Bool
  ) throws(PlainLineError) -> Input {
    if atEnd, bytes.isEmpty, !isTooLong { return .endOfInput }
    lineNumber += 1
    guard !isTooLong else {
      throw PlainLineError(.tooLong(bytesMax: lineBytesMax), lineNumber: lineNumber)
    }
    let line = bytes.last == UInt8(ascii: "\r") ? bytes.dropLast() : bytes[...]
    guard let text = String(validating: line, as: UTF8.self) else {
      throw PlainLineError(.notUTF8, lineNumber: lineNumber)
    }
    return .line(text)
  }
}
