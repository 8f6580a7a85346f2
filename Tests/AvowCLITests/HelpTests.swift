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
