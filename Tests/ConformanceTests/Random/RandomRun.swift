import Avow
import AvowTestSupport

/// How many random queries are tried, and from where they begin.
///
/// `AVOW_SEED=7 AVOW_ROUNDS=1000 swift test --filter RandomTests` sets both.
enum RandomRun {
  static let seed = UInt64(TestFiles.setting("AVOW_SEED") ?? "") ?? 1
  static let rounds = Int(TestFiles.setting("AVOW_ROUNDS") ?? "") ?? 25

  /// The packages that queries are made for, by their names in the corpus; nil is the built-in one.
  static let datasets: [String?] = ["small", "treaties", "ledger", nil]
}

/// A dataset, a generator for it, and what queries print.
struct RandomSession {
  let dataset: String?
  var queries: RandomQueries
  /// How many queries were run, and how many of those that were made do not run.
  private(set) var runCount = 0
  private(set) var wrongCount = 0

  init(_ dataset: String?, salt: UInt64) throws {
    self.dataset = dataset
    queries = RandomQueries(
      try TestSession.session(on: dataset), seed: RandomRun.seed &* 1_000_003 &+ salt)
  }

  /// What a text prints besides warnings, whose places differ; nil where it does not run.
  mutating func output(of text: String) -> String? {
    runCount += 1
    let output = TestSession.print(text, dataset: dataset)
    guard !output.hasPrefix("error["), !output.contains("\nerror[") else { return nil }
    var isWarning = false
    let lines = output.split(separator: "\n", omittingEmptySubsequences: false).filter { line in
      let continues = line.hasPrefix("  ") || line == "." || line.isEmpty
      isWarning = line.hasPrefix("warning[") || (isWarning && continues)
      return !isWarning
    }
    return lines.joined(separator: "\n")
  }

  /// The rows that a text prints, without header, notes and warnings; nil where it does not run.
  mutating func rows(of text: String) -> [String]? {
    guard let output = output(of: text) else { return nil }
    let lines = output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let header = lines.firstIndex { $0 == "id" || $0.hasPrefix("id,") } ?? 0
    return lines.dropFirst(header + 1).filter { !$0.hasPrefix("note: ") }
  }

  /// A relation and a condition on it that runs; nil where ten attempts did not.
  mutating func condition(depth: Int = 2) -> (relation: String, condition: String)? {
    for _ in 0..<10 {
      let relation = queries.pick(queries.relations)
      let condition = queries.condition(on: relation, depth: depth)
      if output(of: "\(relation) where \(condition) select id") != nil {
        return (relation, condition)
      }
      wrongCount += 1
    }
    return nil
  }
}
