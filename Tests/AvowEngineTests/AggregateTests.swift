import AvowEngine
import AvowModel
import AvowPlan
import Testing

/// The results of aggregates over all pledges, or over those of a filter in a nested plan.
private func aggregates(_ calls: [AggregateCall], over plan: Plan = scan) throws -> [Value] {
  let columns = calls.enumerated().map {
    AggregateColumn(id: ColumnID($0.offset), name: "a", call: $0.element)
  }
  let table = try run(
    .aggregate(plan, keys: [], calls: columns),
    calls.enumerated().map { make(.column(ColumnID($0.offset)), $0.element.type) })
  return cells(table)[0]
}

private func aggregate(
  _ function: AggregateFunction, _ argument: PlanExpression? = nil,
  filter: PlanExpression? = nil, percentile: Int? = nil, as type: DataType
) -> AggregateCall {
  AggregateCall(
    function, argument: argument, filter: filter,
    percentile: percentile.map { ExactNumber(Int128($0)) }, type: type)
}

private let nothing = Plan.filter(scan, predicate(constant(.boolean(false), .boolean)))
private let large = compare(field(.amount), .greater, number(4, Fixture.dollars))

@Test func `numbers aggregate exactly`() throws {
  // 10, -3, 7, none, unknown, 10, 0
  #expect(
    try aggregates([
      aggregate(.sum, field(.size), as: .integer), aggregate(.min, field(.size), as: .integer),
      aggregate(.max, field(.size), as: .integer), aggregate(.avg, field(.size), as: .decimal),
      aggregate(.countKnown, field(.size), as: .integer),
      aggregate(.distinctCount, field(.size), as: .integer),
      aggregate(.median, field(.size), as: .decimal),
      aggregate(.percentile, field(.size), percentile: 10, as: .decimal),
    ]) == [
      Fixture.exact(24), Fixture.exact(-3), Fixture.exact(10),
      .number(NumberRange(ExactNumber(48, scale: 1)), nil), Fixture.exact(5), Fixture.exact(4),
      Fixture.exact(7), .number(NumberRange(ExactNumber(-18, scale: 1)), nil),
    ])
}

@Test func `intervals of one unit aggregate by their ends`() throws {
  // 5, 2–8, over 280, below 15, unknown, none, 5
  let budget = field(.budget)
  #expect(
    try aggregates([
      aggregate(.sum, budget, as: .inventory(nil)), aggregate(.min, budget, as: .quantity(nil)),
      aggregate(.max, budget, as: .quantity(nil)), aggregate(.avg, budget, as: .quantity(nil)),
      aggregate(.median, budget, as: .quantity(nil)),
    ]) == [
      .list([Fixture.over(292, Fixture.dollars)]), Fixture.between(0, 5, Fixture.dollars),
      Fixture.over(280, Fixture.dollars),
      .number(
        NumberRange(lower: .open(ExactNumber(584, scale: 1)), upper: .absent), Fixture.dollars),
      Fixture.between(5, 8, Fixture.dollars),
    ])
}

@Test func `no rows give 0, the empty list, none or a truth`() throws {
  #expect(
    try aggregates(
      [
        aggregate(.count, as: .integer), aggregate(.sum, field(.size), as: .integer),
        aggregate(.sum, field(.amount), as: .inventory(nil)),
        aggregate(.list, field(.title), as: .list(.text)),
        aggregate(.min, field(.said), as: .date), aggregate(.avg, field(.size), as: .decimal),
        aggregate(.first, field(.title), as: .text), aggregate(.any, as: .boolean),
        aggregate(.all, field(.met), as: .boolean), aggregate(.none, as: .boolean),
        aggregate(.median, field(.size), as: .decimal),
      ], over: nothing) == [
        Fixture.exact(0), Fixture.exact(0), .list([]), .list([]), .missing(.none),
        .missing(.none), .missing(.none), .boolean(false), .boolean(true), .boolean(true),
        .missing(.none),
      ])
}

@Test func `filters inside an aggregate leave undecided rows undecided`() throws {
  // Amounts: 5 USD, 2–8 USD, over 280 EUR, people, unknown, none, 5 EUR.
  #expect(
    try aggregates([
      aggregate(.count, filter: large, as: .integer),
      aggregate(.any, filter: large, as: .boolean),
      aggregate(.all, field(.met), filter: large, as: .boolean),
      aggregate(.sum, field(.size), filter: large, as: .integer),
    ]) == [Fixture.between(1, 5), .boolean(true), .missing(.undecided), Fixture.exact(10)])
}

