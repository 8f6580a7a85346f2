import AvowModel
import AvowPlan

extension NaiveEvaluator {
  /// Each certain row with what is computed of the rows of its partition.
  func windowed(_ input: Plan, _ columns: [WindowColumn], _ outer: NaiveRow) -> [NaiveRow] {
    let rows = rows(input, outer).filter(\.isCertain)
    return rows.map { row in
      var result = row
      for column in columns {
        let partition = rows.filter { other in
          column.partition.allSatisfy { same(value($0, other), value($0, row)) }
        }
        result.columns[column.id] = value(of: column, row, among: partition)
      }
      return result
    }
  }

  private func value(
    of column: WindowColumn, _ row: NaiveRow, among partition: [NaiveRow]
  ) -> Value {
    let before = partition.filter { precedes($0, row, column.order) }
    switch column.call {
    case .rank: return .number(NumberRange(before.count + 1), nil)
    case .aggregate(let call):
      // Rows that are equal in the order see one another.
      return aggregate(call, partition.filter { !precedes(row, $0, column.order) })
    case .rowNumber:
      return .number(NumberRange(1 + place(of: row, in: ordered(partition, column.order))), nil)
    case .neighbour(let expression, let distance, let otherwise):
      let rows = ordered(partition, column.order)
      let other = place(of: row, in: rows) + distance
      guard rows.indices.contains(other) else {
        return otherwise.map { value($0, row) } ?? .missing(.none)
      }
      return value(expression, rows[other])
    }
  }

  /// The rows in an order; equal ones as they are.
  func ordered(_ rows: [NaiveRow], _ keys: [SortKey]) -> [NaiveRow] {
    rows.enumerated().sorted { a, b in
      if precedes(a.element, b.element, keys) { return true }
      return !precedes(b.element, a.element, keys) && a.offset < b.offset
    }.map(\.element)
  }

  private func place(of row: NaiveRow, in rows: [NaiveRow]) -> Int {
    rows.firstIndex { $0.sources == row.sources && $0.columns == row.columns } ?? 0
  }

  /// Whether a row comes before another by whole numbers or codes; missing ones come last.
  private func precedes(_ left: NaiveRow, _ right: NaiveRow, _ keys: [SortKey]) -> Bool {
    for key in keys {
      let (a, b) = (place(of: value(key.value, left), key), place(of: value(key.value, right), key))
      if a != b { return a < b }
    }
    return false
  }

  private func place(of value: Value, _ key: SortKey) -> ExactNumber {
    let farther = ExactNumber(1_000_000)
    switch value {
    case .number(let range, _):
      let number = range.exact ?? .zero
      return key.isDescending ? ExactNumber(-number.mantissa) : number
    case .code(let position): return ExactNumber(Int128(position) * (key.isDescending ? -1 : 1))
    case .missing(.none): return ExactNumber(2_000_000)
    default: return farther
    }
  }

  /// The pairs of rows for which a condition is not false.
  func joined(_ join: JoinStep, _ outer: NaiveRow) -> [NaiveRow] {
    let right = rows(join.right, outer)
    return rows(join.left, outer).flatMap { left in
      right.compactMap { partner -> NaiveRow? in
        var pair = left
        pair.sources.merge(partner.sources) { _, new in new }
        pair.columns.merge(partner.columns) { _, new in new }
        pair.isCertain = left.isCertain && partner.isCertain
        guard let truth = truth(join.predicate.condition, pair) else {
          pair.isCertain = false
          return pair
        }
        return truth ? pair : nil
      }
    }
  }
}
