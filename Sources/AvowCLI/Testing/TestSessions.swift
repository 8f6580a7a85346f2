internal import Avow

/// The datasets of a run of tests, each opened once.
struct TestSessions {
  private struct Key: Hashable {
    var dataset: String?
    var today: CalendarDay
  }

  private let dataset: String?
  private let today: CalendarDay
  private let parameters: [(name: String, value: String)]
  private var opened: [Key: Result<Session, DatasetError>] = [:]

  init(
    dataset: String?, today: CalendarDay, parameters: [(name: String, value: String)]
  ) {
    self.dataset = dataset
    self.today = today
    self.parameters = parameters
  }

  /// Opens what a file needs, and gives the reason why it cannot run.
  ///
  /// A dataset that the file itself names may be wrong: what is wrong is what its samples print.
  mutating func open(for file: TestFile) -> DatasetError? {
    switch file.content {
    case .samples(_, let settings):
      guard case .failure(let error) = session(for: settings) else { return nil }
      return settings.dataset == nil || error.isUnreadable ? error : nil
    case .script:
      guard case .failure(let error) = session(for: nil) else { return nil }
      return error
    }
  }

  /// A session as each test finds it, by a file's settings; nil for a file that has none.
  mutating func session(for settings: TestSettings?) -> Result<Session, DatasetError> {
    let key = Key(dataset: settings?.dataset ?? dataset, today: settings?.today ?? today)
    if let known = opened[key] { return known }
    let result = Result { () throws(DatasetError) in
      var session = try Session(key.dataset.map { .directory($0) } ?? .builtIn, today: key.today)
      session.keepUntilExit()
      for given in parameters { session.setParameter(given.name, to: given.value) }
      return session
    }
    opened[key] = result
    return result
  }
}
