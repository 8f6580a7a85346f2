import AvowTestSupport
import Testing

private let path = "Grammar/Datasets.md"
private let datasets = "Examples/datasets/"
private let passages = ["members", "inner members"]

@Test func `each query about a dataset of one's own prints what stands under it`() throws {
  var page = MarkdownPage(try #require(TestFiles.text(path)))
  #expect(page.examples.count >= 7)
  if TestFiles.isUpdating {
    let changes = page.examples.map { ($0.output, run($0.query)) }
    page.replace(changes)
    for name in passages { page.replacePassage(name, with: ManualTables.text(of: name)) }
    #expect(TestFiles.write(page.text, to: path))
    return
  }
  for (query, output) in page.examples {
    #expect(run(query) == output.text, "\(path):\(query.line)")
  }
  for name in passages { #expect(page.passage(name) == ManualTables.text(of: name)) }
}

@Test func `what the page shows of a dataset's files is in them`() throws {
  let page = MarkdownPage(try #require(TestFiles.text(path)))
  let shown = page.blocks.filter { $0.info.contains("/") }
  #expect(shown.count >= 8)
  for block in shown {
    let name = try #require(block.info.split(separator: " ").last)
    let file = try #require(TestFiles.text(datasets + name), "\(path):\(block.line)")
    #expect(words(file).contains(words(block.text)), "\(path):\(block.line)")
  }
}

/// A text in which only the words and signs count, not how they are laid out.
private func words(_ text: String) -> String {
  String(text.filter { !$0.isWhitespace })
}

private func run(_ block: MarkdownPage.Block) -> String {
  let dataset = block.dataset.map { "../../../" + datasets + $0 }
  return TestSession.print(block.text, dataset: dataset, mode: "box")
}
