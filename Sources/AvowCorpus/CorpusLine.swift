/// A line of a file of samples.
struct CorpusLine {
  /// Its number, from 1.
  let number: Int
  let text: String

  /// Whether it is a comment.
  var isComment: Bool { text.hasPrefix("# ") || text == "#" }

  /// The name and the value of `# name: value`.
  var setting: (name: String, value: String)? {
    guard isComment, let colon = text.firstIndex(of: ":") else { return nil }
    let name = text[..<colon].dropFirst(2)
    let isWord = name.utf8.allSatisfy { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }
    guard isWord, !name.isEmpty else { return nil }
    return (String(name), String(text[text.index(after: colon)...].drop { $0 == " " }))
  }

  /// The text that lines of a sample stand for: `.` is an empty line, `..` a dot, and so on.
  static func text(_ lines: [String]) -> String {
    lines.map { isDots($0) ? String($0.dropLast()) : $0 }.joined(separator: "\n")
  }

  /// The lines that stand for a text; line breaks at its end are left out.
  static func escaped(_ text: String) -> [String] {
    var bytes = Array(text.utf8)
    while bytes.last == 0x0A { bytes.removeLast() }
    guard !bytes.isEmpty else { return [] }
    return bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map {
      let line = String(decoding: $0, as: UTF8.self)
      return line.isEmpty || isDots(line) ? line + "." : line
    }
  }

  private static func isDots(_ line: String) -> Bool {
    !line.isEmpty && line.utf8.allSatisfy { $0 == UInt8(ascii: ".") }
  }
}
