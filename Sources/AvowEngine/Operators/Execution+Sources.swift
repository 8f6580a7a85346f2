import AvowDiagnostics
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
    if try runMembers(of: references, relation, id, frame, consume) == .stop { return .stop }
    guard let candidates = try candidates(of: references, at: list.span, frame) else {
      return .more
    }
    return try runMembers(of: candidates, relation, id, frame, consume.markingUndecided)
  }

  private func runMembers(
    of references: Vector, _ relation: RelationID, _ id: RowID, _ frame: Frame,
    _ consume: Consumer
  ) throws(EvaluationError) -> Flow {
    var batch = SegmentBatch(limit: context.blockSize)
    for segment in 0..<references.count {
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
    if try runElements(of: lists, id, list.span, frame, consume) == .stop { return .stop }
    guard let candidates = try candidates(of: lists, at: list.span, frame) else { return .more }
    return try runElements(of: candidates, id, list.span, frame, consume.markingUndecided)
  }

  private func runElements(
    of lists: Vector, _ id: ColumnID, _ span: SourceSpan, _ frame: Frame, _ consume: Consumer
  ) throws(EvaluationError) -> Flow {
    let members = try listMembers(of: lists, at: span)
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

  /// The lists of what may be members of lists; what is not known of them is counted as dropped.
  private func candidates(
    of lists: Vector, at span: SourceSpan, _ frame: Frame
  ) throws(EvaluationError) -> Vector? {
    guard let omissions = omissions(of: lists) else { return nil }
    guard frame.isNested else {
      let count = omissions.undecided.reduce(0, +)
      let cause = UndecidedCause(text: "in the list", count: count)
      if count > 0 { notes.append(.undecided(word: "row", causes: [cause])) }
      return nil
    }
    let isComplete = omissions.candidates.first?.states.map { $0 == .known } ?? []
    frame.drop(omissions) { isComplete.isEmpty || !isComplete[$0] }
    guard let candidates = omissions.candidates.first else { return nil }
    return Vector(candidates)
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

extension Consumer {
  /// Takes rows of which it is undecided whether they belong.
  fileprivate var markingUndecided: Consumer {
    Consumer { (block) throws(EvaluationError) -> Flow in
      var block = block
      block.maybe = Bitmap(repeating: true, count: block.count)
      return try self(block)
    }
  }
}
