/// Lists as offsets into one column of members.
package struct ListColumn: Hashable, Sendable {
  /// The start of each list and, last, the number of members.
  package var offsets: [UInt32]
  package var elements: Column

  /// Makes a column from offsets and members.
  package init(offsets: [UInt32], elements: Column) {
    precondition(offsets.last.map(Int.init) == elements.count, "offsets end where members end")
    self.offsets = offsets
    self.elements = elements
  }

  package var count: Int { offsets.count - 1 }

  /// The positions of a row's members.
  package func members(of row: Int) -> Range<Int> { Int(offsets[row])..<Int(offsets[row + 1]) }

  /// The rows at the given positions.
  package func gathered(_ rows: [UInt32]) -> ListColumn {
    var starts: [UInt32] = [0]
    var targets: [UInt32] = []
    starts.reserveCapacity(rows.count + 1)
    for row in rows {
      let range = members(of: Int(row))
      for member in range { targets.append(UInt32(truncatingIfNeeded: member)) }
      starts.append(UInt32(clamping: targets.count))
    }
    return ListColumn(offsets: starts, elements: elements.gathered(targets))
  }
}
