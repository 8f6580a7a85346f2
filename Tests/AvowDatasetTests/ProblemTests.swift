import AvowCorpus
import AvowDataset
import AvowDiagnostics
import AvowTestSupport
import Testing

private let corpusPath = "Tests/Corpus/problems/dataset.test"
// What a check says beyond the reader: see PlantedDefectTests.
private let plantedPath = "Tests/Corpus/problems/planted.test"
// What it says beyond that with documents at hand.
private let evidencePath = "Tests/Corpus/cli/evidence.test"

@Test func `every wrong package is described as the corpus says`() throws {
  let corpus = CorpusFile(try #require(TestFiles.text(corpusPath)))
  if TestFiles.isUpdating {
    #expect(TestFiles.write(corpus.updated { report(on: $0.input) }, to: corpusPath))
  }
  #expect(corpus.samples.count > 20)
  for sample in corpus.samples {
    #expect(report(on: sample.input) == sample.expected, "line \(sample.line)")
  }
}

@Test func `every code of the dataset is provoked`() throws {
  let corpus = CorpusFile(try #require(TestFiles.text(corpusPath)))
  let planted = CorpusFile(try #require(TestFiles.text(plantedPath)))
  let evidence = CorpusFile(try #require(TestFiles.text(evidencePath)))
  let said = (corpus.samples + planted.samples + evidence.samples).map(\.expected).joined()
  // Of these, the causes are not text: see FileTests and SnapshotFileTests.
  let elsewhere = ["D103", "D105", "D141", "D142"]
  for code in DiagnosticCode.datasetCodes where !elsewhere.contains(code.code) {
    #expect(said.contains("[\(code.code)]"), "\(code.code) \(code.title)")
  }
}

@Test func `long lists of errors are cut and counted`() {
  let rows = (0..<3000).map { "\($0),nobody" }.joined(separator: "\n")
  let files = MemoryFiles([
    "datapackage.json": """
    {"resources": [{"name": "a", "path": "a.csv", "schema": {"primaryKey": "id",
      "fields": [{"name": "id"}, {"name": "b", "avow:type": "a"}]}}]}
    """,
    "a.csv": "id,b\n" + rows + "\n",
  ])
  let result = DataPackage.open(files)
  #expect(result.database == nil)
  #expect(result.problems.count == 20)
  #expect(result.errorCount == 3000)
  #expect(result.unlistedErrors == 2980)
  #expect(result.problems[0].description.hasPrefix("a.csv:2:3: error[D132]"))
}

/// What is said of the package whose files follow lines `== path`.
private func report(on text: String) -> String {
  var files: [String: String] = [:]
  var current = ""
  for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
    if line.hasPrefix("== ") {
      current = String(line.dropFirst(3))
      files[current] = ""
    } else {
      files[current, default: ""] += line + "\n"
    }
  }
  let result = DataPackage.open(MemoryFiles(files))
  return result.problems.map(\.description).joined(separator: "\n")
}
