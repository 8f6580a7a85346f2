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
    let updated = corpus.updated { TestSession.print($0.input, dataset: dataset) }
    #expect(TestFiles.write(updated, to: file.path))
    return
  }
  #expect(!corpus.samples.isEmpty)
  for sample in corpus.samples {
    let printed = TestSession.print(sample.input, dataset: dataset)
    #expect(printed == sample.expected, "\(file.path):\(sample.line)")
  }
}

@Test func `the corpus has files`() {
  #expect(CorpusCase.all.count >= 8)
}
