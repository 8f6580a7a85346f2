import Avow
import AvowRender
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
      guard let mode = OutputMode(rawValue: mode) else { return "no such mode" }
      return session.transcript(of: QueryText(text), as: mode)
    } catch {
      return error.transcript
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
}
