import AvowDiagnostics
import AvowEngine
import AvowModel
import AvowPlan
import Testing

private func aggregate(
  _ function: AggregateFunction, _ argument: PlanExpression? = nil,
  filter: PlanExpression? = nil, percentile: ExactNumber? = nil, as type: DataType
) -> AggregateCall {
  AggregateCall(function, argument: argument, filter: filter, percentile: percentile, type: type)
}

@Test func `a filter keeps the true rows and counts the undecided ones by cause`() throws {
  let comparison = compare(field(.amount), .greater, number(4, Fixture.dollars))
  let cause = Cause(
    comparison: comparison, subject: field(.amount), subjectText: "amount",
    object: number(4, Fixture.dollars), objectText: "4 USD")
  let table = try run(
    .filter(scan, predicate(comparison, causes: [cause])), [], rows: true)
  #expect(table.origin?.rows == [0])
  #expect(
    table.notes == [
      .undecided(
        word: "pledge",
        causes: [
          UndecidedCause(text: "amount in EUR, not USD", count: 2),
          UndecidedCause(text: "amount crosses 4 USD", count: 1),
          UndecidedCause(text: "amount unknown", count: 1),
        ])
    ])
}

@Test func `equality on a tree takes in narrower values`() throws {
  #expect(try kept(compareCodes(field(.kind), .equal, kind(0))) == [0, 1, 3, 6])
  #expect(try kept(compareCodes(field(.kind), .equal, kind(1))) == [0, 6])
  #expect(try kept(compareCodes(field(.kind), .notEqual, kind(1))) == [1, 2, 3, 4])
  let coalition = constant(.row(3), .reference(Fixture.actors))
  #expect(try kept(compareCodes(field(.country), .equal, coalition)) == [0, 1, 5, 6])
}

@Test func `dates compare as intervals`() throws {
  #expect(try kept(dates(field(.said), .equal, period("2025"))) == [0, 1, 3, 4])
  #expect(try kept(dates(field(.said), .since, period("2025-03"))) == [0, 1, 6])
  #expect(try kept(dates(field(.said), .before, period("2025"))) == [2])
  #expect(try kept(dates(field(.said), .overlaps, period("2025-06"))) == [4])
}

@Test func `whole units tighten`() throws {
  let most = compare(field(.amount), .lessOrEqual, number(14, Fixture.persons))
  #expect(try kept(most) == [3])
}

@Test func `groups stand in the order of their keys, unknown and none last`() throws {
  let count = AggregateColumn(
    id: ColumnID(1), name: "count", call: aggregate(.count, as: .integer))
  let key = ComputedColumn(id: ColumnID(0), name: "country", value: field(.country))
  let table = try run(
    .aggregate(scan, keys: [key], calls: [count]),
    [
      make(.column(ColumnID(0)), .reference(Fixture.actors)),
      make(.column(ColumnID(1)), .integer),
    ])
  #expect(
    cells(table) == [
      [.row(2), Fixture.exact(1)], [.row(0), Fixture.exact(3)], [.row(1), Fixture.exact(1)],
      [.row(4), Fixture.exact(1)], [.missing(.notStated), Fixture.exact(1)],
    ])
  #expect(table.columns.map(\.isGroupKey) == [true, false])
}

@Test func `sums are inventories by unit with what was left out`() throws {
  let sum = aggregate(.sum, field(.amount), as: .inventory(nil))
  let table = try run(
    .aggregate(scan, keys: [], calls: [AggregateColumn(id: ColumnID(0), name: "s", call: sum)]),
    [make(.column(ColumnID(0)), .inventory(nil))])
  #expect(
    cells(table) == [
      [
        .list([
          Fixture.between(7, 13, Fixture.dollars), Fixture.over(285, Fixture.euros),
          Fixture.below(15, Fixture.persons),
        ])
      ]
    ])
  #expect(table.columns[0].column.omissions?.unknown == [1])
}

@Test func `nested aggregates run for all outer rows`() throws {
  let actor = RowID(1)
  let inner = RowID(2)
  let way = WayBack(
    relation: Fixture.pledges, fieldName: "country", row: RowID(3),
    reference: field(.country, of: RowID(3)))
  let stance = field(.stance, of: inner)
  let refused = compareCodes(
    stance, .greaterOrEqual, constant(.code(2), .enumeration(Fixture.stances)))
  let related = Plan.related(way, to: row(actor, Fixture.actors), inner)
  let count = make(
    .aggregate(aggregate(.count, as: .integer), over: .filter(related, predicate(refused))),
    .integer)
  let any = make(
    .aggregate(aggregate(.any, as: .boolean), over: .filter(related, predicate(refused))), .boolean)
  for size in [1, 2, 4096] {
    let table = try run(.scan(Fixture.actors, actor), [count, any], blockSize: size)
    #expect(
      cells(table) == [
        [Fixture.exact(2), .boolean(true)], [Fixture.between(0, 1), .missing(.undecided)],
        [Fixture.exact(0), .boolean(false)], [Fixture.exact(0), .boolean(false)],
        [Fixture.exact(0), .boolean(false)],
      ])
  }
}

@Test func `top keeps ties and says so`() throws {
  let key = SortKey(value: field(.size), isDescending: true)
  let table = try run(.top(scan, count: 1, key), [field(.size)], rows: true)
  #expect(table.origin?.rows == [0, 5])
  #expect(table.notes == [.ties(kept: 1)])
}

@Test func `missing values sort last in both directions`() throws {
  let up = try run(
    .sort(scan, [SortKey(value: field(.size), isDescending: false)]), [], rows: true)
  #expect(up.origin?.rows == [1, 6, 2, 0, 5, 4, 3])
  let down = try run(
    .sort(scan, [SortKey(value: field(.size), isDescending: true)]), [], rows: true)
  #expect(down.origin?.rows == [0, 5, 2, 6, 1, 4, 3])
}
