import Avow
import AvowTestSupport
import Testing

/// What must hold of queries whatever they say, tried on random ones.
@Suite struct RandomTests {
  @Test(arguments: RandomRun.datasets)
  func `each row fulfils a condition, its contrary, or neither`(_ dataset: String?) throws {
    try each(dataset, salt: 1) { session, relation, p in
      let all = session.rows(of: "\(relation) select id")
      let yes = session.rows(of: "\(relation) where \(p) select id")
      let no = session.rows(of: "\(relation) where not (\(p)) select id")
      let undecided = session.rows(of: "\(relation) where (\(p)) is unknown select id")
      let parts = (yes ?? []) + (no ?? []) + (undecided ?? [])
      #expect(parts.sorted() == all?.sorted(), "\(relation) where \(p)")
      #expect(session.rows(of: "\(relation) where certainly(\(p)) select id") == yes, "\(p)")
      let possible = session.rows(of: "\(relation) where possibly(\(p)) select id")
      #expect(possible?.sorted() == ((yes ?? []) + (undecided ?? [])).sorted(), "\(p)")
      let count = session.output(of: "let n = count(\(relation) where \(p)); n")
      let least = yes?.count ?? 0
      let most = least + (undecided?.count ?? 0)
      #expect(count == (least == most ? "n\n\(least)" : "n\n\(least)-\(most)"), "\(p)")
    }
  }

  @Test(arguments: RandomRun.datasets)
  func `clauses agree with each other`(_ dataset: String?) throws {
    try each(dataset, salt: 2) { session, relation, p in
      let base = "\(relation) where \(p)"
      let key = session.queries.key(of: relation)
      let ordered = "\(base) order by \(key)"
      guard let rows = session.rows(of: "\(ordered) select id") else { return }
      let plain = session.rows(of: "\(base) select id") ?? []
      #expect(rows.sorted() == plain.sorted(), "\(ordered)")
      for count in [0, 1, 3] {
        let limited = session.rows(of: "\(ordered) limit \(count) select id")
        #expect(limited == Array(rows.prefix(count)), "\(ordered) limit \(count)")
        let later = session.rows(of: "\(ordered) limit \(count) offset 1 select id")
        #expect(later == Array(rows.dropFirst().prefix(count)), "\(ordered)")
      }
      let groups = session.rows(of: "\(base) group by \(key) select count as id") ?? []
      #expect(groups.compactMap(Int.init).reduce(0, +) == plain.count, "\(base) group by \(key)")
      let distinct = session.rows(of: "\(base) select \(key) as id distinct") ?? []
      #expect(distinct.count == groups.count, "\(base) select \(key) distinct")
    }
  }

