import AvowModel
import AvowPlan

/// What becomes of the undecided rows of a nested plan where its rows are collected.
enum UndecidedRows {
  /// They stay, marked.
  case kept
  /// They are counted as dropped.
  case dropped
}

extension Execution {
  /// All rows of a plan as one block, nil where there are none.
  func collect(_ plan: Plan, _ frame: Frame, _ undecided: UndecidedRows)
    throws(EvaluationError) -> Block?
  {
    var blocks: [Block] = []
    var count = 0
    _ = try run(
      plan, frame,
      Consumer { (block) throws(EvaluationError) -> Flow in
        let kept = undecided == .kept ? block : frame.droppingUndecided(block)
        guard kept.count > 0 else { return .more }
        count += kept.count
        try self.checkRowCount(count)
        blocks.append(kept)
        return .more
      })
    return try joined(blocks, frame)
  }

  /// Blocks of one plan, one after the other.
  func joined(_ blocks: [Block], _ frame: Frame) throws(EvaluationError) -> Block? {
    guard let first = blocks.first else { return nil }
    guard blocks.count > 1 else { return first }
    var result = Block(
      segments: frame.isNested
        ? .joined(blocks.map(\.segments))
        : .repeated(0, count: blocks.reduce(0) { $0 + $1.count }),
      in: frame.outer)
    if blocks.contains(where: { $0.maybe != nil }) {
      result.maybe = .joined(
        blocks.map { $0.maybe ?? Bitmap(repeating: false, count: $0.count) })
    }
    result.sources = first.sources.indices.map { index in
      var source = first.sources[index]
      source.rows = .joined(blocks.map { $0.sources[index].rows })
      return source
    }
    for index in first.columns.indices {
      let parts = blocks.map { $0.columns[index].vector.materialized }
      guard let column = Column.joined(parts) else { throw EvaluationError(.overflow) }
      result.columns.append(
        Block.ComputedVector(id: first.columns[index].id, vector: Vector(column)))
    }
    return result
  }

  /// Hands a block on in portions.
  func emit(_ block: Block, _ consume: Consumer) throws(EvaluationError) -> Flow {
    var start = 0
    while start < block.count {
      try checkCancellation()
      let end = min(start + context.blockSize, block.count)
      if try consume(block.sliced(start..<end)) == .stop { return .stop }
      start = end
    }
    return .more
  }

  /// Hands on the rows of a block at some positions, in portions.
  func emit(_ block: Block, at positions: [UInt32], _ consume: Consumer)
    throws(EvaluationError) -> Flow
  {
    var start = 0
    while start < positions.count {
      try checkCancellation()
      let end = min(start + context.blockSize, positions.count)
      if try consume(block.gathered(Array(positions[start..<end]))) == .stop { return .stop }
      start = end
    }
    return .more
  }

  /// Evaluates an expression over a block of any size, in portions.
  func valueInPortions(_ expression: PlanExpression, in block: Block)
    throws(EvaluationError) -> Vector
  {
    guard block.count > context.blockSize else { return try value(expression, in: block) }
    if case .constant(let constant) = expression.kind {
      return try self.constant(constant, expression, count: block.count)
    }
    var parts: [Column] = []
    var start = 0
    while start < block.count {
      try checkCancellation()
      let end = min(start + context.blockSize, block.count)
      parts.append(try value(expression, in: block.sliced(start..<end)).materialized)
      start = end
    }
    return Vector(try joined(parts, at: expression))
  }

  /// The order of a block's rows by keys, after the outer row in nested plans.
  func rowOrder(_ keys: [SortKey], of block: Block, _ frame: Frame) throws(EvaluationError)
    -> RowOrder
  {
    var columns: [SortColumn] = []
    if frame.isNested {
      let segments = Vector(Column(.code(.word(block.segments.array))))
      columns.append(try SortColumn(segments, .integer, isDescending: false, self))
    }
    for key in keys {
      let vector = try valueInPortions(key.value, in: block)
      columns.append(try SortColumn(vector, key, self))
    }
    return RowOrder(columns)
  }
}
