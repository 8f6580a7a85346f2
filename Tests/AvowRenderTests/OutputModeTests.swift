import AvowModel
import AvowRender
import Testing

@Test func `every mode has a name to type and a line of help`() {
  #expect(
    OutputMode.allCases.map(\.name) == [
      "box", "csv", "tsv", "json", "jsonl", "markdown", "list", "line",
    ])
  for mode in OutputMode.allCases {
    #expect(OutputMode(rawValue: mode.name) == mode)
    #expect(!mode.summary.isEmpty && !mode.summary.hasSuffix("."))
  }
}

@Test func `modes for machines are those without labels and grouped digits`() {
  let machines = OutputMode.allCases.filter { $0.audience == .machines }
  #expect(machines == [.csv, .tsv, .json, .jsonl])
}

@Test(arguments: OutputMode.allCases)
func `notes are in the text exactly where the mode says so`(mode: OutputMode) {
  let text = Fixture.text(EveryType.table, mode)
  let hasNotes = text.contains("3 pledges undecided: amount unknown 2, said crosses 2025-05 1")
  #expect(hasNotes == (mode.notes == .within))
}

@Test(arguments: OutputMode.allCases)
func `a table without columns is no reason to fail`(mode: OutputMode) {
  for count in [0, 2] {
    let text = Fixture.text(Fixture.table([], rowCount: count), mode)
    switch mode {
    case .box: #expect(text == "\(count) rows\n")
    case .csv, .tsv, .markdown, .list, .line: #expect(text.isEmpty)
    case .jsonl: #expect(text == String(repeating: "{}\n", count: count))
    case .json: #expect(text.hasSuffix(count == 0 ? "[\n]}\n" : "[\n{},\n{}\n]}\n"))
    }
  }
}

@Test(arguments: OutputMode.allCases)
func `no control character of the data reaches a terminal`(mode: OutputMode) {
  let hostile = (0...0x9F).compactMap(Unicode.Scalar.init).map(String.init).joined()
  let hidden = "\u{202E}\u{2066}\u{2028}\u{FEFF}"
  let table = Fixture.table(
    [Fixture.column("a\u{1B}[31m", .text, [.text(hostile), .text(hidden)])],
    notes: [.remark("say \u{1B}[2J\u{202E}")])
  let options = RenderOptions(width: 40, unknownText: "\u{7}", destination: .terminal)
  for scalar in Fixture.text(table, mode, options).unicodeScalars {
    #expect(scalar == "\n" || !isControl(scalar), "\(mode) wrote U+\(scalar.value)")
  }
}

private func isControl(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0...0x1F, 0x7F...0x9F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: true
  default: false
  }
}
