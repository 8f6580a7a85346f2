import AvowEngine
import AvowModel
import AvowPlan
import Testing

/// What the naive evaluator says of each pledge.
private func expected(_ predicate: PlanExpression) -> [Bool?] {
  let naive = NaiveEvaluator(database: Fixture.database)
  return (0..<Fixture.database[Fixture.pledges].rowCount).map { row in
    naive.truth(predicate, NaiveRow(sources: [pledge: UInt32(row)]))
  }
}

/// What the engine says of each pledge, as a value.
private func found(_ predicate: PlanExpression, blockSize: Int) throws -> [Bool?] {
  try run(
    scan, [make(.certainly(predicate), .boolean), make(.possibly(predicate), .boolean)],
    blockSize: blockSize
  ).truths
}

extension ResultTable {
  fileprivate var truths: [Bool?] {
    cells(self).map { row in
      row[0] == .boolean(true) ? true : row[1] == .boolean(true) ? nil : false
    }
  }
}

@Suite struct OracleTests {
  @Test(arguments: 0..<40)
  func `random predicates have the truth of the naive evaluator`(seed: Int) throws {
    var expressions = RandomExpressions(seed: UInt64(seed) &* 7919)
    for _ in 0..<50 {
      let predicate = expressions.predicate(3)
      let truths = expected(predicate)
      for blockSize in [1, 3, 4096] {
        let answer = try found(predicate, blockSize: blockSize)
        #expect(answer == truths, "seed \(seed), blocks of \(blockSize): \(predicate)")
        if answer != truths { return }
      }
    }
  }

  @Test(arguments: 0..<10)
  func `a filter keeps what is true and counts what is undecided`(seed: Int) throws {
    var expressions = RandomExpressions(seed: UInt64(seed) &+ 4242)
    for _ in 0..<50 {
      let condition = expressions.predicate(2)
      let truths = expected(condition)
      for blockSize in [1, 3, 4096] {
        let table = try run(
          .filter(scan, predicate(condition)), [], rows: true, blockSize: blockSize)
        let kept = truths.indices.filter { truths[$0] == true }.map { UInt32($0) }
        #expect(table.origin?.rows == kept)
        let undecided = truths.count { $0 == nil }
        #expect(
          table.notes
            == (undecided == 0
              ? []
              : [
                .undecided(
                  word: "pledge",
                  causes: [UndecidedCause(text: "undecided", count: undecided)])
              ]))
      }
    }
  }
}
