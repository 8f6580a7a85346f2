import Avow
import AvowCorpus
import AvowTestSupport
import Testing

/// Queries with something else wrong, which is told once the first is mended.
private let wrongElsewhere = [
  "entries where booked during 2024 select id", "param x: stanec = 1",
  "promises chart timelines",
]

/// What complaints say to write, written.
@Test(arguments: CorpusCase.all)
func `what a complaint suggests runs`(_ file: CorpusCase) throws {
  let corpus = CorpusFile(try #require(TestFiles.text(file.path)))
  let dataset = corpus.directives["dataset"]?.split(separator: "/").last.map(String.init)
  for sample in corpus.samples {
    let complaints = try errors(about: sample.input, dataset, sample.parameters)
    guard complaints.count == 1, let complaint = complaints.first else { continue }
    if let query = complaint.hint?.query(after: "perhaps: ") {
      #expect(try errors(about: query, dataset, []).isEmpty, "\(sample.line): \(query)")
    }
    for query in complaint.notes where complaint.code == "Q105" && query.contains(" where ") {
      #expect(try errors(about: query, dataset, []).isEmpty, "\(sample.line): \(query)")
    }
    guard let mended = complaint.mendedText, !wrongElsewhere.contains(sample.input) else {
      continue
    }
    var text = mended
    // What is wrong further on is told only then.
    var rest = try errors(about: text, dataset, sample.parameters)
    for _ in 0..<4 {
      guard let next = rest.first?.mendedText else { break }
      text = next
      rest = try errors(about: text, dataset, sample.parameters)
    }
    #expect(rest.isEmpty, "\(file.path):\(sample.line): \(text)")
  }
}

private func errors(
  about text: String, _ dataset: String?, _ parameters: [(name: String, value: String)]
) throws -> [Complaint] {
  var session = try TestSession.session(on: dataset)
  for (name, value) in parameters { session.setParameter(name, to: value) }
  var found: [Complaint] = []
  session.run(QueryText(text)) { outcome in
    if case .failed(let complaints) = outcome { found += complaints.filter(\.isError) }
    return true
  }
  return found
}

extension String {
  fileprivate func query(after lead: String) -> String? {
    hasPrefix(lead) ? String(dropFirst(lead.count)) : nil
  }
}
