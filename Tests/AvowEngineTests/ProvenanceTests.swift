import AvowEngine
import AvowModel
import AvowPlan
import Testing

/// Random queries over the pledges of the fixture, each step of which may be there or not.
private struct RandomQueries {
  private var expressions: RandomExpressions

  init(seed: UInt64) { expressions = RandomExpressions(seed: seed) }

  private mutating func chance(_ share: Int) -> Bool {
    Int.random(in: 0..<share, using: &expressions.random) == 0
  }

  /// A query over the pledges of a plan.
  mutating func query(over source: Plan) -> BoundQuery {
    var plan = source
    if !chance(4) { plan = .filter(plan, predicate(condition())) }
    if chance(3) {
      let value = expressions.predicate(1)
      plan = .derive(plan, [ComputedColumn(id: ColumnID(1), name: "holds", value: value)])
      plan = .filter(plan, predicate(make(.possibly(column(1, .boolean)), .boolean)))
    }
    if chance(4) { plan = .expand(plan, field(.joint), ColumnID(2)) }
    if chance(4) {
      plan = .sort(plan, [SortKey(value: field(.said), isDescending: chance(2))])
    }
    if chance(4) {
      plan = .top(plan, count: 3, SortKey(value: field(.size), isDescending: true))
    }
    if chance(4) { plan = .distinct(plan, keys: [field(.kind), field(.country)]) }
    if chance(2) { return grouped(plan) }
    if chance(4) { plan = .limit(plan, RowLimit(count: 4, per: chance(2) ? [field(.kind)] : [])) }
    return query(plan, [field(.title), field(.country), field(.amount), expressions.predicate(1)])
  }

  /// A condition in which nested queries do not nest: what `none` inside `none` rests on are rows
  /// that are not there, and `why` lists only rows that are.
  private mutating func condition() -> PlanExpression {
    let parts = [expressions.predicate(1), expressions.predicate(1)]
    return make(chance(2) ? .and(parts) : .or(parts), .boolean)
  }

  private mutating func grouped(_ input: Plan) -> BoundQuery {
    let keys = chance(4) ? [] : [ComputedColumn(id: ColumnID(5), name: "k", value: field(.kind))]
    let calls = [
      AggregateCall(.count, type: .integer),
      AggregateCall(.count, filter: expressions.predicate(1), type: .integer),
      AggregateCall(.min, argument: field(.said), type: .date),
      AggregateCall(.list, argument: field(.title), type: .list(.text)),
      AggregateCall(.any, argument: expressions.predicate(1), type: .boolean),
    ]
    let columns = calls.enumerated().map { index, call in
      AggregateColumn(id: ColumnID(10 + index), name: "a\(index)", call: call)
    }
    var plan = Plan.aggregate(input, keys: keys, calls: columns)
    if chance(2) {
      plan = .filter(plan, predicate(compare(column(10, .integer), .greater, number(1))))
    }
    let values = calls.enumerated().map { column(10 + $0.offset, $0.element.type) }
    return query(plan, keys.map { column(5, $0.value.type) } + values)
  }

  private func query(_ plan: Plan, _ values: [PlanExpression]) -> BoundQuery {
    BoundQuery(
      plan: plan,
      output: values.enumerated().map { OutputColumn(name: "c\($0.offset)", value: $0.element) },
      rowWord: "pledge")
  }

  private func column(_ id: Int, _ type: DataType) -> PlanExpression {
    make(.column(ColumnID(id)), type)
  }
}

private let context = ExecutionContext(today: Day(20_000), blockSize: 3)

/// The rows as text, in which a date that was spelt out is the same as one that was computed.
private func answer(_ query: BoundQuery, in database: Database) throws -> [String] {
  let stamp = Stamp(dataset: "fixture", version: "1", query: "", today: Day(20_000))
  return cells(try execute(query, in: database, context: context, stamp: stamp)).map { "\($0)" }
}

/// The fixture with only some of its pledges; nothing refers to pledges by their rows.
private func fixture(keeping rows: [UInt32]) -> Database {
  var database = Fixture.database
  let table = database[Fixture.pledges]
  database.tables[Fixture.pledges.index] = Table(
    rowCount: rows.count, columns: table.columns.map { $0?.gathered(rows) })
  return database
}

@Test(arguments: 0..<40)
func `a query on the records behind a row alone gives the row`(seed: Int) throws {
  var queries = RandomQueries(seed: UInt64(seed) &* 104_729)
  for _ in 0..<20 {
    let replay = queries
    let query = queries.query(over: scan)
    let rows = try answer(query, in: Fixture.database)
    let found = try provenance(
      of: query, rows: 0..<rows.count, in: Fixture.database,
      limits: ProvenanceLimits(records: 1000), context: context)
    #expect(found.rows.count == rows.count)
    for explained in found.rows {
      let records = explained.records
        .filter { $0.relation == Fixture.pledges && $0.bearing == .source }
        .sorted { $0.row < $1.row }
      // Those that only a nested query came upon must not come from elsewhere as well.
      let members = records.map { $0.sources.contains(pledge) }
      let source = Plan.filter(
        scan, predicate(make(.isMember(row(pledge, Fixture.pledges), of: members), .boolean)))
      var again = replay
      let replayed = try answer(
        again.query(over: source), in: fixture(keeping: records.map(\.row)))
      let expected = rows[explained.row]
      #expect(replayed.contains(expected), "seed \(seed), row \(explained.row): \(query.plan)")
      if !replayed.contains(expected) { return }
    }
  }
}

@Test func `records beyond the limit are counted`() throws {
  let count = AggregateColumn(
    id: ColumnID(1), name: "count", call: AggregateCall(.count, type: .integer))
  let query = BoundQuery(
    plan: .aggregate(scan, keys: [], calls: [count]),
    output: [OutputColumn(name: "count", value: make(.column(ColumnID(1)), .integer))])
  let found = try provenance(
    of: query, rows: 0..<1, in: Fixture.large, limits: ProvenanceLimits(records: 10),
    context: context)
  #expect(found.rows.first?.records.count == 10)
  #expect(found.rows.first?.unlistedCount == 490)
}

@Test func `an explanation ends when it is cancelled`() {
  let cancelled = ExecutionContext(today: Day(20_000), isCancelled: { true })
  let query = BoundQuery(plan: scan, output: [OutputColumn(name: "title", value: field(.title))])
  #expect(throws: EvaluationError.self) {
    try provenance(
      of: query, rows: 0..<1, in: Fixture.large, limits: ProvenanceLimits(records: 10),
      context: cancelled)
  }
}
