import AvowDiagnostics
import AvowModel
import AvowPlan

/// The members of the lists of a vector, and for each the position of its list.
struct ListMembers {
  var elements: Vector
  var owners: [UInt32]
}

extension Execution {
  /// The members of every known list, list after list.
  func listMembers(of lists: Vector, at span: SourceSpan) throws(EvaluationError)
    -> ListMembers
  {
    guard case .list(let column) = lists.column.data else {
      return ListMembers(elements: Vector(missing: .none, count: 0), owners: [])
    }
    var owners: [UInt32] = []
    var rows: [UInt32] = []
    let known = lists.known
    for position in 0..<lists.count where known?[position] ?? true {
      let members = column.members(of: lists.rows[position])
      try checkRowCount(rows.count + members.count, at: span)
      for member in members {
        owners.append(UInt32(truncatingIfNeeded: position))
        rows.append(UInt32(truncatingIfNeeded: member))
      }
    }
    return ListMembers(
      elements: Vector(column.elements, rows: contiguous(rows)), owners: owners)
  }

  private func contiguous(_ rows: [UInt32]) -> RowSelection {
    guard let first = rows.first, let last = rows.last,
      Int(last) - Int(first) + 1 == rows.count,
      rows.indices.allSatisfy({ Int(rows[$0]) == Int(first) + $0 })
    else { return .rows(rows) }
    return .range(Int(first)..<Int(last) + 1)
  }

  /// A block of list members around a block of lists.
  func memberBlock(_ members: ListMembers, _ id: ColumnID, in block: Block) -> Block {
    var inner = Block(segments: .rows(members.owners), in: block)
    inner.columns = [Block.ComputedVector(id: id, vector: members.elements)]
    return inner
  }

  /// Whether a predicate is true for a member: Kleene disjunction over the list.
  func anyElement(
    _ list: PlanExpression, _ id: ColumnID, _ predicate: PlanExpression, in block: Block
  ) throws(EvaluationError) -> Truth {
    let lists = try value(list, in: block)
    let members = try listMembers(of: lists, at: list.span)
    var isTrue = Bitmap(repeating: false, count: block.count)
    var isPossible = isTrue
    if !members.owners.isEmpty {
      let inner = try truth(predicate, in: memberBlock(members, id, in: block))
      for position in inner.isTrue.positions {
        isTrue[Int(members.owners[Int(position)])] = true
      }
      for position in inner.isUndecided?.positions ?? [] {
        isPossible[Int(members.owners[Int(position)])] = true
      }
    }
    if let omissions = omissions(of: lists) {
      let candidates = try candidateMembers(of: lists, at: list.span)
      for position in 0..<block.count
      where omissions.unknown[position] > 0
        || omissions.undecided[position] > 0 && candidates?.isComplete[position] != true
      {
        isPossible[position] = true
      }
      if let members = candidates?.members, !members.owners.isEmpty {
        let inner = try truth(predicate, in: memberBlock(members, id, in: block))
        for position in inner.isPossible.positions {
          isPossible[Int(members.owners[Int(position)])] = true
        }
      }
    }
    return Truth(isTrue, undecided: isPossible.subtracting(isTrue)).settingMissing(lists)
  }

  /// A list of what an expression gives for each member.
  func mapped(
    _ list: PlanExpression, _ id: ColumnID, _ body: PlanExpression,
    _ expression: PlanExpression, in block: Block
  ) throws(EvaluationError) -> Vector {
    let lists = try value(list, in: block)
    let members = try listMembers(of: lists, at: list.span)
    let values = try value(body, in: memberBlock(members, id, in: block))
    let result = try flattened(values, members, lists, expression)
    return try withCandidates(result, of: lists, expression) {
      (candidates) throws(EvaluationError) in
      try self.value(body, in: self.memberBlock(candidates, id, in: block))
    }
  }

  /// Lists made of one value, or one list, per member: lists are joined, none is left out, and
  /// references stand once.
  func flattened(
    _ values: Vector, _ members: ListMembers, _ lists: Vector, _ expression: PlanExpression
  ) throws(EvaluationError) -> Vector {
    var pairs = ListBuilder(listCount: lists.count)
    let elements: Column
    var omissions = omissions(of: lists)
    if case .list(let inner) = values.column.data {
      omissions = joinedOmissions(of: values, members, lists)
      elements = inner.elements
      for position in 0..<values.count where values.state(at: position) == .known {
        for member in inner.members(of: values.rows[position]) {
          pairs.append(member, to: members.owners[position])
        }
      }
    } else {
      elements = values.column
      for position in 0..<values.count where values.state(at: position) != .none {
        pairs.append(values.rows[position], to: members.owners[position])
      }
    }
    try checkRowCount(pairs.count, at: expression.span)
    if case .reference(let rows) = elements.data { pairs.keepFirst(of: rows, elements) }
    let column = ListColumn(offsets: pairs.offsets, elements: elements.gathered(pairs.rows))
    return Vector(
      Column(.list(column), validity: Validity(lists.states), omissions: omissions))
  }

  /// A list made of single values.
  func list(of members: [PlanExpression], _ expression: PlanExpression, in block: Block)
    throws(EvaluationError) -> Vector
  {
    var parts: [Column] = []
    for member in members { parts.append(try value(member, in: block).materialized) }
    try checkRowCount(block.count * parts.count, at: expression.span)
    let elements = try joined(parts, at: expression)
    var order: [UInt32] = []
    order.reserveCapacity(block.count * parts.count)
    for row in 0..<block.count {
      for part in parts.indices {
        order.append(UInt32(truncatingIfNeeded: part * block.count + row))
      }
    }
    let offsets = (0...block.count).map { UInt32(truncatingIfNeeded: $0 * parts.count) }
    return Vector(
      Column(.list(ListColumn(offsets: offsets, elements: elements.gathered(order)))))
  }
}

/// Collects the members of lists in the order of the lists.
struct ListBuilder {
  private(set) var rows: [UInt32] = []
  private var owners: [UInt32] = []
  private let listCount: Int

  init(listCount: Int) { self.listCount = listCount }

  var count: Int { rows.count }

  /// Adds a member, by its row, to a list; lists come in ascending order.
  mutating func append(_ row: Int, to owner: UInt32) {
    rows.append(UInt32(truncatingIfNeeded: row))
    owners.append(owner)
  }

  /// Drops a reference that its list already has; unknown ones stay.
  mutating func keepFirst(of references: [UInt32], _ column: Column) {
    var seen: Set<UInt32> = []
    var owner: UInt32?
    var kept: [Int] = []
    for index in rows.indices {
      if owner != owners[index] {
        owner = owners[index]
        seen.removeAll(keepingCapacity: true)
      }
      let isKnown = column.state(at: Int(rows[index])) == .known
      if !isKnown || seen.insert(references[Int(rows[index])]).inserted { kept.append(index) }
    }
    rows = kept.map { rows[$0] }
    owners = kept.map { owners[$0] }
  }

  /// The start of each list and the end of the last.
  var offsets: [UInt32] {
    var result = [UInt32](repeating: 0, count: listCount + 1)
    for owner in owners { result[Int(owner) + 1] += 1 }
    for index in 0..<listCount { result[index + 1] += result[index] }
    return result
  }
}
