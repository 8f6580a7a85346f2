import AvowEngine
import AvowModel
import AvowPlan
import Testing

private let thread = row(pledge, RandomHistory.threads)

private func viewpoint(_ limit: Int?, _ known: Int?, since first: Int? = nil) -> Viewpoint {
  var result = Viewpoint(
    saidBy: limit.map(RandomHistory.day), publishedBy: known.map(RandomHistory.day))
  result.saidSince = first.map(RandomHistory.day)
  return result
}

private func stance(_ viewpoint: Viewpoint) -> PlanExpression {
  make(
    .viewed(.field(RandomHistory.threads, 0, viewpoint), [thread]),
    .enumeration(EnumerationID(1)))
}

private func isSaid(_ viewpoint: Viewpoint) -> PlanExpression {
  make(.viewed(.isSaid(RandomHistory.threads, viewpoint), [thread]), .boolean)
}

private func only(_ expression: PlanExpression, in database: Database) throws -> Value {
  let derived = try deriveThreads(in: database)
  let table = try run(.scan(RandomHistory.threads, pledge), [expression], in: derived)
  return try #require(cells(table).first?.first)
}

@Test(arguments: 0..<150)
func `a thread on any day is as every order of its rows makes it`(seed: Int) throws {
  let history = RandomHistory(seed: seed)
  let database = history.database
  for limit in RandomHistory.days {
    for known in [RandomHistory.days.upperBound + 5, limit, limit / 2 + 2] {
      let found = try only(stance(viewpoint(limit, known)), in: database)
      let expected = history.stance(asOf: limit, knownOn: known)
      #expect(found == expected, "seed \(seed), as of \(limit), known on \(known)")
      let truth = try only(isSaid(viewpoint(limit, known)), in: database)
      let isSaid = history.isSaid(since: .min, asOf: limit, knownOn: known)
      #expect(truth == isSaid.map(Value.boolean) ?? .missing(.undecided), "seed \(seed)")
    }
  }
}

@Test(arguments: 0..<60)
func `a thread is spoken of during a period as every order of its rows makes it`(
  seed: Int
) throws {
  let history = RandomHistory(seed: seed)
  for first in 0...8 {
    for last in first...(first + 3) {
      let found = try only(
        isSaid(viewpoint(last, nil, since: first)), in: history.database)
      let expected = history.isSaid(since: first, asOf: last, knownOn: 100)
      #expect(found == expected.map(Value.boolean) ?? .missing(.undecided), "seed \(seed)")
    }
  }
}

@Test(arguments: 0..<60)
func `on a day after all that is said, a thread is as without a day`(seed: Int) throws {
  let database = RandomHistory(seed: seed).database
  let late = RandomHistory.days.upperBound + 20
  let plain = make(
    .field(thread, RandomHistory.threads, 0), .enumeration(EnumerationID(1)))
  #expect(
    try only(stance(viewpoint(late, nil)), in: database) == only(plain, in: database))
  #expect(
    try only(stance(viewpoint(nil, late)), in: database) == only(plain, in: database))
}

@Test(arguments: 0..<60)
func `what is known on a day stays known`(seed: Int) throws {
  let database = RandomHistory(seed: seed).database
  var earlier = 0
  var possiblyEarlier = 0
  for known in RandomHistory.days {
    let source = row(pledge, RandomHistory.statements)
    let said = make(
      .viewed(.isSaid(RandomHistory.statements, viewpoint(nil, known)), [source]), .boolean)
    let table = try run(.scan(RandomHistory.statements, pledge), [said], in: database)
    let truths = cells(table).map { $0[0] }
    let certain = truths.count { $0 == .boolean(true) }
    let possible = truths.count { $0 != .boolean(false) }
    #expect(certain >= earlier && possible >= possiblyEarlier)
    (earlier, possiblyEarlier) = (certain, possible)
  }
}

@Test(arguments: 0..<150)
func `the changes of a thread lead through its states`(seed: Int) throws {
  let history = RandomHistory(seed: seed)
  let columns = ThreadChanges.Columns(
    thread: ColumnID(1), field: ColumnID(2), old: ColumnID(3), new: ColumnID(4),
    said: ColumnID(5), source: ColumnID(6))
  let changes = ThreadChanges(
    threads: .scan(RandomHistory.threads, pledge), row: pledge,
    relation: RandomHistory.threads, viewpoint: Viewpoint(), columns: columns)
  let output = [columns.old, columns.new].map { make(.column($0), .text) }
  let table = try run(
    .changes(changes), output, in: deriveThreads(in: history.database))
  var states: [Value] = []
  for day in history.eventDays {
    let state = shown(history.stance(asOf: day, knownOn: 100))
    if state != states.last { states.append(state) }
  }
  let found = cells(table)
  // Before the first change nothing is said; a first state like that is no change.
  let isSilentStart = states.first == found.first?[0] || states.first == .missing(.none)
  #expect(
    found.map { $0[1] } == states
      || (isSilentStart && found.map { $0[1] } == Array(states.dropFirst())), "seed \(seed)")
  for (change, next) in zip(found, found.dropFirst()) { #expect(change[1] == next[0]) }
}

private func shown(_ value: Value) -> Value {
  guard case .code(let code) = value else { return value }
  return .text(RandomHistory.schema.enumerations[1].values[Int(code)].name)
}
