import AvowCorpus
import AvowTestSupport
import Testing

/// One file of `Tests/Corpus/cli`.
struct CommandCorpus: Sendable, CustomTestStringConvertible {
  var path: String
  var testDescription: String { path }

  static let all: [CommandCorpus] = TestFiles.names(in: "Tests/Corpus/cli")
    .filter { $0.hasSuffix(".test") }
    .map { CommandCorpus(path: "Tests/Corpus/cli/" + $0) }

  /// What the command gives for a sample.
  static func output(of sample: CorpusFile.Sample) -> String {
    guard let directory = TemporaryDirectory() else { return "no temporary directory" }
    defer { directory.remove() }
    return CommandScenario(sample.input, in: directory).run()
  }
}

@Test(arguments: CommandCorpus.all)
func `the command gives what the corpus says`(_ file: CommandCorpus) throws {
  let corpus = CorpusFile(try #require(TestFiles.text(file.path)))
  if TestFiles.isUpdating {
    #expect(TestFiles.write(corpus.updated(CommandCorpus.output), to: file.path))
    return
  }
  #expect(!corpus.samples.isEmpty)
  for sample in corpus.samples {
    #expect(CommandCorpus.output(of: sample) == sample.expected, "\(file.path):\(sample.line)")
  }
}
