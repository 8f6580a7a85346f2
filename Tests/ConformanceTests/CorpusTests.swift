import Avow
import AvowTestSupport
import Testing

/// One file of the corpus: queries and what they must print.
struct CorpusCase: Sendable, CustomTestStringConvertible {
  var path: String
  var testDescription: String { path }

  static let all: [CorpusCase] = TestFiles.names(in: "Tests/Corpus/queries")
    .filter { $0.hasSuffix(".test") }
    .map { CorpusCase(path: "Tests/Corpus/queries/" + $0) }
}

@Test(arguments: CorpusCase.all)
func `each query of the corpus prints what its file says`(_ file: CorpusCase) throws {
  let text = try #require(TestFiles.text(file.path))
  let corpus = CorpusFile(text)
  let dataset = corpus.directives["dataset"]
  if TestFiles.isUpdating {
    let updated = corpus.updated { run($0, on: dataset) }
    #expect(TestFiles.write(updated, to: file.path))
    return
  }
  #expect(!corpus.samples.isEmpty)
  for sample in corpus.samples {
    #expect(run(sample, on: dataset) == sample.expected, "\(file.path):\(sample.line)")
  }
}

@Test func `the corpus has files`() {
  #expect(CorpusCase.all.count >= 8)
}

/// Runs a sample; a comment `# param: name = text` above it gives a parameter its value.
private func run(_ sample: CorpusFile.Sample, on dataset: String?) -> String {
  let parameters = sample.comment.compactMap { line -> (name: String, value: String)? in
    guard line.hasPrefix("# param: ") else { return nil }
    let parts = line.dropFirst(9).split(separator: " = ", maxSplits: 1)
    guard parts.count == 2 else { return nil }
    return (String(parts[0]), String(parts[1]))
  }
  return TestSession.print(sample.input, dataset: dataset, parameters: parameters)
}
