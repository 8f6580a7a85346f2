import AvowModel
import AvowPlan

/// Compares 64-bit intervals of one unit with one exact number of that unit, on mantissas.
struct IntervalTest {
  private let lower: [Int64]
  private let upper: [Int64]
  private let ends: [NumberColumn.Ends]?
  private let number: Int64

  /// Takes a column and a number, nil where the general comparison is needed: for wide numbers, for
  /// a number between the places of the column, and for open ends of whole units.
  init?(_ column: NumberColumn, _ number: ExactNumber, isWholeUnit: Bool) {
    guard case .narrow(let lower) = column.lower,
      case .narrow(let upper) = column.upper ?? column.lower,
      !isWholeUnit || column.ends == nil,
      let mantissa = number.mantissa(at: column.scale),
      let narrow = Int64(exactly: mantissa)
    else { return nil }
    self.lower = lower
    self.upper = upper
    ends = column.ends
    self.number = narrow
  }

  /// The truth of a comparison at each row.
  func truth(_ operation: ComparisonOperator, _ rows: RowSelection) -> Truth {
    switch operation {
    case .less: truth(rows, less, mayBeLess)
    case .lessOrEqual: truth(rows, atMost, mayBeAtMost)
    case .greater: !truth(rows, atMost, mayBeAtMost)
    case .greaterOrEqual: !truth(rows, less, mayBeLess)
    case .equal: truth(rows, equal, mayBeEqual)
    case .notEqual: !truth(rows, equal, mayBeEqual)
    }
  }

  @inline(__always)
  private func truth(
    _ rows: RowSelection, _ isTrue: (Int) -> Bool, _ isPossible: (Int) -> Bool
  ) -> Truth {
    let certain = mask(rows, isTrue)
    return Truth(certain, undecided: mask(rows, isPossible).subtracting(certain))
  }

  private func has(_ end: NumberColumn.Ends, _ row: Int) -> Bool {
    ends?[row].contains(end) ?? false
  }

  private func less(_ row: Int) -> Bool {
    !has(.upperAbsent, row)
      && (upper[row] < number || (upper[row] == number && has(.upperOpen, row)))
  }

  private func mayBeLess(_ row: Int) -> Bool { has(.lowerAbsent, row) || lower[row] < number }

  private func atMost(_ row: Int) -> Bool { !has(.upperAbsent, row) && upper[row] <= number }

  private func mayBeAtMost(_ row: Int) -> Bool {
    has(.lowerAbsent, row) || lower[row] < number
      || (lower[row] == number && !has(.lowerOpen, row))
  }

  private func equal(_ row: Int) -> Bool {
    lower[row] == number && upper[row] == number && (ends?[row].isEmpty ?? true)
  }

  private func mayBeEqual(_ row: Int) -> Bool { mayBeAtMost(row) && !less(row) }
}