@Test func `extremes of dates are intervals, of other values by their order`() throws {
  let result = try aggregates([
    aggregate(.min, field(.said), as: .date), aggregate(.max, field(.said), as: .date),
    aggregate(.max, field(.stance), as: .enumeration(Fixture.stances)),
    aggregate(.min, field(.country), as: .reference(Fixture.actors)),
    aggregate(.max, field(.title), as: .text),
  ])
  #expect(result[0] == Fixture.day("2024-12-31"))
  guard case .date(let last) = result[1] else {
    Issue.record("no date")
    return
  }
  #expect(last.description == "[2025-05-01..]")
  #expect(Array(result[2...]) == [.code(2), .row(2), .text("Étudier l'aide")])
}

@Test func `first and last are rows in input order, lists distinct known values`() throws {
  #expect(
    try aggregates([
      aggregate(.first, field(.stance), as: .enumeration(Fixture.stances)),
      aggregate(.last, field(.amount), as: .quantity(nil)),
      aggregate(.list, field(.country), as: .list(.reference(Fixture.actors))),
      aggregate(.list, field(.joint), as: .list(.reference(Fixture.actors))),
    ]) == [
      .code(2), Fixture.exact(5, Fixture.euros), .list([.row(0), .row(1), .row(2), .row(4)]),
      .list([.row(1), .row(0), .row(4), .row(2)]),
    ])
}

@Test func `a sum that left rows out compares as open above`() throws {
  let id = ColumnID(9)
  let sum = aggregate(.sum, field(.size), as: .integer)
  let plan = Plan.aggregate(
    scan, keys: [], calls: [AggregateColumn(id: id, name: "s", call: sum)])
  let column = make(.column(id), .integer)
  // The sum is 24, and one size is unknown.
  let table = try run(
    plan,
    [
      compare(column, .greater, number(20)), compare(column, .greater, number(30)),
      compare(column, .less, number(20)), compare(column, .equal, number(24)),
    ])
  #expect(
    cells(table) == [
      [.boolean(true), .missing(.undecided), .boolean(false), .missing(.undecided)]
    ])
}

@Test func `an inventory compares by the entry of the unit`() throws {
  let id = ColumnID(9)
  let sum = aggregate(.sum, field(.amount), as: .inventory(nil))
  let key = ComputedColumn(id: ColumnID(0), name: "country", value: field(.country))
  let table = try run(
    .aggregate(scan, keys: [key], calls: [AggregateColumn(id: id, name: "s", call: sum)]),
    [compare(make(.column(id), .inventory(nil)), .less, number(1, Fixture.persons))])
  // Canada: below 15 people; France: dollars and euros; Austria: euros; Cyprus: nothing;
  // unknown: an amount was left out.
  #expect(
    cells(table).map { $0[0] } == [
      .missing(.undecided), .boolean(true), .boolean(true), .boolean(true),
      .missing(.undecided),
    ])
}

@Test func `share is of all groups`() throws {
  let key = ComputedColumn(id: ColumnID(0), name: "kind", value: field(.kind))
  let share = AggregateColumn(
    id: ColumnID(1), name: "share", call: aggregate(.share, as: .decimal))
  let table = try run(
    .aggregate(
      .filter(scan, predicate(make(.hasState(field(.kind), .known), .boolean))), keys: [key],
      calls: [share]), [make(.column(ColumnID(1)), .decimal)])
  #expect(
    cells(table).map { $0[0] }
      == [2, 4, 2, 2].map { .number(NumberRange(ExactNumber($0, scale: 1)), nil) })
}

@Test func `columns that are all 0 may be left out`() throws {
  let query = BoundQuery(
    plan: scan,
    output: [
      OutputColumn(name: "zero", value: number(0), isOmittedWhenZero: true),
      OutputColumn(name: "size", value: field(.size), isOmittedWhenZero: true),
    ])
  let table = try execute(
    query, in: Fixture.database, context: ExecutionContext(today: Day(0)),
    stamp: Stamp(dataset: "", version: "", query: "", today: Day(0)))
  #expect(table.columns.map(\.name) == ["size"])
}
