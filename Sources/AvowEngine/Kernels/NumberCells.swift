import AvowDiagnostics
import AvowModel

/// Numbers on their way into a column.
struct NumberCells {
  private var ranges: [NumberRange]
  private var units: [UnitID?]
  private var states: [ValueState]

  /// One cell.
  enum Cell {
    case known(Measure)
    case missing(ValueState)
  }

  /// Makes cells with the given states and no numbers yet.
  init(_ states: [ValueState]) {
    self.states = states
    ranges = [NumberRange](repeating: NumberRange(.zero), count: states.count)
    units = [UnitID?](repeating: nil, count: states.count)
  }

  mutating func set(_ position: Int, _ cell: Cell) {
    switch cell {
    case .known(let measure):
      ranges[position] = measure.range
      units[position] = measure.unit
    case .missing(let state): states[position] = state
    }
  }

  /// The column, or an error where the numbers do not fit one scale.
  func vector(omissions: Omissions? = nil, at span: SourceSpan) throws(EvaluationError)
    -> Vector
  {
    guard let column = NumberColumn(ranges, units: units) else {
      throw EvaluationError(.overflow, at: span)
    }
    return Vector(
      Column(.number(column), validity: Validity(states), omissions: omissions))
  }
}

/// Reads the entries of numbers, quantities and inventories as they are recorded.
struct EntryReader {
  private let vector: Vector

  init(_ vector: Vector) { self.vector = vector }

  var isInventory: Bool { if case .list = vector.column.data { true } else { false } }

  /// The entries of a known cell: one for a number or quantity, one per unit for an inventory.
  func entries(at position: Int) -> [Measure] {
    let row = vector.rows[position]
    switch vector.column.data {
    case .number(let numbers):
      return [Measure(range: numbers.range(at: row), unit: numbers.unit(at: row))]
    case .list(let lists):
      guard case .number(let numbers) = lists.elements.data else { return [] }
      return lists.members(of: row).map {
        Measure(range: numbers.range(at: $0), unit: numbers.unit(at: $0))
      }
    case .boolean, .text, .date, .code, .reference, .condition, .record, .missing: return []
    }
  }
}
