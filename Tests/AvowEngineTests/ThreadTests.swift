import AvowEngine
import AvowModel
import Testing

/// One thread, and dated rows that speak of its stance.
private struct Thread {
  /// When, how certain, which stance, and whether it repeats.
  typealias Row = (said: String, certainty: UInt32, stance: Value, isRepetition: Bool)

  private static let certainty = EnumerationID(0)
  private static let stance = EnumerationID(1)
  private static let flag = EnumerationID(2)

  static func database(_ rows: [Row]) -> Database {
    var schema = Schema(name: "threads")
    let names = { (names: [String]) in names.map { Enumeration.Member(name: $0) } }
    schema.enumerations = [
      Enumeration(name: "certainty", values: names(["certain", "possible"])),
      Enumeration(name: "stance", values: names(["refused", "willing", "pledged"])),
      Enumeration(name: "flag", values: names(["repeated"])),
    ]
    var threads = Relation(name: "threads")
    threads.fields = [
      Field(name: "stance", type: .enumeration(stance), origin: .thread),
      Field(name: "announced", type: .date, origin: .thread),
      Field(name: "updated", type: .date, origin: .thread),
      Field(name: "rest", type: .text, origin: .thread),
    ]
    var rule = ThreadRule(
      source: RelationID(1), member: 0, date: 1, fields: [.init(thread: 0, source: 3)])
    rule.certainty = 2
    rule.first = 1
    rule.last = 2
    rule.repetition = .init(field: 4, code: 0)
    threads.thread = rule
    var statements = Relation(name: "statements")
    statements.fields = [
      Field(name: "thread", type: .list(.reference(RelationID(0)))),
      Field(name: "said", type: .date),
      Field(name: "certainty", type: .enumeration(certainty)),
      Field(name: "stance", type: .enumeration(stance)),
      Field(name: "flag", type: .enumeration(flag)),
    ]
    schema.relations = [threads, statements]
    let columns = statements.fields.indices.map { index -> Column? in
      var builder = ColumnBuilder(statements.fields[index].type, in: schema)
      for row in rows {
        let cells: [Value] = [
          .list([.row(0)]), Fixture.date(row.said), .code(row.certainty), row.stance,
          row.isRepetition ? .code(0) : .missing(.notStated),
        ]
        builder.append(cells[index])
      }
      return builder.build()
    }
    return Database(
      schema: schema,
      tables: [
        Table(rowCount: 2, columns: [nil, nil, nil, nil]),
        Table(rowCount: rows.count, columns: columns),
      ])
  }

  /// Stance, announced and updated of the thread.
  static func state(_ rows: [Row], asOf: String? = nil) throws -> [Value] {
    var day: Day?
    if let asOf, case .date(let date) = Fixture.date(asOf) { day = date.latest }
    let derived = try deriveThreads(in: database(rows), asOf: day)
    return derived.tables[0].columns.prefix(3).map { $0?.value(at: 0) ?? .missing(.undecided) }
  }

  static func stance(_ rows: [Row], asOf: String? = nil) throws -> Value {
    try state(rows, asOf: asOf)[0]
  }
}

@Test func `the latest row that speaks decides`() throws {
  let rows: [Thread.Row] = [
    ("2025-03-01", 0, .code(0), false), ("2025-08-20", 0, .code(1), false),
    ("2025-09-01", 0, .missing(.notStated), false),
  ]
  #expect(
    try Thread.state(rows) == [
      .code(1), Fixture.day("2025-03-01"), Fixture.day("2025-09-01"),
    ])
  #expect(try Thread.stance(rows, asOf: "2025-03") == .code(0))
  #expect(try Thread.stance(rows, asOf: "2025-02") == .missing(.notStated))
}

@Test func `unknown and none speak`() throws {
  #expect(
    try Thread.stance([
      ("2025-03-01", 0, .code(0), false), ("2025-04-01", 0, .missing(.unspecified), false),
    ]) == .missing(.unspecified))
  #expect(
    try Thread.stance([
      ("2025-03-01", 0, .code(0), false), ("2025-04-01", 0, .missing(.none), false),
    ]) == .missing(.none))
}

@Test func `on one day the more certain row wins, and a tie is unknown`() throws {
  #expect(
    try Thread.stance([
      ("2025-03-01", 0, .code(0), false), ("2025-03-01", 1, .code(1), false),
    ]) == .code(0))
  #expect(
    try Thread.stance([
      ("2025-03-01", 0, .code(0), false), ("2025-03-01", 0, .code(1), false),
    ]) == .missing(.order))
  #expect(
    try Thread.stance([
      ("2025-03-01", 0, .code(1), false), ("2025-03-01", 0, .code(1), false),
    ]) == .code(1))
}

@Test func `an uncertain order matters only where values differ`() throws {
  #expect(
    try Thread.stance([("2025-03", 0, .code(0), false), ("2025-03-09", 0, .code(1), false)])
      == .missing(.order))
  #expect(
    try Thread.stance([("2025-03", 0, .code(1), false), ("2025-03-09", 0, .code(1), false)])
      == .code(1))
  #expect(
    try Thread.stance([
      ("2025-03", 0, .code(0), false), ("2025-03-09", 0, .code(1), false),
      ("2025-05-01", 0, .code(2), false),
    ]) == .code(2))
}

@Test func `a row that may lie on either side of the day counts where it changes nothing`() throws {
  let rows: [Thread.Row] = [
    ("2025-03-01", 0, .code(0), false), ("2025-04", 0, .code(1), false),
  ]
  #expect(try Thread.stance(rows, asOf: "2025-04-10") == .missing(.order))
  #expect(try Thread.stance(rows, asOf: "2025-04-30") == .code(1))
  #expect(try Thread.stance([rows[1]], asOf: "2025-04-10") == .missing(.order))
  #expect(
    try Thread.stance([rows[0], ("2025-04", 0, .code(0), false)], asOf: "2025-04-10")
      == .code(0))
}

@Test func `a first row that repeats leaves the beginning open`() throws {
  let state = try Thread.state([
    ("2025-03-01", 0, .code(0), true), ("2025-04", 0, .code(1), false),
  ])
  guard case .date(let announced) = state[1] else {
    Issue.record("no date")
    return
  }
  #expect(announced.description == "[..2025-03-01]")
}

@Test func `a thread without rows is not stated`() throws {
  let derived = try deriveThreads(in: Thread.database([]))
  #expect(
    derived.tables[0].columns.map { $0?.value(at: 1) }
      == [Value?](repeating: .missing(.notStated), count: 4))
}
