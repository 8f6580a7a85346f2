import Avow
import AvowCorpus
import AvowTestSupport
import Testing

private let corpusPath = "Tests/Corpus/problems/planted.test"

@Test func `the package that defects are planted in is sound`() throws {
  let check = try #require(DatasetCheck.run("\(TestFiles.root)/\(PackageFiles.source)"))
  #expect(check.complaints.map(\.description) == [])
  #expect(check.relationCount == 10)
}

@Test func `every planted defect is found, and nothing else`() throws {
  let corpus = CorpusFile(try #require(TestFiles.text(corpusPath)))
  if TestFiles.isUpdating {
    #expect(TestFiles.write(corpus.updated { report(on: $0.input).text }, to: corpusPath))
  }
  #expect(corpus.samples.count >= 60)
  for sample in corpus.samples {
    let (text, count) = report(on: sample.input)
    #expect(text == sample.expected, "\(corpusPath):\(sample.line)")
    #expect(count == 1, "\(corpusPath):\(sample.line)")
  }
}

@Test func `no defect hides another`() throws {
  let corpus = CorpusFile(try #require(TestFiles.text(corpusPath)))
  let other = "data/rates.csv: 1.1050 => -1.1050"
  // What is no JSON cannot be looked at further.
  let samples = corpus.samples.filter {
    !$0.input.contains("data/rates.csv") && !$0.expected.contains("[D110]")
  }
  #expect(samples.count >= 60)
  for sample in samples {
    let (text, count) = report(on: sample.input + "\n" + other)
    #expect(count == 2 && text.contains("a rate is above 0"), "\(corpusPath):\(sample.line)")
    #expect(text.contains(sample.expected), "\(corpusPath):\(sample.line)")
  }
}

/// What a check says of the package with some edits, and how many complaints there are.
private func report(on edits: String) -> (text: String, count: Int) {
  var files = PackageFiles.all
  for edit in edits.split(separator: "\n") {
    guard files.apply(String(edit)) else { return ("no such edit: \(edit)", 0) }
  }
  guard let directory = PackageDirectory(files.texts.mapValues { Array($0.utf8) }) else {
    return ("no directory", 0)
  }
  defer { directory.remove() }
  guard let check = DatasetCheck.run(directory.path) else { return ("cancelled", 0) }
  let text = check.complaints.map { $0.text() }.joined()
  return (text.hasSuffix("\n") ? String(text.dropLast()) : text, check.complaints.count)
}
