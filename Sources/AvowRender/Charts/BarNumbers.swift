import AvowModel

/// The numbers of a column as bars show them.
struct BarNumbers {
  /// One amount of a cell.
  struct Part: Hashable {
    var unit: UnitID?
    var reach: BarReach
  }

  private let column: Column

  init(_ column: ResultColumn) { self.column = column.column }

  /// The amounts of a cell: none where it has no number, several where it adds several units up.
  func parts(of row: Int) -> [Part] {
    guard column.state(at: row) == .known else { return [] }
    switch column.data {
    case .number(let numbers): return [part(row, of: numbers, inCell: row)]
    case .list(let lists):
      guard case .number(let numbers) = lists.elements.data else { return [] }
      return lists.members(of: row).filter { lists.elements.state(at: $0) == .known }
        .map { part($0, of: numbers, inCell: row) }
    case .boolean, .text, .date, .code, .reference, .condition, .record, .missing: return []
    }
  }

  private func part(_ position: Int, of numbers: NumberColumn, inCell row: Int) -> Part {
    Part(
      unit: numbers.unit(at: position),
      reach: BarReach(numbers.range(at: position), leftOut: effect(at: row)))
  }

  private func effect(at row: Int) -> Omissions.Effect? {
    guard let omissions = column.omissions,
      omissions.unknown[row] > 0 || omissions.undecided[row] > 0
    else { return nil }
    return omissions.effect
  }
}

/// What the bars of a chart have to fit: their units and how far they go.
struct BarSurvey {
  /// The units in the order in which they are met, each with the room that its bars need.
  private(set) var extents: [(unit: UnitID?, extent: BarScale.Extent)] = []
  /// Whether some bar has a part that is only possible.
  private(set) var hasPossible = false

  init(_ numbers: BarNumbers, rows: Int) {
    var positions: [UnitID?: Int] = [:]
    for row in 0..<rows {
      for part in numbers.parts(of: row) {
        let position = positions[part.unit] ?? extents.count
        if position == extents.count {
          positions[part.unit] = position
          extents.append((part.unit, BarScale.Extent()))
        }
        extents[position].extent.include(part.reach)
        note(part.reach)
      }
    }
  }

  private mutating func note(_ reach: BarReach) {
    let isOneSided =
      (reach.high == nil && (reach.low ?? -1) >= 0)
      || (reach.low == nil && (reach.high ?? 1) <= 0)
    let isSolid = reach.isExact || (isOneSided && !reach.isVague)
    hasPossible = hasPossible || !isSolid
  }

  /// The signs that occur and are not plain, each with its meaning.
  func legend(_ signs: ChartSigns) -> [String] {
    [
      hasPossible ? "\(signs.possible) possible" : nil,
      extents.contains { $0.extent.goesBelow } ? "\(signs.before) or less" : nil,
      extents.contains { $0.extent.goesAbove } ? "\(signs.beyond) or more" : nil,
    ].compactMap(\.self)
  }
}
