import AvowDiagnostics
import AvowModel
import AvowPlan

extension Execution {
  /// One row per distinct combination of keys, or one per outer row without keys.
  func runAggregate(
    _ input: Plan, _ keys: [ComputedColumn], _ calls: [AggregateColumn], _ frame: Frame,
    _ consume: Consumer
  ) throws(EvaluationError) -> Flow {
    var table = GroupTable(
      keys.map(\.value.type), segmentCount: frame.segmentCount, in: database)
    var results = AggregateCalls(calls.map(\.call), in: database)
    var members = RowCounts()
    results.grow(to: table.groupCount)
    members.grow(to: table.groupCount)
    let inner = Frame(outer: frame.outer)
    _ = try run(
      input, inner,
      Consumer { (block) throws(EvaluationError) -> Flow in
        var vectors: [Vector] = []
        for key in keys { vectors.append(try self.value(key.value, in: block)) }
        let groups = table.groups(of: vectors, segments: block.segments)
        try self.checkRowCount(table.groupCount)
        results.grow(to: table.groupCount)
        try results.add(block, groups: groups, self)
        guard !keys.isEmpty else { return .more }
        members.grow(to: table.groupCount)
        try members.add(
          AggregateRows(groups: groups, undecided: block.maybe, span: SourceSpan(0, 0)))
        return .more
      })
    // Which group a dropped row belongs to is not known: the groups themselves are undecided.
    if keys.isEmpty { results.addUndecided(inner.dropped) }
    frame.takeOver(inner, dropped: !keys.isEmpty)
    let groups = try orderedGroups(table, members, keys, frame)
    let block = try groupBlock(groups, table, results, keys, calls, frame)
    return try emitGroups(block, members, groups, keys, consume)
  }

  /// The groups that have rows, by outer row and in the order of their keys.
  private func orderedGroups(
    _ table: GroupTable, _ members: RowCounts, _ keys: [ComputedColumn], _ frame: Frame
  ) throws(EvaluationError) -> [UInt32] {
    guard !keys.isEmpty else {
      return (0..<frame.segmentCount).map { UInt32(truncatingIfNeeded: $0) }
    }
    let groups = (0..<table.groupCount)
      .filter { members.certain[$0] > 0 || members.undecided[$0] > 0 }
      .map { UInt32(truncatingIfNeeded: $0) }
    var columns: [SortColumn] = []
    if frame.isNested {
      let segments = groups.map { table.segment(of: $0) }
      let vector = Vector(Column(.code(.word(segments))))
      columns.append(try SortColumn(vector, .integer, isDescending: false, self))
    }
    for (index, key) in keys.enumerated() {
      let column = try table.column(ofKey: index, groups: groups, at: key.value.span)
      columns.append(try SortColumn(Vector(column), key.value.type, isDescending: false, self))
    }
    return try RowOrder(columns).sorted(groups.count, self).map { groups[Int($0)] }
  }

  private func groupBlock(
    _ groups: [UInt32], _ table: GroupTable, _ results: AggregateCalls,
    _ keys: [ComputedColumn], _ calls: [AggregateColumn], _ frame: Frame
  ) throws(EvaluationError) -> Block {
    let segments = groups.map { table.segment(of: $0) }
    var block =
      frame.isNested
      ? Block(segments: .rows(segments), in: frame.outer) : Block(count: groups.count)
    for (index, key) in keys.enumerated() {
      let column = try table.column(ofKey: index, groups: groups, at: key.value.span)
      block.columns.append(Block.ComputedVector(id: key.id, vector: Vector(column)))
    }
    let wanted = AggregateGroups(numbers: groups, wholes: segments)
    for (index, call) in calls.enumerated() {
      let column = try results.column(of: index, wanted, self)
      block.columns.append(Block.ComputedVector(id: call.id, vector: Vector(column)))
    }
    return block
  }

  /// Hands on the groups; one without a certain row is undecided itself.
  private func emitGroups(
    _ block: Block, _ members: RowCounts, _ groups: [UInt32], _ keys: [ComputedColumn],
    _ consume: Consumer
  ) throws(EvaluationError) -> Flow {
    var block = block
    if !keys.isEmpty {
      let maybe = mask(groups.count) { members.certain[Int(groups[$0])] == 0 }
      block.maybe = maybe.isEmpty ? nil : maybe
    }
    return try emit(block, consume)
  }
}
