import AvowTestSupport
import Testing

/// The manual's examples: a fenced block marked `avow`, and the block after it.
@Test func `each example of the manual prints what stands under it`() throws {
  let path = "Grammar/Language.md"
  let page = Page(try #require(TestFiles.text(path)))
  #expect(page.examples.count >= 15)
  if TestFiles.isUpdating {
    #expect(TestFiles.write(page.updated(with: run), to: path))
    return
  }
  for example in page.examples {
    #expect(run(example.query) == example.output, "\(path):\(example.line)")
  }
}

private func run(_ query: String) -> String {
  TestSession.print(query, dataset: nil, mode: "box")
}

/// A page of Markdown with examples.
private struct Page {
  struct Example {
    var query: String
    var output: String
    var line: Int
    /// The lines of the output, fences left out.
    var outputLines: Range<Int>
  }

  var lines: [String]
  var examples: [Example] = []

  init(_ text: String) {
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    var index = 0
    while index < lines.count {
      guard lines[index] == "```avow", let end = fence(after: index),
        end + 1 < lines.count, lines[end + 1] == "```", let last = fence(after: end + 1)
      else {
        index += 1
        continue
      }
      examples.append(
        Example(
          query: lines[(index + 1)..<end].joined(separator: "\n"),
          output: lines[(end + 2)..<last].joined(separator: "\n"), line: index + 2,
          outputLines: (end + 2)..<last))
      index = last + 1
    }
  }

  private func fence(after index: Int) -> Int? {
    lines[(index + 1)...].firstIndex(of: "```")
  }

  func updated(with run: (String) -> String) -> String {
    var result = lines
    for example in examples.reversed() {
      let output = run(example.query).split(separator: "\n", omittingEmptySubsequences: false)
      result.replaceSubrange(example.outputLines, with: output.map(String.init))
    }
    return result.joined(separator: "\n")
  }
}
