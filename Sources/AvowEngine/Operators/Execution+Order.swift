import AvowModel
import AvowPlan

extension Execution {
  func runSort(_ input: Plan, _ keys: [SortKey], _ frame: Frame, _ consume: Consumer)
    throws(EvaluationError) -> Flow
  {
    guard let block = try collect(input, frame, .kept) else { return .more }
    let order = try rowOrder(keys, of: block, frame)
    return try emit(block, at: order.sorted(block.count, self), consume)
  }

  /// The first rows by a key and those that tie with the last of them, per outer row.
  func runTop(
    _ input: Plan, _ count: Int, _ key: SortKey, _ frame: Frame, _ consume: Consumer
  ) throws(EvaluationError) -> Flow {
    guard count > 0 else { return .more }
    if !frame.isNested {
      var rows = TopRows(count, by: [key], keepsTies: true)
      _ = try run(
        input, frame,
        Consumer { (block) throws(EvaluationError) -> Flow in
          try rows.add(block, self)
          return .more
        })
      guard let first = try rows.sorted(self) else { return .more }
      if first.ties > 0 { notes.append(.ties(kept: first.ties)) }
      return try emit(first.block, at: first.positions, consume)
    }
    guard let block = try collect(input, frame, .dropped) else { return .more }
    let order = try rowOrder([key], of: block, frame)
    let sorted = try order.sorted(block.count, self)
    var kept: [UInt32] = []
    var start = 0
    while start < sorted.count {
      let segment = block.segments[Int(sorted[start])]
      var end = start
      while end < sorted.count, block.segments[Int(sorted[end])] == segment {
        if end - start >= count, order.order(sorted[end], sorted[start + count - 1]) != 0 { break }
        kept.append(sorted[end])
        end += 1
      }
      while end < sorted.count, block.segments[Int(sorted[end])] == segment { end += 1 }
      start = end
    }
    return try emit(block, at: kept, consume)
  }

  /// Some rows after some others, of the table or of each group of keys, per outer row.
  func runLimit(_ input: Plan, _ limit: RowLimit, _ frame: Frame, _ consume: Consumer)
    throws(EvaluationError) -> Flow
  {
    var table = GroupTable(
      limit.per.map(\.type), segmentCount: frame.segmentCount, in: database)
    var seen = [Int](repeating: 0, count: table.groupCount)
    let offset = max(0, limit.offset)
    let (sum, overflow) = offset.addingReportingOverflow(max(0, limit.count))
    let end = overflow ? Int.max : sum
    if end == offset { return .more }
    if case .sort(let rows, let keys) = input, limit.per.isEmpty, !frame.isNested, end <= 1 << 16 {
      return try runFirst(rows, keys, offset..<end, frame, consume)
    }
    // What the steps before count for the reader must not depend on where the rows end.
    let mayStop = limit.per.isEmpty && !frame.isNested && !input.countsRows
    return try run(
      input, frame,
      Consumer { (block) throws(EvaluationError) -> Flow in
        let certain = frame.droppingUndecided(block)
        var keys: [Vector] = []
        for key in limit.per { keys.append(try self.value(key, in: certain)) }
        let groups = table.groups(of: keys, segments: certain.segments)
        try self.checkRowCount(table.groupCount)
        seen.grow(to: table.groupCount, 0)
        var kept: [UInt32] = []
        for position in 0..<certain.count {
          let group = groups[position]
          if seen[group] >= offset, seen[group] < end {
            kept.append(UInt32(truncatingIfNeeded: position))
          }
          seen[group] += 1
        }
        if !kept.isEmpty, try consume(certain.gathered(kept)) == .stop { return .stop }
        return mayStop && seen[0] >= end ? .stop : .more
      })
  }

  /// Some of the first rows in an order, without sorting the others.
  private func runFirst(
    _ input: Plan, _ keys: [SortKey], _ places: Range<Int>, _ frame: Frame,
    _ consume: Consumer
  ) throws(EvaluationError) -> Flow {
    var rows = TopRows(places.upperBound, by: keys, keepsTies: false)
    _ = try run(
      input, frame,
      Consumer { (block) throws(EvaluationError) -> Flow in
        try rows.add(block, self)
        return .more
      })
    guard let first = try rows.sorted(self) else { return .more }
    let positions = first.positions.dropFirst(places.lowerBound)
    return try emit(first.block, at: Array(positions), consume)
  }

  /// The first row of each distinct combination of keys, per outer row.
  func runDistinct(
    _ input: Plan, _ keys: [PlanExpression], _ frame: Frame, _ consume: Consumer
  ) throws(EvaluationError) -> Flow {
    var table = GroupTable(keys.map(\.type), segmentCount: frame.segmentCount, in: database)
    var isSeen = [Bool](repeating: false, count: table.groupCount)
    return try run(
      input, frame,
      Consumer { (block) throws(EvaluationError) -> Flow in
        let certain = frame.droppingUndecided(block)
        var vectors: [Vector] = []
        for key in keys { vectors.append(try self.value(key, in: certain)) }
        let groups = table.groups(of: vectors, segments: certain.segments)
        try self.checkRowCount(table.groupCount)
        isSeen.grow(to: table.groupCount, false)
        var kept: [UInt32] = []
        for position in 0..<certain.count where !isSeen[groups[position]] {
          isSeen[groups[position]] = true
          kept.append(UInt32(truncatingIfNeeded: position))
        }
        return kept.isEmpty ? .more : try consume(certain.gathered(kept))
      })
  }
}

extension Plan {
  /// Whether a step notes how many rows it left out.
  fileprivate var countsRows: Bool {
    switch self {
    case .filter, .expand, .top, .combine, .changes, .join: true
    case .derive(let input, _), .sort(let input, _), .limit(let input, _),
      .distinct(let input, _), .aggregate(let input, _, _), .window(let input, _):
      input.countsRows
    case .single, .scan, .related, .members, .elements: false
    }
  }
}
