import AvowCLI
import Testing

@Test func `what a terminal would obey is shown by stand-ins around a passage`() {
  let streams = RecordedStreams(input: "zero one two \u{202E}three\u{1B}[2J four\n")
  let status = runAvow(["locate", "-", "one two"], streams.console(columns: 60))
  #expect(status == .success)
  #expect(streams.errors.hasSuffix("¶1 zero [one two] \u{FFFD}three\u{FFFD}[2J four\n"))
}

@Test func `a document of one long line is searched, and shown in part`() {
  let words = (0..<20_000).map { "word\($0)" }.joined(separator: " ")
  let streams = RecordedStreams(input: words)
  let status = runAvow(["locate", "-", "word9999 word10000"], streams.console(columns: 60))
  #expect(status == .success)
  #expect(streams.output.hasPrefix("DOCUMENT:1:88881-88899:und:"))
  #expect(streams.errors.count < 1000)
}
