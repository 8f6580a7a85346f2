import AvowDiagnostics
import AvowTestSupport
import Testing

private let path = "Grammar/Diagnostics.md"

enum DiagnosticsPage {
  /// Entries without a query, because no query brings the diagnostic about: it takes more rows
  /// than a test can hold, somebody who stops the query, or a defect.
  static let withoutQuery: Set<DiagnosticCode> = [.tooManyRows, .cancelled, .malformedPlan]
}

@Test func `every diagnostic has an entry, in the order of the table`() throws {
  let page = MarkdownPage(try #require(TestFiles.text(path)))
  let titles = page.sections("##").map(\.title)
  #expect(titles == DiagnosticCode.all.map { "\($0.code) \($0.title)" })
}

@Test func `each entry explains its diagnostic`() throws {
  let page = MarkdownPage(try #require(TestFiles.text(path)))
  for section in page.sections("##") {
    #expect(section.prose.count >= 20, "\(path):\(section.line)")
    #expect(section.blocks.count == 3 || section.blocks.count == 1, "\(path):\(section.line)")
  }
}

@Test(arguments: DiagnosticCode.queryCodes.filter { !DiagnosticsPage.withoutQuery.contains($0) })
func `the bad query of an entry prints what stands there, and the good one runs`(
  _ code: DiagnosticCode
) throws {
  let page = MarkdownPage(try #require(TestFiles.text(path)))
  let section = try #require(page.sections("##").first { $0.title.hasPrefix(code.code) })
  try #require(section.blocks.count == 3)
  let (bad, printed, good) = (section.blocks[0], section.blocks[1], section.blocks[2])
  let output = run(bad)
  #expect(output.contains("[\(code)]"), "\(path):\(bad.line)")
  if !TestFiles.isUpdating { #expect(output == printed.text, "\(path):\(printed.line)") }
  let answer = run(good)
  #expect(!answer.contains("error["), "\(path):\(good.line) \(answer)")
}

@Test(.enabled(if: TestFiles.isUpdating))
func `what bad queries print is written into their entries`() throws {
  var page = MarkdownPage(try #require(TestFiles.text(path)))
  let codes = Set(DiagnosticCode.queryCodes.map(\.code))
  let changes = page.sections("##")
    .filter { $0.blocks.count == 3 && codes.contains(String($0.title.prefix(4))) }
    .map { ($0.blocks[1], run($0.blocks[0])) }
  page.replace(changes)
  #expect(TestFiles.write(page.text, to: path))
}

private func run(_ block: MarkdownPage.Block) -> String {
  TestSession.print(block.text, dataset: block.dataset, mode: "box")
}
