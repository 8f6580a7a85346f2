/// A file of samples: what is put in, a line `----`, and what must come out.
///
///     # Why the sample is there; a line `# name: value` before the first sample is a directive.
///     input, perhaps over several lines
///     ----
///     expected output
///
/// A blank line ends a sample; a blank line within one is written as `.`.
package struct CorpusFile: Sendable {
  /// One input and what must come out.
  package struct Sample: Sendable, CustomStringConvertible {
    /// The comment lines above, with their marks.
    package var comment: [String]
    package var input: String
    package var expected: String
    /// The line on which the input begins, from 1.
    package var line: Int

    /// The first line of the input, for the names of tests.
    package var description: String {
      "\(line): " + input.prefix { $0 != "\n" }
    }
  }

  /// The settings of the whole file: `dataset` → `small`.
  package var directives: [String: String] = [:]
  package var samples: [Sample] = []
  private var head: [String] = []

  /// Reads the text of a file.
  package init(_ text: String) {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    while lines.last?.isEmpty == true { lines.removeLast() }
    var block: [(number: Int, text: String)] = []
    for (index, line) in (lines + [""]).enumerated() {
      if !line.isEmpty {
        block.append((index + 1, line))
      } else if !block.isEmpty {
        add(block)
        block = []
      }
    }
  }

  private mutating func add(_ block: [(number: Int, text: String)]) {
    guard let separator = block.firstIndex(where: { $0.text == "----" }) else {
      head += block.map(\.text) + [""]
      for line in block { addDirective(line.text) }
      return
    }
    // Comments end at the first line that is none; a shebang line is input.
    let comment = block[..<separator].prefix { $0.text.hasPrefix("# ") }
    let input = block[comment.count..<separator]
    samples.append(
      Sample(
        comment: comment.map(\.text), input: Self.text(input.map(\.text)),
        expected: Self.text(block[(separator + 1)...].map(\.text)),
        line: input.first?.number ?? block[separator].number))
  }

  private mutating func addDirective(_ line: String) {
    guard line.hasPrefix("# "), let colon = line.firstIndex(of: ":") else { return }
    let name = line[line.index(line.startIndex, offsetBy: 2)..<colon]
    let value = line[line.index(after: colon)...].drop { $0 == " " }
    directives[String(name)] = String(value)
  }

  private static func text(_ lines: [String]) -> String {
    lines.map { $0 == "." ? "" : $0 }.joined(separator: "\n")
  }

  /// The file with each expectation replaced by what really comes out.
  package func updated(_ output: (Sample) -> String) -> String {
    var blocks: [String] = []
    if !head.isEmpty { blocks.append(head.dropLast().joined(separator: "\n")) }
    for sample in samples {
      let lines = sample.comment + [Self.escaped(sample.input), "----"]
      let result = Self.escaped(output(sample))
      blocks.append((result.isEmpty ? lines : lines + [result]).joined(separator: "\n"))
    }
    return blocks.joined(separator: "\n\n") + "\n"
  }

  private static func escaped(_ text: String) -> String {
    var text = text[...]
    while text.hasSuffix("\n") { text.removeLast() }
    guard !text.isEmpty else { return "" }
    return text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? "." : String($0) }.joined(separator: "\n")
  }
}
