import AvowModel

/// The values of an expression over a block: a column seen through a selection, so that stored
/// columns, constants and outer values are read in place.
struct Vector: Sendable {
  var column: Column
  var rows: RowSelection

  /// Makes a view of some rows of a column.
  init(_ column: Column, rows: RowSelection) {
    self.column = column
    self.rows = rows
  }

  /// Makes a vector of all cells of a column.
  init(_ column: Column) {
    self.column = column
    rows = .range(0..<column.count)
  }

  /// Makes a vector whose cells all have one state other than known.
  init(missing state: ValueState, count: Int) {
    self.init(Column(missing: state, count: 1), rows: .repeated(0, count: count))
  }

  var count: Int { rows.count }

  /// Whether every cell holds a value.
  var isComplete: Bool { column.validity == nil }

  /// The one row that stands for all positions, where the vector is a constant.
  var constantRow: Int? {
    if case .repeated(let row, _) = rows { Int(row) } else { nil }
  }

  func state(at position: Int) -> ValueState { column.state(at: rows[position]) }

  func value(at position: Int) -> Value { column.value(at: rows[position]) }

  func gathered(_ positions: [UInt32]) -> Vector {
    Vector(column, rows: rows.gathered(positions))
  }

  func composed(with positions: RowSelection) -> Vector {
    Vector(column, rows: rows.composed(with: positions))
  }

  /// A column that holds just these cells.
  var materialized: Column {
    if case .range(let range) = rows, range == 0..<column.count { return column }
    return column.gathered(rows.array)
  }

  /// The states of the cells.
  var states: [ValueState] {
    guard let states = column.validity?.states else {
      return [ValueState](repeating: .known, count: count)
    }
    return switch rows {
    case .range(let range): Array(states[range])
    case .rows(let rows): rows.map { states[Int($0)] }
    case .repeated(let row, let count):
      [ValueState](repeating: states[Int(row)], count: count)
    }
  }

  /// One bit per cell, set where a value is known; nil where all are.
  var known: Bitmap? {
    guard let known = column.validity?.known else { return nil }
    return known.selected(rows)
  }
}
