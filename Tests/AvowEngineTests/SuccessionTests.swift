import AvowEngine
import AvowModel
import Testing

/// One thread of two rows of which each may be the latest, and links between them.
private func stance(_ links: [(from: UInt32, kind: UInt32, to: UInt32)]) throws -> Value {
  var schema = Schema(name: "threads")
  schema.enumerations = [
    Enumeration(
      name: "stance", values: [Enumeration.Member(name: "refused"), .init(name: "willing")]),
    Enumeration(
      name: "link", values: [Enumeration.Member(name: "supersedes"), .init(name: "restates")]),
  ]
  var threads = Relation(name: "threads")
  threads.fields = [Field(name: "stance", type: .enumeration(EnumerationID(0)), origin: .thread)]
  threads.thread = ThreadRule(
    source: RelationID(1), member: 0, date: 1, fields: [.init(thread: 0, source: 2)])
  var rows = Relation(name: "rows")
  rows.fields = [
    Field(name: "thread", type: .reference(RelationID(0))), Field(name: "said", type: .date),
    Field(name: "stance", type: .enumeration(EnumerationID(0))),
  ]
  var linked = Relation(name: "links")
  linked.fields = [
    Field(name: "from", type: .reference(RelationID(1))),
    Field(name: "kind", type: .enumeration(EnumerationID(1))),
    Field(name: "to", type: .reference(RelationID(1))),
  ]
  schema.relations = [threads, rows, linked]
  var rule = LinkRule(relation: RelationID(2), from: 0, to: 2, kind: 1)
  rule.supersedes = [0]
  schema.links = rule
  func column(_ relation: Int, _ field: Int, _ cells: [Value]) -> Column? {
    var builder = ColumnBuilder(schema.relations[relation].fields[field].type, in: schema)
    for cell in cells { builder.append(cell) }
    return builder.build()
  }
  let database = Database(
    schema: schema,
    tables: [
      Table(rowCount: 1, columns: [nil]),
      Table(
        rowCount: 2,
        columns: [
          column(1, 0, [.row(0), .row(0)]),
          column(1, 1, [Fixture.date("2025-03"), Fixture.date("2025-03")]),
          column(1, 2, [.code(0), .code(1)]),
        ]),
      Table(
        rowCount: links.count,
        columns: [
          column(2, 0, links.map { .row($0.from) }), column(2, 1, links.map { .code($0.kind) }),
          column(2, 2, links.map { .row($0.to) }),
        ]),
    ])
  return try deriveThreads(in: database).tables[0].columns[0]?.value(at: 0)
    ?? .missing(.undecided)
}

@Test func `a link decides which of two rows is the later`() throws {
  #expect(try stance([]) == .missing(.order))
  #expect(try stance([(0, 0, 1)]) == .code(0))
  #expect(try stance([(1, 0, 0)]) == .code(1))
}

@Test func `other links, circles and a link to itself decide nothing`() throws {
  #expect(try stance([(1, 1, 0)]) == .missing(.order))
  #expect(try stance([(0, 0, 1), (1, 0, 0)]) == .missing(.order))
  #expect(try stance([(0, 0, 0)]) == .missing(.order))
}
