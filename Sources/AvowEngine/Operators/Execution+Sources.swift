import AvowModel
import AvowPlan

extension Execution {
  func runSingle(_ frame: Frame, _ consume: Consumer) throws(EvaluationError) -> Flow {
    try checkCancellation()
    guard let outer = frame.outer else { return try consume(Block(count: 1)) }
    return try consume(Block(segments: .range(0..<outer.count), in: outer))
  }

  func runScan(_ relation: RelationID, _ id: RowID, _ frame: Frame, _ consume: Consumer)
    throws(EvaluationError) -> Flow
  {
    let rowCount = database[relation].rowCount
    try checkRowCount(rowCount)
    guard frame.isNested else { return try scanTop(relation, id, rowCount, consume) }
    if frame.segmentCount == 1 {
      return try scanOnce(relation, id, rowCount, frame, consume)
    }
    var batch = SegmentBatch(limit: context.blockSize)
    for segment in 0..<frame.segmentCount {
      for row in 0..<rowCount {
        batch.append(segment, UInt32(truncatingIfNeeded: row))
        guard batch.isFull else { continue }
        if try emit(&batch, relation, id, frame, consume) == .stop { return .stop }
      }
    }
    return try emit(&batch, relation, id, frame, consume)
  }

  private func scanTop(
    _ relation: RelationID, _ id: RowID, _ rowCount: Int, _ consume: Consumer
  ) throws(EvaluationError) -> Flow {
    var start = 0
    while start < rowCount {
      try checkCancellation()
      let end = min(start + context.blockSize, rowCount)
      var block = Block(count: end - start)
      block.sources = [Block.Source(id: id, relation: relation, rows: .range(start..<end))]
      if try consume(block) == .stop { return .stop }
      start = end
    }
    return .more
  }

  private func scanOnce(
    _ relation: RelationID, _ id: RowID, _ rowCount: Int, _ frame: Frame, _ consume: Consumer
  ) throws(EvaluationError) -> Flow {
    try scanTop(
      relation, id, rowCount,
      Consumer { (block) throws(EvaluationError) -> Flow in
        try self.countCombinations(block.count)
        var nested = block
        nested.outer = frame.outer.map { [$0] } ?? []
        return try consume(nested)
      })
  }

  /// The rows that refer to each outer row.
  func runRelated(
    _ way: WayBack, _ target: PlanExpression, _ id: RowID, _ frame: Frame, _ consume: Consumer
  ) throws(EvaluationError) -> Flow {
    guard let outer = frame.outer else { throw EvaluationError(.malformedPlan) }
    let index = try rowIndex(of: way)
    let targets = try value(target, in: outer)
    frame.noteUnknown(targets)
    var batch = SegmentBatch(limit: context.blockSize)
    for segment in 0..<outer.count {
      for target in targets.references(at: segment) {
        for row in index.rows(of: target) {
          batch.append(segment, row)
          guard batch.isFull else { continue }
          if try emit(&batch, way.relation, id, frame, consume) == .stop { return .stop }
        }
      }
    }
    return try emit(&batch, way.relation, id, frame, consume)
  }

  /// The rows that a reference or list of references names.
  func runMembers(
    _ list: PlanExpression, _ relation: RelationID, _ id: RowID, _ frame: Frame,
    _ consume: Consumer
  ) throws(EvaluationError) -> Flow {
    let outer = frame.outer ?? Block(count: 1)
    let references = try value(list, in: outer)
    frame.noteUnknown(references)
    var batch = SegmentBatch(limit: context.blockSize)
    for segment in 0..<outer.count {
      for row in references.references(at: segment) {
        batch.append(segment, row)
        guard batch.isFull else { continue }
        if try emit(&batch, relation, id, frame, consume) == .stop { return .stop }
      }
    }
    return try emit(&batch, relation, id, frame, consume)
  }

  /// The members of a list, each in a row of its own.
  func runElements(
    _ list: PlanExpression, _ id: ColumnID, _ frame: Frame, _ consume: Consumer
  ) throws(EvaluationError) -> Flow {
    let outer = frame.outer ?? Block(count: 1)
    let lists = try value(list, in: outer)
    frame.noteUnknown(lists)
    let members = try listMembers(of: lists, at: list.span)
    var start = 0
    while start < members.elements.count {
      try checkCancellation()
      let range = start..<min(start + context.blockSize, members.elements.count)
      var block = Block(segments: .rows(Array(members.owners[range])), in: frame.outer)
      let vector = Vector(members.elements.column, rows: members.elements.rows.sliced(range))
      block.columns = [Block.ComputedVector(id: id, vector: vector)]
      if try consume(block) == .stop { return .stop }
      start = range.upperBound
    }
    return .more
  }

  private func emit(
    _ batch: inout SegmentBatch, _ relation: RelationID, _ id: RowID, _ frame: Frame,
    _ consume: Consumer
  ) throws(EvaluationError) -> Flow {
    guard !batch.rows.isEmpty else { return .more }
    try checkCancellation()
    try countCombinations(batch.rows.count)
    var block = Block(segments: .rows(batch.segments), in: frame.outer)
    block.sources = [Block.Source(id: id, relation: relation, rows: .rows(batch.rows))]
    batch.removeAll()
    return try consume(block)
  }
}

/// Pairs of an outer row and an inner row on their way into a block.
private struct SegmentBatch {
  private(set) var segments: [UInt32] = []
  private(set) var rows: [UInt32] = []
  let limit: Int

  init(limit: Int) { self.limit = limit }

  var isFull: Bool { rows.count >= limit }

  mutating func append(_ segment: Int, _ row: UInt32) {
    segments.append(UInt32(truncatingIfNeeded: segment))
    rows.append(row)
  }

  mutating func removeAll() {
    segments.removeAll(keepingCapacity: true)
    rows.removeAll(keepingCapacity: true)
  }
}
