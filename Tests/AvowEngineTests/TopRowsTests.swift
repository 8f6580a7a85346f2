import AvowEngine
import AvowModel
import AvowPlan
import Testing

/// A relation of many rows with one number each, a few of them missing.
private struct Numbers {
  static let relation = RelationID(0)
  static let row = RowID(0)
  static let value = PlanExpression(
    .field(PlanExpression(.row(row), .reference(relation), at: nowhere), relation, 0), .integer,
    at: nowhere)

  let database: Database
  let values: [Int64?]

  init(_ count: Int, below limit: Int64) {
    var random = Random(seed: 11)
    let values = (0..<count).map { _ -> Int64? in
      let value = Int64.random(in: 0..<limit, using: &random)
      return value.isMultiple(of: 17) ? nil : value
    }
    var schema = Schema(name: "numbers")
    var relation = Relation(name: "numbers")
    relation.fields = [Field(name: "value", type: .integer)]
    schema.relations = [relation]
    let column = Column(
      .number(NumberColumn(exact: values.map { $0 ?? 0 })),
      validity: Validity(values.map { $0 == nil ? .notStated : .known }))
    database = Database(schema: schema, tables: [Table(rowCount: count, columns: [column])])
    self.values = values
  }

  /// The rows in order, missing values last.
  func sorted(isDescending: Bool) -> [UInt32] {
    values.indices.sorted { left, right in
      switch (values[left], values[right]) {
      case (let a?, let b?) where a != b: isDescending ? a > b : a < b
      case (nil, _?): false
      case (_?, nil): true
      default: left < right
      }
    }.map { UInt32($0) }
  }

  func run(_ plan: Plan) throws -> ResultTable {
    let query = BoundQuery(plan: plan, output: [], rows: (Self.relation, Self.row))
    return try execute(
      query, in: database, context: ExecutionContext(today: Day(0)),
      stamp: Stamp(dataset: "", version: "", query: "", today: Day(0)))
  }
}

@Suite struct TopRowsTests {
  private let scan = Plan.scan(Numbers.relation, Numbers.row)

  @Test(arguments: [false, true], [1, 100, 9000])
  func `the first rows of an order are those of the whole order`(
    isDescending: Bool, count: Int
  ) throws {
    let numbers = Numbers(40_000, below: 30_000)
    let key = SortKey(value: Numbers.value, isDescending: isDescending)
    let expected = numbers.sorted(isDescending: isDescending)
    let table = try numbers.run(
      .limit(.sort(scan, [key]), RowLimit(count: count, offset: 5)))
    #expect(table.origin?.rows == Array(expected[5..<count + 5]))
  }

  @Test(arguments: [false, true])
  func `top keeps all that tie, however many`(isDescending: Bool) throws {
    let numbers = Numbers(40_000, below: 5)
    let key = SortKey(value: Numbers.value, isDescending: isDescending)
    let sorted = numbers.sorted(isDescending: isDescending)
    let best = numbers.values[Int(sorted[0])]
    let expected = sorted.filter { numbers.values[Int($0)] == best }
    let table = try numbers.run(.top(scan, count: 3, key))
    #expect(table.origin?.rows == expected)
    #expect(table.notes == [.ties(kept: expected.count - 3)])
  }

  @Test(arguments: [5, 1_000_000] as [Int64])
  func `percentiles are those of the sorted values`(limit: Int64) throws {
    let numbers = Numbers(30_001, below: limit)
    let sorted = numbers.values.compactMap(\.self).sorted()
    let calls = [0, 10, 50, 99, 100].map { percentile in
      AggregateColumn(
        id: ColumnID(percentile), name: "p",
        call: AggregateCall(
          .percentile, argument: Numbers.value, percentile: ExactNumber(Int128(percentile)),
          type: .decimal))
    }
    let output = calls.map { OutputColumn(name: "p", value: make(.column($0.id), .decimal)) }
    let table = try execute(
      BoundQuery(plan: .aggregate(scan, keys: [], calls: calls), output: output),
      in: numbers.database, context: ExecutionContext(today: Day(0)),
      stamp: Stamp(dataset: "", version: "", query: "", today: Day(0)))
    for (call, cell) in zip(calls, cells(table)[0]) {
      // In hundredths of the way between two neighbours.
      let place = call.id.index * (sorted.count - 1)
      let low = sorted[place / 100]
      let high = sorted[min(place / 100 + 1, sorted.count - 1)]
      let value = Int128(low) * 100 + Int128(high - low) * Int128(place % 100)
      #expect(cell == .number(NumberRange(ExactNumber(value, scale: 2)), nil))
    }
  }
}
