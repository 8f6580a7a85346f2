import AvowModel
import AvowPlan

/// Reads numbers, quantities and inventories cell by cell, as comparisons see them: whole units
/// tightened, left out rows of an aggregate taken into account.
struct MeasureReader {
  private let vector: Vector
  private let units: UnitTable

  init(_ vector: Vector, _ units: UnitTable) {
    self.vector = vector
    self.units = units
  }

  /// The entries of a cell: one for a number or quantity, one per unit for an inventory.
  func entries(at position: Int) -> [Measure] {
    let row = vector.rows[position]
    switch vector.column.data {
    case .number(let numbers): return [measure(numbers, row, omissionsRow: row)]
    case .list(let lists):
      guard case .number(let numbers) = lists.elements.data else { return [] }
      return lists.members(of: row).map { measure(numbers, $0, omissionsRow: row) }
    case .boolean, .text, .date, .code, .reference, .condition, .record, .missing: return []
    }
  }

  var isInventory: Bool { if case .list = vector.column.data { true } else { false } }

  /// What rows that the aggregate left out do to an inventory without an entry.
  func zero(at position: Int) -> NumberRange {
    widened(NumberRange(.zero), vector.rows[position])
  }

  private func measure(_ numbers: NumberColumn, _ row: Int, omissionsRow: Int) -> Measure {
    let unit = numbers.unit(at: row)
    var range = numbers.range(at: row)
    if let unit, units[unit].isWhole { range = range.tightenedToWhole }
    return Measure(range: widened(range, omissionsRow), unit: unit)
  }

  private func widened(_ range: NumberRange, _ row: Int) -> NumberRange {
    guard let omissions = vector.column.omissions,
      omissions.unknown[row] > 0 || omissions.undecided[row] > 0
    else { return range }
    return switch omissions.effect {
    case .raises: NumberRange(lower: range.lower, upper: .absent)
    case .lowers: NumberRange(lower: .absent, upper: range.upper)
    case .moves: NumberRange(lower: .absent, upper: .absent)
    }
  }

  /// The dimension of a unit, nil without one.
  func dimension(of unit: UnitID?) -> DimensionID? { unit.map { units[$0].dimension } }

  /// A measure as it compares with others: as it is among its like, else in the base of its
  /// dimension; nil where no fixed factor says how.
  func comparable(_ measure: Measure, isOfOneUnit: Bool) -> NumberRange? {
    isOfOneUnit ? measure.range : units.inBase(measure.range, of: measure.unit)
  }
}

/// A number that may be an interval, and its unit.
struct Measure {
  var range: NumberRange
  var unit: UnitID?
}

extension ComparisonOperator {
  /// Compares two known cells; another dimension is as none.
  func compare(_ left: MeasureReader, _ right: MeasureReader, at position: Int) -> Bool? {
    let a = left.entries(at: position)
    let b = right.entries(at: position)
    if left.isInventory, right.isInventory {
      return compareInventories(left, a, right, b, at: position)
    }
    if left.isInventory || right.isInventory {
      let single = left.isInventory ? b : a
      guard let unit = single.first?.unit else { return self == .notEqual }
      let isOfOneUnit = left.areOfOneUnit(a + b, in: unit)
      guard let x = left.total(of: a, in: unit, isOfOneUnit: isOfOneUnit, at: position),
        let y = right.total(of: b, in: unit, isOfOneUnit: isOfOneUnit, at: position)
      else { return nil }
      return compare(x, y)
    }
    guard let x = a.first, let y = b.first else { return self == .notEqual }
    guard left.dimension(of: x.unit) == right.dimension(of: y.unit) else {
      return self == .notEqual
    }
    let isOfOneUnit = x.unit == y.unit
    guard let one = left.comparable(x, isOfOneUnit: isOfOneUnit),
      let other = right.comparable(y, isOfOneUnit: isOfOneUnit)
    else { return nil }
    return compare(one, other)
  }

  /// Two inventories compare where their entries are of one and the same unit.
  private func compareInventories(
    _ left: MeasureReader, _ a: [Measure], _ right: MeasureReader, _ b: [Measure],
    at position: Int
  ) -> Bool? {
    let unit = a.first?.unit ?? b.first?.unit
    let isOfOneUnit = left.areOfOneUnit(a + b, in: unit)
    guard let x = left.total(of: a, in: unit, isOfOneUnit: isOfOneUnit, at: position),
      let y = right.total(of: b, in: unit, isOfOneUnit: isOfOneUnit, at: position)
    else { return nil }
    let isComparable = (a + b).allSatisfy {
      left.dimension(of: $0.unit) == left.dimension(of: unit)
    }
    return isComparable ? compare(x, y) : nil
  }
}

extension MeasureReader {
  /// Whether the entries of a unit's dimension are all in that unit.
  func areOfOneUnit(_ entries: [Measure], in unit: UnitID?) -> Bool {
    let dimension = dimension(of: unit)
    return entries.allSatisfy { $0.unit == unit || self.dimension(of: $0.unit) != dimension }
  }

  /// What an inventory holds in a unit, or in the base of its dimension: 0 without entries.
  ///
  /// Nil where entries of other units of the dimension do not convert; entries of other dimensions
  /// do not matter.
  func total(of entries: [Measure], in unit: UnitID?, isOfOneUnit: Bool, at position: Int)
    -> NumberRange?
  {
    var sum: NumberRange?
    let dimension = dimension(of: unit)
    for entry in entries where self.dimension(of: entry.unit) == dimension {
      guard let range = comparable(entry, isOfOneUnit: isOfOneUnit) else { return nil }
      guard let known = sum else {
        sum = range
        continue
      }
      guard let total = known.adding(range) else { return nil }
      sum = total
    }
    return sum ?? zero(at: position)
  }
}
