import AvowModel
import AvowPlan

/// An aggregate within a nested plan that depends on one row alone, with what it is for the rows
/// that were asked for.
///
/// A nested plan looks at the same rows for each row outside. Were an aggregate within it to run
/// for all those pairs, each level of brackets would multiply the work by the rows of a table.
final class RowAggregate {
  let expression: PlanExpression
  /// The row that decides.
  let row: RowID
  /// The rows that have a cell, in the order of the cells.
  private var rows: [UInt32] = []
  private var cells: Column?
  /// For each row of the relation the place of its cell, or `noPlace`.
  private var places: [UInt32] = []

  private static let noPlace = UInt32.max
  /// How many cells are kept; it bounds what adding to them copies.
  private static let capacity = 1 << 16

  init(_ expression: PlanExpression, of row: RowID) {
    self.expression = expression
    self.row = row
  }

  /// The cells of some rows; those that are not known are made.
  func values(
    of asked: [UInt32], rowCount: Int,
    _ make: ([UInt32]) throws(EvaluationError) -> Column
  ) throws(EvaluationError) -> Vector {
    if places.isEmpty { places = [UInt32](repeating: Self.noPlace, count: rowCount) }
    var isWhole = false
    if canKeep(asked) { isWhole = try add(unknown(asked), make) }
    if !isWhole {
      forget()
      _ = try add(unknown(asked), make)
    }
    guard let cells else { return Vector(missing: .none, count: 0) }
    return Vector(cells, rows: .rows(asked.map { places[Int($0)] }))
  }

  /// Whether some of the rows have cells already and there is room for the others.
  private func canKeep(_ asked: [UInt32]) -> Bool {
    asked.contains { places[Int($0)] != Self.noPlace } && rows.count + asked.count <= Self.capacity
  }

  /// The rows that have no cell, each once.
  private func unknown(_ asked: [UInt32]) -> [UInt32] {
    var result: [UInt32] = []
    for row in asked where places[Int(row)] == Self.noPlace {
      places[Int(row)] = UInt32(truncatingIfNeeded: rows.count + result.count)
      result.append(row)
    }
    return result
  }

  /// Makes cells for rows; false where no one column holds them and the others.
  private func add(
    _ fresh: [UInt32], _ make: ([UInt32]) throws(EvaluationError) -> Column
  ) throws(EvaluationError) -> Bool {
    guard !fresh.isEmpty else { return true }
    rows += fresh
    let made = try make(fresh)
    cells = if let cells { Column.joined([cells, made]) } else { made }
    return cells != nil
  }

  private func forget() {
    for row in rows { places[Int(row)] = Self.noPlace }
    rows.removeAll(keepingCapacity: true)
    cells = nil
  }
}

extension Execution {
  /// The values of an aggregate that one row decides.
  func values(_ aggregate: RowAggregate, in block: Block) throws(EvaluationError) -> Vector {
    guard let source = block.source(aggregate.row) else { throw EvaluationError(.malformedPlan) }
    return try aggregate.values(
      of: source.rows.array, rowCount: database[source.relation].rowCount
    ) { (rows) throws(EvaluationError) -> Column in
      var inner = Block(count: rows.count)
      inner.sources = [
        Block.Source(id: aggregate.row, relation: source.relation, rows: .rows(rows))
      ]
      return try value(aggregate.expression, in: inner).materialized
    }
  }
}
