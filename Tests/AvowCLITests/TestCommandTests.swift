import AvowCLI
import AvowTestSupport
import Testing

@Test func `avow test finds the corpus and the examples as the tests of Avow do`() {
  let streams = RecordedStreams()
  let paths = ["Tests/Corpus/queries", "Examples"].map { "\(TestFiles.root)/\($0)" }
  let status = runAvow(["test"] + paths, streams.console())
  #expect(status == .success, "\(streams.output.suffix(2000))\(streams.errors)")
  #expect(streams.output.hasPrefix("TAP version 14\nok 1 - "))
}

@Test func `the file of tests in the manual runs`() throws {
  let manual = try #require(TestFiles.text("Grammar/Language.md"))
  let start = try #require(manual.firstRange(of: "```test\n")?.upperBound)
  let end = try #require(manual[start...].firstRange(of: "```\n")?.lowerBound)
  let text = String(manual[start..<end]).replacing("../", with: TestFiles.root + "/Datasets/")
  let directory = try #require(TemporaryDirectory())
  defer { directory.remove() }
  #expect(TestFiles.write(text, to: directory.path + "/manual.test"))
  let streams = RecordedStreams()
  let arguments = TestFiles.isUpdating ? ["test", "--update"] : ["test"]
  let status = runAvow(arguments + [directory.path], streams.console())
  #expect(status == .success, "\(streams.output)\(streams.errors)")
  guard TestFiles.isUpdating,
    let updated = TestFiles.text(directory.path + "/manual.test")
  else { return }
  let shown = updated.replacing(TestFiles.root + "/Datasets/", with: "../")
  #expect(
    TestFiles.write(manual.replacing(manual[start..<end], with: shown), to: "Grammar/Language.md"))
}
