/// A script taken apart into statements and dot-commands, without looking into the statements.
///
/// A dot-command is a line that begins with a dot and a letter where a statement may begin: at the
/// start, after `;` or after another dot-command.
struct ScriptParts {
  /// A part of a script.
  enum Part: Hashable {
    /// Statements, as a range of the script's bytes that ends before a dot-command.
    case statements(Range<Int>)
    /// A dot-command with its arguments, without the line break.
    case command(String)
    /// The first line of a script that names its interpreter, without the line break.
    case shebang(Range<Int>)
  }

  private let bytes: [UInt8]
  private var offset = 0
  /// Where the statements that are being read began.
  private var start = 0
  /// Whether a statement may begin here.
  private var isBetweenStatements = true
  private var parts: [Part] = []

  /// The parts of a script in their order; O(n).
  static func parts(of bytes: [UInt8]) -> [Part] {
    var reader = ScriptParts(bytes: bytes)
    reader.read()
    return reader.parts
  }

  /// Whether a dot-command may follow a script; O(n).
  static func isBetweenStatements(atEndOf bytes: [UInt8]) -> Bool {
    var reader = ScriptParts(bytes: bytes)
    reader.read()
    return reader.isBetweenStatements
  }

  /// A range of the script, with the lines before it left empty, so that places in it keep their
  /// line numbers.
  static func text(_ range: Range<Int>, of bytes: [UInt8]) -> [UInt8] {
    bytes[..<range.lowerBound].filter { $0 == newline } + bytes[range]
  }

  private init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  private mutating func read() {
    if bytes.starts(with: "#!".utf8) {
      let end = endOfLine
      parts.append(.shebang(0..<end))
      offset = min(end + 1, bytes.count)
      start = offset
    }
    while offset < bytes.count { readLine() }
    endStatements()
  }

  private mutating func readLine() {
    let lineStart = offset
    while offset < bytes.count, bytes[offset] == 0x20 || bytes[offset] == 0x09 { offset += 1 }
    if isBetweenStatements, offset + 1 < bytes.count, bytes[offset] == UInt8(ascii: "."),
      isLetter(bytes[offset + 1])
    {
      let commandStart = offset
      let end = endOfLine
      offset = lineStart
      endStatements()
      parts.append(.command(String(decoding: bytes[commandStart..<end], as: UTF8.self)))
      offset = min(end + 1, bytes.count)
      start = offset
    } else {
      readStatementsUpToLineEnd()
    }
  }

  /// Goes behind the line break, or behind that of a later line where a text goes over lines.
  private mutating func readStatementsUpToLineEnd() {
    while offset < bytes.count {
      let byte = bytes[offset]
      offset += 1
      switch byte {
      case newline: return
      case 0x20, 0x09, 0x0D: break
      case UInt8(ascii: ";"): isBetweenStatements = true
      case UInt8(ascii: "#"): offset = endOfLine
      case UInt8(ascii: "-") where offset < bytes.count && bytes[offset] == byte:
        offset = endOfLine
      case UInt8(ascii: "\""):
        isBetweenStatements = false
        skipText()
      default: isBetweenStatements = false
      }
    }
  }

  /// Goes behind the closing quote.
  private mutating func skipText() {
    while offset < bytes.count {
      let byte = bytes[offset]
      offset += byte == UInt8(ascii: "\\") ? 2 : 1
      if byte == UInt8(ascii: "\"") { return }
    }
    offset = bytes.count
  }

  private var endOfLine: Int { bytes[offset...].firstIndex(of: newline) ?? bytes.count }

  private mutating func endStatements() {
    if start < offset { parts.append(.statements(start..<offset)) }
    start = offset
  }

  private func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }
}

private let newline = UInt8(ascii: "\n")
