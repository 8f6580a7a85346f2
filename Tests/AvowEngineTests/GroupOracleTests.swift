import AvowEngine
import AvowModel
import AvowPlan
import Testing

/// A random grouping of the pledges that a random condition keeps.
private struct RandomGrouping {
  var expressions: RandomExpressions

  init(seed: UInt64) { expressions = RandomExpressions(seed: seed) }

  private mutating func pick<T>(_ choices: [T]) -> T {
    choices[Int.random(in: 0..<choices.count, using: &expressions.random)]
  }

  /// The rows that are grouped, the keys and the calls.
  mutating func plan() -> (input: Plan, keys: [ComputedColumn], calls: [AggregateColumn]) {
    let kept = Plan.filter(scan, predicate(expressions.predicate(1)))
    let year = make(.call(.year, [field(.said)]), .integer)
    let partOf = field(.partOf, of: field(.country))
    let values = [
      field(.kind), field(.stance), field(.country), field(.said), field(.amount), field(.met),
      field(.size), field(.title), year, partOf,
    ]
    let chosen = values.shuffled(using: &expressions.random).prefix(pick([0, 1, 1, 2]))
    let keys = chosen.enumerated().map {
      ComputedColumn(id: ColumnID($0.offset), name: "k", value: $0.element)
    }
    let calls = (0..<4).map { AggregateColumn(id: ColumnID(10 + $0), name: "a", call: call()) }
    return (kept, keys, calls)
  }

  private mutating func call() -> AggregateCall {
    let filter = pick([nil, nil, expressions.predicate(1)])
    let values = [field(.kind), field(.said), field(.country), field(.amount), field(.size)]
    switch Int.random(in: 0..<11, using: &expressions.random) {
    case 0: return AggregateCall(.count, filter: filter, type: .integer)
    case 1:
      return AggregateCall(.countKnown, argument: pick(values), filter: filter, type: .integer)
    case 2:
      return AggregateCall(.distinctCount, argument: pick(values), filter: filter, type: .integer)
    case 3:
      let function = pick([.any, .all, .none] as [AggregateFunction])
      return AggregateCall(function, argument: expressions.predicate(1), type: .boolean)
    case 4:
      return AggregateCall(.sum, argument: field(.size), filter: filter, type: .integer)
    case 5:
      return AggregateCall(
        pick([.min, .max]), argument: field(.size), filter: filter, type: .integer)
    case 6:
      let value = pick(values)
      return AggregateCall(.list, argument: value, filter: filter, type: .list(value.type))
    case 7: return AggregateCall(.share, type: .decimal)
    case 8:
      return AggregateCall(
        pick([.avg, .median]), argument: field(.size), filter: filter, type: .decimal)
    case 9:
      return AggregateCall(
        .percentile, argument: field(.size), filter: filter,
        percentile: ExactNumber(pick([0, 10, 25, 75, 100])), type: .decimal)
    default:
      let value = pick(values)
      return AggregateCall(
        pick([.first, .last]), argument: value, filter: filter, type: value.type)
    }
  }
}

@Suite struct GroupOracleTests {
  @Test(arguments: 0..<30)
  func `random groups are those of the naive evaluator`(seed: Int) throws {
    var grouping = RandomGrouping(seed: UInt64(seed) &* 104_729 &+ 3)
    let naive = NaiveEvaluator(database: Fixture.database)
    for _ in 0..<40 {
      let (input, keys, calls) = grouping.plan()
      let ids = keys.map(\.id) + calls.map(\.id)
      // At the top, undecided rows are dropped before they are grouped.
      let rows = naive.rows(input, NaiveRow()).filter(\.isCertain)
      let expected = naive.groups(rows, keys, calls, NaiveRow()).map { group in
        ids.map { group.columns[$0] ?? .missing(.undecided) }
      }
      let output =
        keys.map { make(.column($0.id), $0.value.type) }
        + calls.map { make(.column($0.id), $0.call.type) }
      for blockSize in [1, 3, 4096] {
        let table = try run(
          .aggregate(input, keys: keys, calls: calls), output, blockSize: blockSize)
        let found = cells(table)
        let agree =
          found.count == expected.count
          && expected.allSatisfy { group in
            found.contains { zip($0, group).allSatisfy { $0 == $1 || naive.same($0, $1) } }
          }
        #expect(
          agree,
          "seed \(seed), blocks of \(blockSize): \(calls) \(keys)\n\(found)\n\(expected)"
        )
        if !agree { return }
      }
    }
  }

  @Test(arguments: 0..<20)
  func `random orders are those of the naive evaluator`(seed: Int) throws {
    var expressions = RandomExpressions(seed: UInt64(seed) &* 15_485_863 &+ 11)
    let naive = NaiveEvaluator(database: Fixture.database)
    for _ in 0..<20 {
      let kept = Plan.filter(scan, predicate(expressions.predicate(1)))
      let keys = [field(.size), field(.kind), field(.stance)].shuffled(using: &expressions.random)
        .map {
          SortKey(value: $0, isDescending: Bool.random(using: &expressions.random))
        }
      let rows = naive.rows(kept, NaiveRow()).filter(\.isCertain)
      let expected = naive.ordered(rows, keys).compactMap { $0.sources.values.first }
      for blockSize in [1, 3, 4096] {
        let table = try run(.sort(kept, keys), [], rows: true, blockSize: blockSize)
        #expect(table.origin?.rows == expected, "seed \(seed), blocks of \(blockSize): \(keys)")
      }
    }
  }
}
