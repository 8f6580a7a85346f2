import AvowModel
import AvowPlan

extension Tracer {
  /// Runs the input of a grouping again and traces the rows that fall into the groups of a block.
  func traceGroups(
    _ input: Plan, _ keys: [ComputedColumn], _ calls: [AggregateColumn], _ block: Block,
    _ owners: [Int]
  ) throws(EvaluationError) {
    var wanted: [Vector] = []
    for key in keys { wanted.append(try column(key.id, in: block)) }
    // Where nothing but counted rows is asked for, the other rows have no bearing.
    let counted = keys.isEmpty ? calls.map(\.call.filter) : []
    let search = MemberSearch(
      plan: input, keys: keys.map(\.value), types: keys.map(\.value.type), counted: counted,
      operands: calls.map(\.call).commonOperands)
    try traceMembers(search, equalTo: wanted, block, owners) {
      (block, owners) throws(EvaluationError) in
      for key in keys { try self.trace(key.value, block, owners) }
      for call in calls { try self.traceParts(of: call.call, block, owners) }
    }
  }

  /// Traces rows that stand on one side of a set operation, or on both.
  func trace(
    _ combination: Combination, _ block: Block, _ owners: [Int]
  ) throws(EvaluationError) -> Subjects {
    var wanted: [Vector] = []
    if let row = combination.row {
      wanted = [try rows(of: row.id, in: block)]
    } else {
      for part in combination.columns { wanted.append(try column(part.id, in: block)) }
    }
    let types =
      combination.row.map { [DataType.reference($0.relation)] }
      ?? combination.columns.map(\.type)
    var sides = [(combination.left, combination.leftKeys)]
    if combination.operation != .except {
      sides.append((combination.right, combination.rightKeys))
    }
    for (side, keys) in sides {
      let search = MemberSearch(plan: side, keys: keys, types: types)
      try traceMembers(search, equalTo: wanted, block, owners) {
        (block, owners) throws(EvaluationError) in
        for key in keys { try self.trace(key, block, owners) }
      }
    }
    guard let row = combination.row else { return .groups(block.count) }
    return Subjects(
      places: try addSource(row.relation, row.id, block, owners), areGroups: false)
  }

  private func column(_ id: ColumnID, in block: Block) throws(EvaluationError) -> Vector {
    guard let column = block.column(id) else { throw EvaluationError(.malformedPlan) }
    return column
  }

  private func rows(of id: RowID, in block: Block) throws(EvaluationError) -> Vector {
    guard let source = block.source(id) else { throw EvaluationError(.malformedPlan) }
    return Vector(Column(.reference(source.rows.array)))
  }

  /// Which rows of a plan are looked for: by keys, and perhaps only those that are counted.
  private struct MemberSearch {
    var plan: Plan
    var keys: [PlanExpression]
    var types: [DataType]
    var counted: [PlanExpression?] = []
    /// The values of which a row must have one to have a bearing; empty where each row has.
    var operands: [PlanExpression] = []
  }

  /// Runs a plan again and traces the rows that have the keys of a block's rows, then the rest that
  /// concerns them.
  private func traceMembers(
    _ search: MemberSearch, equalTo wanted: [Vector], _ block: Block, _ owners: [Int],
    _ rest: (Block, [Int]) throws(EvaluationError) -> Void
  ) throws(EvaluationError) {
    let outer = block.outer.first
    var table = GroupTable(search.types, segmentCount: outer?.count ?? 1, in: database)
    let groups = table.groups(of: wanted, segments: block.segments)
    // A list that was expanded after the grouping makes several rows of one group.
    var rowsOfGroup: [Int: [Int]] = [:]
    for position in 0..<block.count { rowsOfGroup[groups[position], default: []].append(position) }
    var members = MemberCollection(owners: owners, limit: limits.records)
    var idle = members
    let frame = Frame(outer: outer)
    _ = try execution.run(
      search.plan, frame,
      Consumer { (inner) throws(EvaluationError) -> Flow in
        var inner = inner
        if let part = try self.counted(inner, by: search.counted) { inner = part }
        var vectors: [Vector] = []
        for key in search.keys { vectors.append(try self.execution.value(key, in: inner)) }
        let found = table.groups(of: vectors, segments: inner.segments)
        let values = try self.values(of: search.operands, in: inner)
        members.add(inner) { values.areIdle(at: $0) ? [] : rowsOfGroup[found[$0]] ?? [] }
        idle.add(inner) { values.areIdle(at: $0) ? rowsOfGroup[found[$0]] ?? [] : [] }
        return .more
      })
    try trace(members, idle: idle, of: search.plan, frame, rest)
  }

  private func values(
    of operands: [PlanExpression], in block: Block
  ) throws(EvaluationError) -> [Vector] {
    var vectors: [Vector] = []
    for operand in operands { vectors.append(try execution.value(operand, in: block)) }
    return vectors
  }

  /// The rows that one of some filters may count; nil where some call counts every row, or none is
  /// asked for.
  private func counted(
    _ block: Block, by filters: [PlanExpression?]
  ) throws(EvaluationError) -> Block? {
    guard !filters.isEmpty else { return nil }
    var isCounted = Bitmap(repeating: false, count: block.count)
    for filter in filters {
      guard let filter else { return nil }
      isCounted = isCounted | (try execution.truth(filter, in: block)).isPossible
    }
    return block.filtered(isCounted)
  }

