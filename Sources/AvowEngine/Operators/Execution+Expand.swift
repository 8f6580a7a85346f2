import AvowModel
import AvowPlan

extension Execution {
  /// One row per member of a list; rows without members are dropped and counted.
  func runExpand(
    _ input: Plan, _ list: PlanExpression, _ id: ColumnID, _ frame: Frame, _ consume: Consumer
  ) throws(EvaluationError) -> Flow {
    var lost = LostRows()
    let flow = try run(
      input, frame,
      Consumer { (block) throws(EvaluationError) -> Flow in
        let lists = try self.value(list, in: block)
        let members = try self.listMembers(of: lists, at: list.span)
        lost.add(lists, members, self.omissions(of: lists), block, frame)
        var start = 0
        while start < members.owners.count {
          try self.checkCancellation()
          let range = start..<min(start + self.context.blockSize, members.owners.count)
          var expanded = block.gathered(Array(members.owners[range]))
          expanded.columns.append(
            Block.ComputedVector(
              id: id,
              vector: Vector(
                members.elements.column, rows: members.elements.rows.sliced(range))))
          if try consume(expanded) == .stop { return .stop }
          start = range.upperBound
        }
        return .more
      })
    if !frame.isNested { notes += lost.notes(rowWord(of: input)) }
    return flow
  }
}

/// The rows that an expansion drops.
private struct LostRows {
  private var empty = 0
  private var unknown = 0
  private var undecidedMembers = 0

  mutating func add(
    _ lists: Vector, _ members: ListMembers, _ omissions: Omissions?, _ block: Block,
    _ frame: Frame
  ) {
    for (position, count) in (omissions?.undecided ?? []).enumerated() where count > 0 {
      undecidedMembers += count
      if frame.isNested { frame.drop(block.segments[position], count) }
    }
    var hasMember = Bitmap(repeating: false, count: block.count)
    for owner in members.owners { hasMember[Int(owner)] = true }
    for position in (~hasMember).positions {
      guard lists.state(at: Int(position)).isUnknown else {
        empty += 1
        continue
      }
      unknown += 1
      // How many rows an unknown list would have given is not known either.
      if frame.isNested { frame.drop(block.segments[Int(position)]) }
    }
  }

  func notes(_ rowWord: String) -> [ResultNote] {
    var notes = [note(rowWord)].compactMap(\.self)
    if undecidedMembers > 0 {
      notes.append(.remark("expand left out \(counted(undecidedMembers, "undecided member"))"))
    }
    return notes
  }

  private func note(_ rowWord: String) -> ResultNote? {
    let count = empty + unknown
    guard count > 0 else { return nil }
    let rows = counted(count, rowWord)
    let causes = [(empty, "nothing to expand"), (unknown, "an unknown list")]
      .filter { $0.0 > 0 }
    guard causes.count > 1 else {
      return .remark("expand left out \(rows) with \(causes[0].1)")
    }
    let parts = causes.map { "\($0.0) with \($0.1)" }.joined(separator: ", ")
    return .remark("expand left out \(rows): \(parts)")
  }
}
