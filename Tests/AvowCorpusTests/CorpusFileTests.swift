import AvowCorpus
import Testing

private let text = """
  # What it is about.

  # dataset: ../small
  # today: 2025-08-28

  # The first.
  # param: c = avalon
  pledges
    limit 1
  ----
  id
  .
  ..

  # Between two.

  countries
  ----

  """

@Test func `a file has settings and samples`() {
  let file = CorpusFile(text)
  #expect(file.faults.isEmpty)
  #expect(file.directives == ["dataset": "../small", "today": "2025-08-28"])
  #expect(file.samples.map(\.input) == ["pledges\n  limit 1", "countries"])
  #expect(file.samples.map(\.expected) == ["id\n\n.", ""])
  #expect(file.samples.map(\.line) == [8, 17])
  #expect(file.samples[0].parameters.map(\.name) == ["c"])
  #expect(file.samples[0].parameters.map(\.value) == ["avalon"])
}

@Test func `an update without a change changes nothing`() {
  #expect(CorpusFile(text).updated { $0.expected } == text)
  let windows = text.replacing("\n", with: "\r\n")
  #expect(CorpusFile(windows).updated { $0.expected } == windows)
  #expect(CorpusFile(windows).samples.map(\.input) == CorpusFile(text).samples.map(\.input))
}

@Test(arguments: ["", ".", "..", "a\n\n\nb", "\n\na", "# no comment", "----\n----", "a\r", " "])
func `any output can be written and read back`(_ output: String) {
  let updated = CorpusFile(text).updated { _ in output }
  #expect(CorpusFile(updated).samples.map(\.expected) == [output, output])
  #expect(CorpusFile(updated).samples.map(\.input) == CorpusFile(text).samples.map(\.input))
}

@Test(arguments: [
  ("pledges\nlimit 1\n", 1), ("# a\n\npledges\n\n----\nid\n", 3),
  ("a\n----\nb\n\n# c\n\nd\n", 7), ("# param: c\na\n----\n", 2), ("# only\n----\na\n", 2),
])
func `a fault has its line`(_ text: String, _ line: Int) {
  #expect(CorpusFile(text).faults.first?.line == line)
}