  /// Traces the rows of a nested plan that an aggregate takes in, for each row of a block.
  func traceNested(
    _ call: AggregateCall, over plan: Plan, _ block: Block, _ owners: [Int]
  ) throws(EvaluationError) {
    guard block.count > 0 else { return }
    var members = MemberCollection(owners: owners, limit: limits.records)
    var idle = members
    let operands = [call].commonOperands
    let frame = Frame(outer: block)
    _ = try execution.run(
      plan, frame,
      Consumer { (inner) throws(EvaluationError) -> Flow in
        var inner = inner
        if let filter = call.filter {
          inner = inner.kept(try self.execution.truth(filter, in: inner))
        }
        switch call.function {
        case .any, .none:
          guard let argument = call.argument else { break }
          inner = inner.kept(try self.execution.truth(argument, in: inner))
        case .all, .count, .countKnown, .distinctCount, .sum, .avg, .min, .max, .median,
          .percentile, .first, .last, .list, .share:
          break
        }
        let segments = inner.segments
        let values = try self.values(of: operands, in: inner)
        members.add(inner) { values.areIdle(at: $0) ? [] : [segments[$0]] }
        idle.add(inner) { values.areIdle(at: $0) ? [segments[$0]] : [] }
        return .more
      })
    try trace(members, idle: idle, of: plan, frame) { (block, owners) throws(EvaluationError) in
      try self.traceParts(of: call, block, owners)
    }
  }

  private func traceParts(
    of call: AggregateCall, _ block: Block, _ owners: [Int]
  ) throws(EvaluationError) {
    if let argument = call.argument { try trace(argument, block, owners) }
    if let filter = call.filter { try trace(filter, block, owners) }
  }

  /// Traces collected rows of a plan, then what else concerns them; those without a value only
  /// where there are no others.
  private func trace(
    _ members: MemberCollection, idle: MemberCollection, of plan: Plan, _ frame: Frame,
    _ rest: (Block, [Int]) throws(EvaluationError) -> Void
  ) throws(EvaluationError) {
    var members = members
    for (owner, count) in members.addIfEmpty(idle) { passBy(count, of: owner) }
    for (owner, count) in members.unlisted { leaveOut(count, of: owner) }
    guard let block = try execution.joined(members.blocks, frame) else { return }
    try trace(plan, block, members.memberOwners)
    try rest(block, members.memberOwners)
  }
}

/// The first rows that belong to each of some rows.
private struct MemberCollection {
  private let owners: [Int]
  private let limit: Int
  private var counts: [Int]
  private(set) var blocks: [Block] = []
  /// The row that each member belongs to.
  private var memberRows: [Int] = []

  init(owners: [Int], limit: Int) {
    self.owners = owners
    self.limit = limit
    counts = [Int](repeating: 0, count: owners.count)
  }

  /// Adds the rows of a block, given the rows that each belongs to.
  mutating func add(_ block: Block, _ rows: (Int) -> [Int]) {
    var kept: [UInt32] = []
    for position in 0..<block.count {
      for row in rows(position) {
        counts[row] += 1
        guard counts[row] <= limit else { continue }
        kept.append(UInt32(truncatingIfNeeded: position))
        memberRows.append(row)
      }
    }
    if !kept.isEmpty { blocks.append(block.gathered(kept)) }
  }

  /// Adds other members to the rows that have none, and gives the numbers of those not added.
  mutating func addIfEmpty(_ other: MemberCollection) -> [(owner: Int, count: Int)] {
    let isEmpty = counts.map { $0 == 0 }
    var rest = other.memberRows[...]
    for block in other.blocks {
      let rows = rest.prefix(block.count)
      rest = rest.dropFirst(block.count)
      let positions = rows.enumerated().filter { isEmpty[$0.element] }
      guard !positions.isEmpty else { continue }
      blocks.append(block.gathered(positions.map { UInt32(truncatingIfNeeded: $0.offset) }))
      memberRows += positions.map(\.element)
    }
    var left: [(owner: Int, count: Int)] = []
    for row in counts.indices where other.counts[row] > 0 {
      if isEmpty[row] {
        counts[row] = other.counts[row]
      } else {
        left.append((owners[row], other.counts[row]))
      }
    }
    return left
  }

  /// What each member's row stands for.
  var memberOwners: [Int] { memberRows.map { owners[$0] } }

  /// How many rows of each owner were not kept.
  var unlisted: [(owner: Int, count: Int)] {
    counts.indices.compactMap { counts[$0] > limit ? (owners[$0], counts[$0] - limit) : nil }
  }
}

extension [Vector] {
  /// Whether there are values and none of them is known at a position.
  func areIdle(at position: Int) -> Bool {
    !isEmpty && allSatisfy { $0.state(at: position) != .known }
  }
}

extension [AggregateCall] {
  /// The values without any of which a row adds nothing; empty where a row counts as such.
  var commonOperands: [PlanExpression] {
    var operands: [PlanExpression] = []
    for call in self {
      switch call.function {
      case .countKnown, .distinctCount, .sum, .avg, .min, .max, .median, .percentile, .list:
        guard let argument = call.argument else { return [] }
        operands.append(argument)
      case .count, .any, .all, .none, .first, .last, .share: return []
      }
    }
    return operands
  }
}
