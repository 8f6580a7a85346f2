import AvowCLI
import AvowTestSupport
import Glibc
import Testing

@Test func `avow test finds the corpus and the examples as the tests of Avow do`() {
  let streams = RecordedStreams()
  let paths = ["Tests/Corpus/queries", "Examples"].map { "\(TestFiles.root)/\($0)" }
  let status = runAvow(["test"] + paths, streams.console())
  #expect(status == .success, "\(streams.output.suffix(2000))\(streams.errors)")
  #expect(streams.output.hasPrefix("TAP version 14\nok 1 - "))
}

@Test func `a script without its text in the directory expected is not ok`() throws {
  let directory = try #require(TemporaryDirectory())
  let expected = directory.path + "/expected"
  defer {
    unsafe unlink(expected + "/a.txt")
    unsafe rmdir(expected)
    directory.remove()
  }
  try #require(unsafe mkdir(expected, 0o700) == 0)
  #expect(TestFiles.write("assert 1 = 1; 1 + 1\n", to: directory.path + "/a.avow"))
  let missing = RecordedStreams()
  #expect(runAvow(["test", directory.path], missing.console()) != .success)
  #expect(missing.output.contains("there is no \(expected)/a.txt; --update writes it"))
  #expect(missing.output.contains("# 2 tests, 1 failed"))
  let update = RecordedStreams()
  #expect(runAvow(["test", "--update", directory.path], update.console()) == .success)
  let again = RecordedStreams()
  #expect(runAvow(["test", directory.path], again.console()) == .success, "\(again.output)")
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
