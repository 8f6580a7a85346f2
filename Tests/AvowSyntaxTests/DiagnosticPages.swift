/// An entry of Grammar/Diagnostics.md: a wrong query, what is said about it, and a right one.
struct DiagnosticPage {
  var code: String
  var title: String
  var bad: [UInt8]
  var shown: String
  var good: String

  /// Reads the entries of the catalogue whose code begins with a letter.
  static func pages(in text: String, phase letter: Character) -> [DiagnosticPage] {
    sections(of: text).compactMap { section in
      let heading = section.prefix { $0 != "\n" }
      guard heading.first == letter else { return nil }
      let fences = blocks(of: section)
      guard fences.count == 3 else { return nil }
      return DiagnosticPage(
        code: String(heading.prefix(4)), title: String(heading.dropFirst(5)),
        bad: bytes(of: fences[0]), shown: fences[1].content, good: fences[2].content)
    }
  }

  private static func sections(of text: String) -> [Substring] {
    text.split(separator: "\n## ", omittingEmptySubsequences: true).dropFirst().map(\.self)
  }

  /// Returns the fenced blocks of a section.
  private static func blocks(of section: Substring) -> [(info: String, content: String)] {
    var blocks: [(info: String, content: String)] = []
    var lines: [Substring]?
    var info = ""
    for line in section.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") {
        if let content = lines {
          blocks.append((info, content.joined(separator: "\n")))
          lines = nil
        } else {
          info = String(line.dropFirst(3))
          lines = []
        }
      } else {
        lines?.append(line)
      }
    }
    return blocks
  }

  /// The bytes of a query; in a block of bytes, `\xE9` is one.
  private static func bytes(of block: (info: String, content: String)) -> [UInt8] {
    guard block.info == "avow bytes" else { return Array(block.content.utf8) }
    let parts = block.content.split(separator: "\\x", omittingEmptySubsequences: false)
    var bytes = Array(parts[0].utf8)
    for part in parts.dropFirst() {
      bytes += [UInt8(part.prefix(2), radix: 16) ?? 0] + Array(part.dropFirst(2).utf8)
    }
    return bytes
  }

  /// Returns the catalogue with what is shown about the wrong query of each entry put in.
  static func updated(_ text: String, _ shown: [String: String]) -> String {
    var result = ""
    var code = ""
    var isSkipping = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("## ") { code = String(line.dropFirst(3).prefix(4)) }
      if isSkipping, line == "```" { isSkipping = false }
      if !isSkipping { result += line + "\n" }
      if line == "```text", let message = shown[code] {
        result += message + "\n"
        isSkipping = true
      }
    }
    return String(result.dropLast())
  }
}