  @Test(arguments: RandomRun.datasets)
  func `a query means the same on one line, laid out, and by a name`(_ dataset: String?) throws {
    try each(dataset, salt: 3) { session, relation, p in
      let key = session.queries.key(of: relation)
      let query = "\(relation) where \(p) order by \(key) select id"
      let answer = session.output(of: query)
      guard case .formatted(let laidOut) = format(QueryText(query)) else {
        Issue.record("\(query) is not laid out")
        return
      }
      let line = laidOut.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      #expect(rows(session.output(of: laidOut)) == rows(answer), "\(laidOut)")
      #expect(rows(session.output(of: line)) == rows(answer), "\(line)")
      if case .formatted(let again) = format(QueryText(laidOut)) { #expect(again == laidOut) }
      let named = session.output(
        of: "let found = \(relation) where \(p); found order by \(key) select id")
      #expect(rows(named) == rows(answer), "\(query)")
    }
  }

  @Test(arguments: RandomRun.datasets)
  func `conditions one after another are one condition`(_ dataset: String?) throws {
    try each(dataset, salt: 4) { session, relation, p in
      guard let (_, q) = otherCondition(on: relation, &session) else { return }
      let joined = session.output(of: "\(relation) where (\(p)) and (\(q)) select id")
      let split = session.output(of: "\(relation) where \(p) where \(q) select id")
      #expect(split == joined, "\(relation) where \(p) where \(q)")
      let swapped = session.output(of: "\(relation) where \(q) where \(p) select id")
      #expect(rows(swapped) == rows(joined), "\(relation) where \(q) where \(p)")
      #expect(undecidedCount(swapped) == undecidedCount(joined), "\(relation): \(q), \(p)")
    }
  }

  @Test(arguments: RandomRun.datasets)
  func `sets of rows are those of their conditions`(_ dataset: String?) throws {
    try each(dataset, salt: 5) { session, relation, p in
      guard let (_, q) = otherCondition(on: relation, &session) else { return }
      let sides = ("\(relation) where certainly(\(p))", "\(relation) where certainly(\(q))")
      for (word, condition) in [
        ("union", "certainly(\(p)) or certainly(\(q))"),
        ("intersect", "certainly(\(p)) and certainly(\(q))"),
        ("except", "certainly(\(p)) and not certainly(\(q))"),
      ] {
        let set = session.rows(of: "(\(sides.0) \(word) \(sides.1)) select id")
        let plain = session.rows(of: "\(relation) where \(condition) select id")
        #expect(set?.sorted() == plain?.sorted(), "\(sides.0) \(word) \(sides.1)")
      }
    }
  }

  @Test(arguments: RandomRun.datasets)
  func `an exact value is as its ends are`(_ dataset: String?) throws {
    var session = try RandomSession(dataset, salt: 7)
    for _ in 0..<RandomRun.rounds {
      let relation = session.queries.pick(session.queries.relations)
      guard let (field, limit) = session.queries.interval(of: relation) else { continue }
      let exact = "\(relation) where low(\(field)) = high(\(field)) and low(\(field)) is known"
      for sign in ["=", "!=", "<", "<=", ">", ">="] {
        let found = session.rows(of: "\(exact) where \(field) \(sign) \(limit) select id")
        for end in ["low", "high"] {
          let text = "\(exact) where \(end)(\(field)) \(sign) \(limit) select id"
          #expect(session.rows(of: text) == found, "\(text)")
        }
      }
    }
  }

  @Test func `what is known grows from one day to a later one`() throws {
    var session = try RandomSession(nil, salt: 6)
    let days = ["2023-06", "2025-03", "2025-05-15", "2025-09", "2026-11"]
    for relation in ["statements", "pledges", "documents"] {
      for bound in ["as of", "as known on"] {
        var before: Set<String> = []
        for day in days {
          let text = "\(relation) \(bound) \(day) select id"
          let found = session.rows(of: text)
          let rows = try #require(found, "\(text)")
          #expect(before.isSubset(of: rows), "\(text)")
          before = Set(rows)
        }
        #expect(!before.isEmpty, "\(relation) \(bound)")
      }
    }
  }

  /// Tries a property on random conditions that run.
  private func each(
    _ dataset: String?, salt: UInt64,
    _ check: (inout RandomSession, String, String) throws -> Void
  ) throws {
    var session = try RandomSession(dataset, salt: salt)
    for _ in 0..<RandomRun.rounds {
      guard let (relation, condition) = session.condition() else { continue }
      try check(&session, relation, condition)
    }
    let tried = RandomRun.rounds + session.wrongCount
    #expect(session.wrongCount * 2 < tried, "\(session.wrongCount) of \(tried) do not run")
    TestFiles.tell(
      "seed \(RandomRun.seed), \(dataset ?? "built-in"): \(session.runCount) random queries")
  }

  private func otherCondition(
    on relation: String, _ session: inout RandomSession
  ) -> (String, String)? {
    for _ in 0..<10 {
      let condition = session.queries.condition(on: relation, depth: 1)
      if session.output(of: "\(relation) where \(condition) select id") != nil {
        return (relation, condition)
      }
    }
    return nil
  }

  private func rows(_ output: String?) -> [Substring]? {
    output?.split(separator: "\n").filter { !$0.hasPrefix("note: ") }
  }

  /// How many rows the notes call undecided.
  private func undecidedCount(_ output: String?) -> Int? {
    output?.split(separator: "\n").filter { $0.hasPrefix("note: ") && $0.contains(" undecided: ") }
      .compactMap { Int($0.dropFirst(6).prefix { $0.isNumber }) }.reduce(0, +)
  }
}
