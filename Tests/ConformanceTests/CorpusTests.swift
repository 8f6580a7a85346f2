import Avow
import AvowCorpus
import AvowDiagnostics
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
  let dataset = corpus.directives["dataset"].map {
    "../../../" + CorpusFile.place(of: $0, namedIn: file.path)
  }
  if TestFiles.isUpdating {
    let updated = corpus.updated { run($0, on: dataset) }
    #expect(TestFiles.write(updated, to: file.path))
    return
  }
  #expect(!corpus.samples.isEmpty)
  #expect(corpus.faults.isEmpty)
  for sample in corpus.samples {
    #expect(run(sample, on: dataset) == sample.expected, "\(file.path):\(sample.line)")
  }
}

@Test func `the corpus has files`() {
  #expect(CorpusCase.all.count >= 20)
}

private func run(_ sample: CorpusFile.Sample, on dataset: String?) -> String {
  TestSession.print(sample.input, dataset: dataset, parameters: sample.parameters)
}

/// Complaints that no query brings about are left out, as in the page of diagnostics.
@Test(arguments: DiagnosticCode.queryCodes.filter { !DiagnosticsPage.withoutQuery.contains($0) })
func `each diagnostic of queries has a sample in the corpus`(_ code: DiagnosticCode) {
  let isSampled = CorpusCase.all.contains { file in
    (TestFiles.text(file.path) ?? "").contains("[\(code.code)]: ")
  }
  #expect(isSampled)
}
