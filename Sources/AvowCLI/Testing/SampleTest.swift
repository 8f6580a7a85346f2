internal import Avow
internal import AvowCorpus
internal import AvowRender

/// A file of samples being tested: each is a test.
struct SampleTest {
  let path: String
  let corpus: CorpusFile
  let mode: OutputMode
  let purpose: TestRun.Purpose

  /// Runs all samples, each in a session of its own.
  func run(
    _ session: Result<Session, DatasetError>, _ console: Console, _ report: inout TestReport
  ) throws(CommandFailure) {
    var outputs: [Int: String] = [:]
    for sample in corpus.samples {
      let got = output(of: sample, session, console)
      if console.isInterrupted() { throw .interrupted }
      if got != sample.expected { outputs[sample.line] = got }
      let name = String(sample.input.prefix { !$0.isNewline })
      try report.add(verdict(on: sample, got), name, at: path, line: sample.line)
    }
    if purpose == .update, !outputs.isEmpty { try update(with: outputs) }
  }

  private func output(
    of sample: CorpusFile.Sample, _ session: Result<Session, DatasetError>, _ console: Console
  ) -> String {
    switch session {
    case .failure(let error): return error.transcript
    case .success(var session):
      for given in sample.parameters { session.setParameter(given.name, to: given.value) }
      return session.transcript(
        of: QueryText(sample.input), as: mode, isCancelled: console.isInterrupted)
    }
  }

  private func verdict(on sample: CorpusFile.Sample, _ got: String) -> TestReport.Verdict {
    guard got != sample.expected else { return .passed }
    switch purpose {
    case .update: return .updated
    case .compare:
      return .failed(
        "something else comes out than is expected",
        detail: LineDifference(expected: sample.expected, got: got).lines)
    }
  }

  /// Rewrites the file; it stays as it was unless the new one says what came out.
  private func update(with outputs: [Int: String]) throws(CommandFailure) {
    let text = corpus.updated { outputs[$0.line] ?? $0.expected }
    let written = CorpusFile(text).samples
    let isWhole = written.elementsEqual(corpus.samples) {
      $0.input == $1.input && $0.expected == outputs[$1.line] ?? $1.expected
    }
    guard isWhole else {
      throw .cannotWrite(path, reason: "what comes out cannot stand in a file of tests")
    }
    try OutputFile.replace(path, with: Array(text.utf8))
  }
}
