internal import Avow
internal import AvowCorpus

/// Runs files of tests and reports what became of them.
struct TestRun {
  /// What to do where something else comes out than is expected.
  enum Purpose: Hashable {
    /// Report it.
    case compare
    /// Rewrite the expectation.
    case update
  }

  let paths: [String]
  /// The dataset of files that name none; nil for the built-in one.
  let dataset: String?
  /// The day of files that name none; nil for the clock's.
  let today: CalendarDay?
  let parameters: [(name: String, value: String)]
  let purpose: Purpose

  /// Reads all files, then runs them; nothing runs where one of them is malformed.
  func run(_ console: Console) -> ExitStatus {
    let messages = Messages(console: console, form: .text)
    do {
      return try run(console, messages)
    } catch {
      messages.write(error)
      return error.status
    }
  }

  private func run(_ console: Console, _ messages: Messages) throws(CommandFailure) -> ExitStatus {
    guard let day = today ?? console.today else {
      throw .usage("there is no clock: say the day by --today")
    }
    var list = TestFileList()
    for path in paths { try list.add(path) }
    var sessions = TestSessions(dataset: dataset, today: day, parameters: parameters)
    for file in list.files {
      if let error = sessions.open(for: file) {
        messages.write(error.complaints)
        return error.isUnreadable ? .usageOrFileError : .datasetInvalid
      }
    }
    var report = try TestReport(console.output)
    do {
      for file in list.files { try run(file, &sessions, console, &report) }
    } catch {
      if error == .interrupted { try report.bailOut("interrupted") }
      throw error
    }
    try report.end()
    return report.failedCount > 0 ? .assertionFailed : .success
  }

  private func run(
    _ file: TestFile, _ sessions: inout TestSessions, _ console: Console,
    _ report: inout TestReport
  ) throws(CommandFailure) {
    switch file.content {
    case .samples(let corpus, let settings):
      let test = SampleTest(path: file.path, corpus: corpus, mode: settings.mode, purpose: purpose)
      try test.run(sessions.session(for: settings), console, &report)
    case .script(let script, let expectation):
      guard case .success(let session) = sessions.session(for: nil) else { return }
      let test = ScriptTest(
        path: file.path, script: script, expectation: expectation, purpose: purpose)
      try test.run(session, console, &report)
    }
  }
}
