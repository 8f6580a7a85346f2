import AvowTestSupport
import Testing

private let path = "Grammar/Language.md"

/// The manual's examples: a fenced block marked `avow`, and the block under it.
@Test func `each example of the manual prints what stands under it`() throws {
  var page = MarkdownPage(try #require(TestFiles.text(path)))
  #expect(page.examples.count >= 50)
  if TestFiles.isUpdating {
    let changes = page.examples.map { ($0.output, run($0.query)) }
    page.replace(changes)
    for name in ManualTables.names { page.replacePassage(name, with: ManualTables.text(of: name)) }
    #expect(TestFiles.write(page.text, to: path))
    return
  }
  for (query, output) in page.examples {
    #expect(run(query) == output.text, "\(path):\(query.line)")
  }
}

@Test func `each query of the manual has its output under it`() throws {
  let page = MarkdownPage(try #require(TestFiles.text(path)))
  let lines = Set(page.examples.map(\.query.line))
  for block in page.blocks where block.isQuery {
    #expect(lines.contains(block.line), "\(path):\(block.line)")
  }
}

@Test(.enabled(if: !TestFiles.isUpdating), arguments: ManualTables.names)
func `tables of the manual are those of the program`(_ name: String) throws {
  let page = MarkdownPage(try #require(TestFiles.text(path)))
  let passage = try #require(page.passage(name))
  #expect(passage == ManualTables.text(of: name))
}

private func run(_ block: MarkdownPage.Block) -> String {
  TestSession.print(block.text, dataset: block.dataset, mode: "box")
}
