import AvowModel

extension ColumnData {
  /// Numbers one after the other at their greatest scale, or nil on overflow.
  static func numbers(_ parts: [ColumnData]) -> NumberColumn? {
    let columns = parts.map { part -> NumberColumn in
      if case .number(let numbers) = part { return numbers }
      return NumberColumn(exact: [Int64](repeating: 0, count: part.count))
    }
    let scale = columns.reduce(0) { max($0, $1.scale) }
    guard let lower = joined(columns, scale, \.lower) else { return nil }
    var result = NumberColumn(exact: [], scale: scale)
    result.lower = lower
    if columns.contains(where: { $0.upper != nil }) {
      guard let upper = joined(columns, scale, { $0.upper ?? $0.lower }) else { return nil }
      result.upper = upper
    }
    if columns.contains(where: { $0.ends != nil }) {
      result.ends = columns.flatMap { column in
        column.ends ?? [NumberColumn.Ends](repeating: [], count: column.count)
      }
    }
    result.units = units(parts, columns)
    return result
  }

  private static func joined(
    _ columns: [NumberColumn], _ scale: Int, _ storage: (NumberColumn) -> NumberStorage
  ) -> NumberStorage? {
    var narrow: [Int64] = []
    var isNarrow = true
    for column in columns {
      guard isNarrow, column.scale == scale, case .narrow(let values) = storage(column) else {
        isNarrow = false
        break
      }
      narrow.append(contentsOf: values)
    }
    if isNarrow { return .narrow(narrow) }
    var wide: [Int128] = []
    for column in columns {
      let values = storage(column)
      for row in 0..<values.count {
        guard let value = ExactNumber.scaled(values[row], by: scale - column.scale) else {
          return nil
        }
        wide.append(value)
      }
    }
    return NumberStorage(wide)
  }

  private static func units(_ parts: [ColumnData], _ columns: [NumberColumn])
    -> NumberColumn.Units
  {
    // A part without any value or cell has no say in the unit.
    let telling = parts.indices.filter { index in
      guard case .number(let column) = parts[index] else { return false }
      return column.count > 0
    }
    guard let first = telling.first else { return .unitless }
    let units = columns[first].units
    if case .each = units {
    } else if telling.allSatisfy({ columns[$0].units == units }) {
      return units
    }
    return NumberColumn.Units(
      columns.flatMap { column in (0..<column.count).map { column.unit(at: $0) } })
  }
}
