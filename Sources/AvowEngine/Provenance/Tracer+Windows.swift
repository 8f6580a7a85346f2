import AvowModel
import AvowPlan

extension Tracer {
  /// Traces rows with windows: also the rows beside them that the values are made of.
  ///
  /// Those go through the steps before together with the rows themselves, and are listed for each
  /// owner up to the limit, so that windows over windows are not traced again and again.
  func trace(
    _ input: Plan, _ columns: [WindowColumn], _ block: Block, _ owners: [Int]
  ) throws(EvaluationError) -> Subjects {
    let frame = Frame(outer: block.outer.first)
    guard let table = try execution.collect(input, frame, .dropped),
      let places = try places(of: block, in: table, input)
    else { return try trace(input, block, owners) }
    var members = WindowMembers(places, owners, limit: limits.records)
    var membersOfColumns: [WindowMembers.Chosen] = []
    for column in columns {
      try execution.checkCancellation()
      let rows = try execution.windowRows(column, in: table, frame)
      let bearing = try bearing(of: column.call, in: table)
      membersOfColumns.append(members.choose(column.call, rows, bearing))
    }
    for (owner, count) in members.unlisted { leaveOut(count, of: owner) }
    for (owner, count) in members.idle { passBy(count, of: owner) }
    var all = table.gathered(places + members.added.places)
    if let maybe = block.maybe {
      all.maybe = .joined([maybe, Bitmap(repeating: false, count: members.added.places.count)])
    }
    var subjects = try trace(input, all, owners + members.added.owners)
    subjects.places = Array(subjects.places.prefix(block.count))
    let own = WindowMembers.Chosen(places: places, owners: owners)
    for (column, chosen) in zip(columns, membersOfColumns) {
      try trace(column, of: own, and: chosen, in: table)
    }
    return subjects
  }

  /// Traces what a window asks of the rows that it puts in order, and of those it takes values of.
  private func trace(
    _ column: WindowColumn, of own: WindowMembers.Chosen, and chosen: WindowMembers.Chosen,
    in table: Block
  ) throws(EvaluationError) {
    let members = table.gathered(chosen.places)
    let seen = table.gathered(own.places + chosen.places)
    for key in column.partition + column.order.map(\.value) {
      try trace(key, seen, own.owners + chosen.owners)
    }
    switch column.call {
    case .rank, .rowNumber: break
    case .aggregate(let call):
      if let argument = call.argument { try trace(argument, members, chosen.owners) }
      if let filter = call.filter { try trace(filter, members, chosen.owners) }
    case .neighbour(let value, _, let otherwise):
      try trace(value, members, chosen.owners)
      guard let otherwise else { break }
      let alone = chosen.alone.map { UInt32(truncatingIfNeeded: $0) }
      try trace(
        otherwise, table.gathered(alone.map { own.places[Int($0)] }),
        chosen.alone.map { own.owners[$0] })
    }
  }

  /// Which rows a window counts at all, and which of those have a value to add.
  private func bearing(of call: WindowCall, in table: Block) throws(EvaluationError)
    -> WindowBearing
  {
    var bearing = WindowBearing(
      counted: Bitmap(repeating: true, count: table.count),
      idle: Bitmap(repeating: false, count: table.count))
    guard case .aggregate(let call) = call else { return bearing }
    if let filter = call.filter {
      bearing.counted = Truth(try execution.valueInPortions(filter, in: table)).isPossible
    }
    var values: [Vector] = []
    for operand in [call].commonOperands {
      values.append(try execution.valueInPortions(operand, in: table))
    }
    if !values.isEmpty { bearing.idle = Bitmap(table.count) { values.areIdle(at: $0) } }
    return bearing
  }

  /// Where rows stand among all those of a plan, nil where one is not among them.
  private func places(of block: Block, in table: Block, _ plan: Plan) throws(EvaluationError)
    -> [UInt32]?
  {
    let wanted = block.identities(in: plan).enumerated().map { position, identity in
      RowOfSegment(segment: block.segments[position], identity: identity)
    }
    var found: [RowOfSegment: UInt32] = [:]
    let isWanted = Set(wanted)
    for start in stride(from: 0, to: table.count, by: execution.context.blockSize) {
      try execution.checkCancellation()
      let part = table.sliced(start..<min(start + execution.context.blockSize, table.count))
      for (position, identity) in part.identities(in: plan).enumerated() {
        let row = RowOfSegment(segment: part.segments[position], identity: identity)
        guard isWanted.contains(row), found[row] == nil else { continue }
        found[row] = UInt32(truncatingIfNeeded: start + position)
      }
    }
    let places = wanted.compactMap { found[$0] }
    return places.count == wanted.count ? places : nil
  }
}

/// A row of a plan and the outer row that it belongs to.
private struct RowOfSegment: Hashable {
  var segment: Int
  var identity: RowIdentity
}

extension WindowRows {
  /// For each row, where in `sorted` the rows stand that its value is made of.
  func ranges(of call: WindowCall) -> [Range<Int>] {
    var result = [Range<Int>](repeating: 0..<0, count: sorted.count)
    for run in runs {
      let start = partition(of: run)
      let partition = start..<(partitionEnds[start] ?? run.upperBound)
      for index in run {
        result[Int(sorted[index])] = range(of: call, at: index, run, partition)
      }
    }
    return result
  }

  private func range(
    of call: WindowCall, at index: Int, _ run: Range<Int>, _ partition: Range<Int>
  ) -> Range<Int> {
    let start = partition.lowerBound
    switch call {
    case .rank: return start..<run.lowerBound
    case .rowNumber: return start..<index
    case .neighbour(_, let distance, _):
      let other = index + distance
      return partition.contains(other) ? other..<other + 1 : 0..<0
    case .aggregate(let call):
      if call.function == .first { return start..<start + 1 }
      if call.function == .last { return run.upperBound - 1..<run.upperBound }
      return start..<run.upperBound
    }
  }
}
