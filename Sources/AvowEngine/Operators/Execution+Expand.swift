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
        lost.add(lists, members, block, frame)
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
    if !frame.isNested { lost.note(rowWord).map { notes.append($0) } }
    return flow
  }
}

/// The rows that an expansion drops.
private struct LostRows {
  private var empty = 0
  private var unknown = 0

  mutating func add(_ lists: Vector, _ members: ListMembers, _ block: Block, _ frame: Frame) {
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

  func note(_ rowWord: String) -> ResultNote? {
    let count = empty + unknown
    guard count > 0 else { return nil }
    let rows = count == 1 ? "1 \(rowWord)" : "\(count) \(rowWord)s"
    let causes = [(empty, "nothing to expand"), (unknown, "an unknown list")]
      .filter { $0.0 > 0 }
    guard causes.count > 1 else {
      return .remark("expand left out \(rows) with \(causes[0].1)")
    }
    let parts = causes.map { "\($0.0) with \($0.1)" }.joined(separator: ", ")
    return .remark("expand left out \(rows): \(parts)")
  }
}
