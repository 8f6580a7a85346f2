import Avow
import AvowTestSupport
import Synchronization

/// Runs queries as a test sees them: rows as CSV, notes and errors as text, `today` fixed.
enum TestSession {
  /// Everything that a text of queries prints, without the last line break.
  static func print(
    _ text: String, dataset: String?, mode: String = "csv",
    parameters: [(name: String, value: String)] = []
  ) -> String {
    do {
      var session = try session(on: dataset)
      for (name, value) in parameters { session.setParameter(name, to: value) }
      return output(of: text, in: session, mode: mode)
    } catch {
      return error.complaints.map(\.description).joined(separator: "\n")
    }
  }

  /// The sessions opened so far, by dataset; each test works on a copy.
  private static let sessions = Mutex<[String: Session]>([:])

  /// A session on a package of the corpus, or on the built-in dataset.
  static func session(on dataset: String?) throws(DatasetError) -> Session {
    if let known = sessions.withLock({ $0[dataset ?? ""] }) { return known }
    let location = dataset.map {
      DatasetLocation.directory(TestFiles.root + "/Tests/Corpus/packages/" + $0)
    }
    guard let today = CalendarDay("2026-11-21") else { preconditionFailure("a date") }
    let session = try Session(location ?? .builtIn, today: today)
    sessions.withLock { $0[dataset ?? ""] = session }
    return session
  }

  private static func output(of text: String, in session: Session, mode: String) -> String {
    var session = session
    var lines: [String] = []
    session.run(QueryText(text)) { outcome in
      lines.append(describe(outcome, mode: mode))
      return true
    }
    return trimmed(lines.filter { !$0.isEmpty }.joined(separator: "\n"))
  }

  private static func describe(_ outcome: Outcome, mode: String) -> String {
    switch outcome {
    case .answer(let answer): return rows(of: answer, mode: mode)
    case .plan(let plan): return trimmed(plan)
    case .defined: return ""
    case .held: return "the assertion holds"
    case .refuted(let message, let counterexamples):
      return "the assertion fails" + (message.map { ": " + $0 } ?? "") + "\n"
        + rows(of: counterexamples, mode: mode)
    case .warned(let complaints), .failed(let complaints):
      return trimmed(complaints.map(\.description).joined(separator: "\n"))
    }
  }

  private static func rows(of answer: Answer, mode: String) -> String {
    let text = trimmed(answer.text(as: mode) ?? "no such mode")
    guard mode == "csv" else { return text }
    return ([text] + answer.notes.map { "note: " + $0 }).joined(separator: "\n")
  }

  private static func trimmed(_ text: String) -> String {
    var text = text[...]
    while text.hasSuffix("\n") { text.removeLast() }
    return String(text)
  }
}
