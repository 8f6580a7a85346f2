import AvowCLI
import AvowDiagnostics
import AvowPlan
import AvowSyntax
import AvowTestSupport
import Testing

@Test func `there is help about each keyword, clause, function and code`() {
  let topics =
    Keyword.all.map(\.keyword.rawValue) + FunctionTable.all.map(\.name)
    + DiagnosticCode.all.map(\.code) + ["topics", "functions", "keywords", "types", "commands"]
    + ["diagnostics", "clauses", "three values", "Testing-a-dataset", ".mode"]
  for topic in topics {
    let streams = RecordedStreams()
    #expect(runAvow(["help", topic], streams.console()) == .success, "\(topic)")
    #expect(streams.output.count > 10, "\(topic)")
  }
}

@Test func `the manual in the program is that of the repository`() throws {
  let manual = try #require(TestFiles.text("Grammar/Language.md"))
  let titles = manual.split(separator: "\n").filter { $0.hasPrefix("## ") }
  let streams = RecordedStreams()
  _ = runAvow(["help", "topics"], streams.console())
  for title in titles {
    #expect(streams.output.contains("  " + title.dropFirst(3).lowercased() + "\n"), "\(title)")
  }
}

@Test(arguments: [
  ("written", "Why, why not, and where it is written"),
  ("where it is written", "Why, why not, and where it is written"),
  ("footnotes", "Why, why not, and where it is written"), ("undecided", "Three values"),
  ("null", "Unknown and none"), ("pledges", "pledges"), ("stance", "stance"),
  ("files", "Answers in files and pipes"), ("ndjson", "jsonl"),
])
func `help finds words of titles, other words, relations and fields`(topic: String, title: String) {
  let streams = RecordedStreams()
  #expect(runAvow(["help", topic], streams.console()) == .success)
  #expect(streams.output.hasPrefix(title + "\n"), "\(streams.output.prefix(200))")
}

@Test func `the words of the language and the functions stand in the sections about them`() {
  for (topic, words) in [
    ("words", ["    after and as", " exactly"]), ("aggregates", ["    sum(x)"]),
  ] {
    let streams = RecordedStreams()
    #expect(runAvow(["help", topic], streams.console()) == .success)
    for word in words { #expect(streams.output.contains(word), "\(word)") }
  }
}
