import AvowDiagnostics
import AvowSyntax
import AvowTestSupport
import Testing

@Test func `complaints are shown as the corpus says`() throws {
  let path = "Tests/Corpus/errors/syntax.test"
  let corpus = CorpusFile(try TestFiles.text(of: path))
  #expect(corpus.samples.count > 50)
}
