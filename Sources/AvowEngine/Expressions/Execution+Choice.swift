import AvowModel
import AvowPlan

extension Execution {
  /// The first branch whose condition is true; one that is undecided makes the row undecided.
  func choice(
    _ branches: [ChoiceBranch], _ otherwise: PlanExpression?, _ expression: PlanExpression,
    in block: Block
  ) throws(EvaluationError) -> Vector {
    var pieces = Pieces(count: block.count)
    var rest = (0..<block.count).map { UInt32(truncatingIfNeeded: $0) }
    for branch in branches where !rest.isEmpty {
      let part = block.gathered(rest)
      let truth = try truth(branch.condition, in: part)
      let chosen = truth.isTrue.positions
      if !chosen.isEmpty {
        let values = try value(branch.value, in: part.gathered(chosen))
        pieces.append(values.materialized, at: chosen.map { rest[Int($0)] })
      }
      if let undecided = truth.isUndecided?.positions {
        let missing = Column(missing: .undecided, count: undecided.count)
        pieces.append(missing, at: undecided.map { rest[Int($0)] })
      }
      rest = (~truth.isPossible).positions.map { rest[Int($0)] }
    }
    if !rest.isEmpty {
      if let otherwise {
        pieces.append(try value(otherwise, in: block.gathered(rest)).materialized, at: rest)
      } else {
        pieces.append(Column(missing: .none, count: rest.count), at: rest)
      }
    }
    return try assembled(pieces, expression)
  }

  /// The first argument that is neither unknown nor none, else the last.
  func coalesce(_ arguments: [PlanExpression], _ expression: PlanExpression, in block: Block)
    throws(EvaluationError) -> Vector
  {
    var pieces = Pieces(count: block.count)
    var rest = (0..<block.count).map { UInt32(truncatingIfNeeded: $0) }
    for (index, argument) in arguments.enumerated() where !rest.isEmpty {
      let values = try value(argument, in: block.gathered(rest))
      guard index + 1 < arguments.count, let known = values.known else {
        pieces.append(values.materialized, at: rest)
        rest = []
        break
      }
      let positions = known.positions
      pieces.append(
        values.gathered(positions).materialized, at: positions.map { rest[Int($0)] })
      rest = (~known).positions.map { rest[Int($0)] }
    }
    return try assembled(pieces, expression)
  }

  private func assembled(_ pieces: Pieces, _ expression: PlanExpression)
    throws(EvaluationError) -> Vector
  {
    let column = try joined(pieces.columns, at: expression)
    return Vector(column, rows: .rows(pieces.places))
  }
}

/// Parts of a column, computed for different rows of a block.
private struct Pieces {
  private(set) var columns: [Column] = []
  /// For each row of the block, the position of its cell in the parts, one after the other.
  private(set) var places: [UInt32]
  private var count = 0

  init(count: Int) { places = [UInt32](repeating: 0, count: count) }

  mutating func append(_ column: Column, at rows: [UInt32]) {
    columns.append(column)
    for (index, row) in rows.enumerated() {
      places[Int(row)] = UInt32(truncatingIfNeeded: count + index)
    }
    count += column.count
  }
}
