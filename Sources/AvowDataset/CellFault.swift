internal import AvowDiagnostics

/// A reason why a cell cannot be read as its field's type.
struct CellFault: Error {
  var code: DiagnosticCode.Dataset
  var message: String
  /// The offending bytes by their indices in the slice, nil for the whole cell.
  var range: Range<Int>?
  var hint: String?

  init(
    _ code: DiagnosticCode.Dataset, _ message: String, at range: Range<Int>? = nil,
    hint: String? = nil
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
