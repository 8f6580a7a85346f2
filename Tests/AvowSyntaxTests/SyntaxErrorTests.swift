import AvowCorpus
import AvowDiagnostics
import AvowSyntax
import AvowTestSupport
import Testing

/// Returns the complaints about a query as they are shown.
func complaints(about query: String) -> String {
  let source = SourceText(query)
  let text = DiagnosticRenderer().render(Parser.parse(source).diagnostics, in: source)
  return text.hasSuffix("\n") ? String(text.dropLast()) : text
}

@Test func `complaints are shown as the corpus says`() throws {
  let path = "Tests/Corpus/errors/syntax.test"
  let corpus = CorpusFile(try #require(TestFiles.text(path)))
  if TestFiles.isUpdating {
    #expect(TestFiles.write(corpus.updated { complaints(about: $0.input) }, to: path))
    return
  }
  #expect(corpus.samples.count > 80)
  for sample in corpus.samples {
    #expect(complaints(about: sample.input) == sample.expected, "\(path):\(sample.line)")
  }
}

@Test func `each fix takes its complaint away`() throws {
  let corpus = CorpusFile(try #require(TestFiles.text("Tests/Corpus/errors/syntax.test")))
  for sample in corpus.samples {
    let source = SourceText(sample.input)
    let before = Parser.parse(source).diagnostics
    for diagnostic in before {
      guard let fix = diagnostic.fix else { continue }
      let after = Parser.parse(SourceText(bytes: fix.applied(to: source.bytes))).diagnostics
      let code = diagnostic.code
      let isGone = after.count { $0.code == code } < before.count { $0.code == code }
      #expect(isGone, "\(sample.line): \(code) \(fix.title)")
    }
  }
}
