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

  /// A measure in another unit of its dimension, nil where no fixed factors say how.
  func converted(_ measure: Measure, to unit: UnitID?) -> NumberRange? {
    if measure.unit == unit { return measure.range }
    guard let from = measure.unit, let unit else { return nil }
    return units.convert(measure.range, from: from, to: unit)
  }
}

/// A number that may be an interval, and its unit.
struct Measure {
  var range: NumberRange
  var unit: UnitID?
}

extension UnitTable {
  /// A range in another unit of its dimension by fixed factors; nil without factors or on overflow.
  func convert(_ range: NumberRange, from: UnitID, to unit: UnitID) -> NumberRange? {
    guard self[from].dimension == self[unit].dimension else { return nil }
    if from == unit { return range }
    guard let factor = self[from].factor, let target = self[unit].factor else { return nil }
    return range.multiplied(by: factor)?.divided(by: target)
  }
}

extension ComparisonOperator {
  /// Compares two known cells; another dimension is as none.
  func compare(_ left: MeasureReader, _ right: MeasureReader, at position: Int) -> Bool? {
    let a = left.entries(at: position)
    let b = right.entries(at: position)
    if left.isInventory, right.isInventory {
      return compareInventories(left, a, right, b, at: position)
    }
    if left.isInventory {
      guard let other = b.first else { return self == .notEqual }
      return left.total(of: a, in: other.unit, at: position).flatMap { compare($0, other.range) }
    }
    if right.isInventory {
      guard let other = a.first else { return self == .notEqual }
      return right.total(of: b, in: other.unit, at: position).flatMap { compare(other.range, $0) }
    }
    guard let x = a.first, let y = b.first else { return self == .notEqual }
    guard left.dimension(of: x.unit) == right.dimension(of: y.unit) else {
      return self == .notEqual
    }
    return left.converted(x, to: y.unit).flatMap { compare($0, y.range) }
  }

  /// Two inventories compare where their entries are of one and the same unit.
  private func compareInventories(
    _ left: MeasureReader, _ a: [Measure], _ right: MeasureReader, _ b: [Measure],
    at position: Int
  ) -> Bool? {
    let unit = a.first?.unit ?? b.first?.unit
    guard let x = left.total(of: a, in: unit, at: position),
      let y = right.total(of: b, in: unit, at: position)
    else { return nil }
    let isComparable = (a + b).allSatisfy {
      left.dimension(of: $0.unit) == left.dimension(of: unit)
    }
    return isComparable ? compare(x, y) : nil
  }
}

extension MeasureReader {
  /// What an inventory holds of a unit: 0 without entries.
  ///
  /// Nil where entries of other units of the dimension do not convert; entries of other dimensions
  /// do not matter.
  func total(of entries: [Measure], in unit: UnitID?, at position: Int) -> NumberRange? {
    var sum: NumberRange?
    let dimension = dimension(of: unit)
    for entry in entries where self.dimension(of: entry.unit) == dimension {
      guard let range = converted(entry, to: unit) else { return nil }
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
