import AvowEngine
import AvowModel
import AvowPlan
import Testing

/// A plan with what is shown of it.
private struct Sample: CustomTestStringConvertible {
  var testDescription: String
  var plan: Plan
  var output: [PlanExpression]
}

private let members = ColumnID(50)
private let groupKeys = [
  ComputedColumn(id: ColumnID(0), name: "country", value: field(.country)),
  ComputedColumn(id: ColumnID(1), name: "said", value: field(.said)),
]

private func grouped(_ plan: Plan, _ keys: [ComputedColumn]) -> (Plan, [PlanExpression]) {
  let calls: [(AggregateFunction, PlanExpression?, DataType)] = [
    (.count, nil, .integer), (.sum, field(.amount), .inventory(nil)),
    (.sum, field(.size), .integer), (.min, field(.amount), .quantity(nil)),
    (.max, field(.said), .date), (.list, field(.title), .list(.text)),
    (.distinctCount, field(.stance), .integer), (.first, field(.size), .integer),
    (.last, field(.title), .text), (.median, field(.size), .decimal),
    (.avg, field(.size), .decimal), (.any, field(.met), .boolean),
    (.min, field(.title), .text),
  ]
  let columns = calls.enumerated().map { index, call in
    AggregateColumn(
      id: ColumnID(10 + index), name: "a",
      call: AggregateCall(call.0, argument: call.1, type: call.2))
  }
  let output =
    keys.map { make(.column($0.id), $0.value.type) }
    + columns.map { make(.column($0.id), $0.call.type) }
  return (.aggregate(plan, keys: keys, calls: columns), output)
}

private let samples: [Sample] = {
  let filtered = Plan.filter(
    scan, predicate(compare(field(.amount), .greater, number(4, Fixture.dollars))))
  let all = Fixture.schema[Fixture.pledges].fields.indices.compactMap(Fixture.Pledge.init)
    .map { field($0) }
  let down = SortKey(value: field(.said), isDescending: true)
  let byCountry = SortKey(value: field(.country), isDescending: false)
  let byAmount = SortKey(value: field(.amount), isDescending: false)
  let (none, noneOutput) = grouped(scan, [])
  let (one, oneOutput) = grouped(scan, [groupKeys[0]])
  let (two, twoOutput) = grouped(filtered, groupKeys)
  return [
    Sample(testDescription: "scan", plan: scan, output: all),
    Sample(testDescription: "filter", plan: filtered, output: all),
    Sample(testDescription: "sort", plan: .sort(scan, [byCountry, down]), output: all),
    Sample(testDescription: "sort by intervals", plan: .sort(scan, [byAmount]), output: all),
    Sample(testDescription: "top", plan: .top(scan, count: 9, down), output: all),
    Sample(
      testDescription: "limit", plan: .limit(filtered, RowLimit(count: 9, offset: 5)),
      output: all),
    Sample(
      testDescription: "limit per",
      plan: .limit(scan, RowLimit(count: 2, offset: 1, per: [field(.kind)])), output: all),
    Sample(
      testDescription: "distinct", plan: .distinct(scan, keys: [field(.amount), field(.said)]),
      output: all),
    Sample(
      testDescription: "expand", plan: .expand(scan, field(.joint), members),
      output: all + [make(.column(members), .reference(Fixture.actors))]),
    Sample(testDescription: "one group", plan: none, output: noneOutput),
    Sample(testDescription: "groups by codes", plan: one, output: oneOutput),
    Sample(testDescription: "groups by dates", plan: two, output: twoOutput),
    Sample(
      testDescription: "filtered groups",
      plan: .filter(one, predicate(compare(oneOutput[1], .greater, number(100)))),
      output: oneOutput),
  ]
}()

@Test(arguments: samples)
private func `the size of blocks changes no answer`(sample: Sample) throws {
  let whole = try run(sample.plan, sample.output, in: Fixture.large)
  #expect(whole.rowCount > 0)
  for blockSize in [1, 7, 64, 100] {
    let table = try run(sample.plan, sample.output, blockSize: blockSize, in: Fixture.large)
    #expect(cells(table) == cells(whole), "blocks of \(blockSize)")
    #expect(table.notes == whole.notes)
  }
}

@Test(arguments: [
  [groupKeys[0]], groupKeys, [groupKeys[1]],
  [ComputedColumn(id: ColumnID(0), name: "amount", value: field(.amount))],
  [ComputedColumn(id: ColumnID(0), name: "title", value: field(.title))],
  [ComputedColumn(id: ColumnID(0), name: "joint", value: field(.joint))],
])
private func `groups have the rows that the naive evaluator finds`(keys: [ComputedColumn]) throws {
  let count = AggregateColumn(
    id: ColumnID(10), name: "n", call: AggregateCall(.count, type: .integer))
  let sum = AggregateColumn(
    id: ColumnID(11), name: "s",
    call: AggregateCall(.sum, argument: field(.size), type: .integer))
  let plan = Plan.aggregate(scan, keys: keys, calls: [count, sum])
  let output =
    keys.map { make(.column($0.id), $0.value.type) }
    + [count, sum].map { make(.column($0.id), .integer) }
  let found = cells(try run(plan, output, in: Fixture.large))
  let naive = NaiveEvaluator(database: Fixture.large)
  let expected = naive.rows(plan, NaiveRow()).map { row in output.map { naive.value($0, row) } }
  #expect(found.count == expected.count)
  for row in expected {
    let matches = found.filter { zip($0, row).allSatisfy(naive.same) }
    #expect(matches.count == 1, "\(row)")
  }
}

@Test func `filters with derived columns between them count as one conjunction`() throws {
  let first = compare(field(.amount), .greater, number(4, Fixture.dollars))
  let second = compareCodes(
    field(.stance), .equal, constant(.code(2), .enumeration(Fixture.stances)))
  let cause = { (comparison: PlanExpression, name: String) in
    Cause(
      comparison: comparison, subject: constant(.boolean(true), .boolean), subjectText: name,
      object: nil, objectText: "")
  }
  let derived = Plan.derive(
    .filter(scan, predicate(first, causes: [cause(first, "amount")])),
    [ComputedColumn(id: ColumnID(0), name: "x", value: field(.size))])
  let split = Plan.filter(derived, predicate(second, causes: [cause(second, "stance")]))
  let merged = Plan.filter(
    scan,
    predicate(
      make(.and([first, second]), .boolean),
      causes: [cause(first, "amount"), cause(second, "stance")]))
  let one = try run(split, [field(.title)], in: Fixture.large)
  let other = try run(merged, [field(.title)], in: Fixture.large)
  #expect(cells(one) == cells(other))
  #expect(one.notes == other.notes)
  #expect(!one.notes.isEmpty)
}

@Test func `an execution ends when it is cancelled or holds too many rows`() throws {
  let query = BoundQuery(plan: scan, output: [])
  let stamp = Stamp(dataset: "", version: "", query: "", today: Day(0))
  let cancelled = #expect(throws: EvaluationError.self) {
    try execute(
      query, in: Fixture.database,
      context: ExecutionContext(today: Day(0), isCancelled: { true }), stamp: stamp)
  }
  #expect(cancelled?.kind == .cancelled)
  let tooMany = #expect(throws: EvaluationError.self) {
    try execute(
      query, in: Fixture.database, context: ExecutionContext(today: Day(0), maximumRowCount: 3),
      stamp: stamp)
  }
  #expect(tooMany?.kind == .tooManyRows(limit: 3))
}
