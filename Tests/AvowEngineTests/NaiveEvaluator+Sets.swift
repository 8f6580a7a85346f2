import AvowModel
import AvowPlan

extension NaiveEvaluator {
  /// Rows as sets: each once, certain or perhaps as Kleene logic has it of both sides.
  func combined(_ combination: Combination, _ outer: NaiveRow) -> [NaiveRow] {
    let left = keyed(combination.left, combination.leftKeys, outer)
    let right = keyed(combination.right, combination.rightKeys, outer)
    var seen: [[Value]] = []
    let candidates = combination.operation == .union ? left + right : left
    return candidates.compactMap { candidate in
      let key = candidate.key
      guard !seen.contains(where: { isSame($0, key) }) else { return nil }
      seen.append(key)
      let (inLeft, inRight) = (membership(of: key, in: left), membership(of: key, in: right))
      let truth =
        switch combination.operation {
        case .union: all([inLeft.map { !$0 }, inRight.map { !$0 }]).map { !$0 }
        case .intersect: all([inLeft, inRight])
        case .except: all([inLeft, inRight.map { !$0 }])
        }
      guard truth != false else { return nil }
      var row = outer
      row.isCertain = truth == true
      if let source = combination.row {
        if case .row(let number) = key[0] { row.sources[source.id] = number }
      } else {
        for (column, value) in zip(combination.columns, key) { row.columns[column.id] = value }
      }
      return row
    }
  }

  private func keyed(
    _ plan: Plan, _ keys: [PlanExpression], _ outer: NaiveRow
  ) -> [(key: [Value], isCertain: Bool)] {
    rows(plan, outer).map { row in (keys.map { value($0, row) }, row.isCertain) }
  }

  private func isSame(_ left: [Value], _ right: [Value]) -> Bool {
    zip(left, right).allSatisfy { same($0, $1) }
  }

  private func membership(
    of key: [Value], in rows: [(key: [Value], isCertain: Bool)]
  ) -> Bool? {
    let found = rows.filter { isSame($0.key, key) }
    if found.contains(where: \.isCertain) { return true }
    return found.isEmpty ? false : nil
  }
}
