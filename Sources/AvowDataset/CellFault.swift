internal import AvowDiagnostics

/// A reason why a cell cannot be read as its field's type.
struct CellFault: Error {
  var code: DiagnosticCode.Dataset
  var message: String
  /// The offending bytes, counted from the start of the cell; nil for the whole cell.
  var range: Range<Int>?
  var hint: Hint?

  init(
    _ code: DiagnosticCode.Dataset, _ message: String, at range: Range<Int>? = nil,
    hint: Hint? = nil
  ) {
    self.code = code
    self.message = message
    self.range = range
    self.hint = hint
  }
}

/// A few bytes of a cell as a message quotes them.
func quoted(_ bytes: ArraySlice<UInt8>) -> String {
  let shown = String(decoding: bytes.prefix(80), as: UTF8.self)
  return "\"\(shown)\(bytes.count > 80 ? "…" : "")\""
}

/// A few bytes of a cell as a message quotes them.
func quoted(_ bytes: Span<UInt8>) -> String { quoted(bytes.copy[...]) }

extension Span<UInt8> {
  /// The bytes in an array of their own, with indices from 0.
  var copy: [UInt8] {
    // Safety: the buffer is only read while it is lent.
    unsafe withUnsafeBufferPointer { unsafe [UInt8]($0) }
  }

  /// Whether the bytes are those of a word.
  func spells(_ word: [UInt8]) -> Bool {
    guard count == word.count else { return false }
    for index in indices where self[index] != word[index] { return false }
    return true
  }

  /// The range of the bytes without spaces and tabs at both ends.
  var trimmedRange: Range<Int> {
    var start = 0
    var end = count
    while start < end, self[start] == 0x20 || self[start] == 0x09 { start += 1 }
    while end > start, self[end - 1] == 0x20 || self[end - 1] == 0x09 { end -= 1 }
    return start..<end
  }
}

extension ArraySlice<UInt8> {
  /// The bytes without spaces and tabs at both ends.
  var trimmed: ArraySlice<UInt8> {
    var result = self
    while let first = result.first, first == 0x20 || first == 0x09 { result.removeFirst() }
    while let last = result.last, last == 0x20 || last == 0x09 { result.removeLast() }
    return result
  }

  /// Whether the bytes are those of a word.
  func spells(_ word: StaticString) -> Bool {
    count == word.utf8CodeUnitCount
      && word.withUTF8Buffer { buffer in
        // Safety: the buffer is only read within its bounds.
        unsafe elementsEqual(buffer)
      }
  }
}
