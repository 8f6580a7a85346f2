import AvowModel

/// Orders rows by several keys; equal rows keep their order.
struct RowOrder {
  private let keys: [SortColumn]

  init(_ keys: [SortColumn]) { self.keys = keys }

  /// Negative, zero or positive by the keys alone.
  @inline(__always)
  func order(_ left: UInt32, _ right: UInt32) -> Int {
    for key in keys {
      let order = key.order(Int(left), Int(right))
      if order != 0 { return order }
    }
    return 0
  }

  /// Whether a row comes first, by the keys and then by its place.
  @inline(__always)
  private func precedes(_ left: UInt32, _ right: UInt32) -> Bool {
    let order = order(left, right)
    return order == 0 ? left < right : order < 0
  }

  /// The positions of rows in order; polls for cancellation as it goes.
  func sorted(_ count: Int, _ execution: Execution) throws(EvaluationError) -> [UInt32] {
    var rows = (0..<count).map { UInt32(truncatingIfNeeded: $0) }
    let run = 1 << 15
    var start = 0
    while start < count {
      try execution.checkCancellation()
      rows[start..<min(start + run, count)].sort(by: precedes)
      start += run
    }
    var width = run
    while width < count {
      rows = try merged(rows, width, execution)
      width *= 2
    }
    noteUnits(of: rows, execution)
    return rows
  }

  /// Notes the units of neighbours between which a key decided although their units do not compare.
  private func noteUnits(of rows: [UInt32], _ execution: Execution) {
    guard keys.contains(where: { $0.keyOfMixedUnits != nil }) else { return }
    for (left, right) in zip(rows, rows.dropFirst()) {
      let decisive = keys.first { $0.order(Int(left), Int(right)) != 0 }
      guard let decisive, let key = decisive.keyOfMixedUnits else { continue }
      execution.orderedUnits.note(
        decisive.units(of: Int(left)), decisive.units(of: Int(right)), of: key,
        in: execution.schema.units)
    }
  }

  private func merged(_ rows: [UInt32], _ width: Int, _ execution: Execution)
    throws(EvaluationError) -> [UInt32]
  {
    var result: [UInt32] = []
    result.reserveCapacity(rows.count)
    var start = 0
    while start < rows.count {
      try execution.checkCancellation()
      var left = start
      let middle = min(start + width, rows.count)
      var right = middle
      let end = min(start + 2 * width, rows.count)
      while left < middle, right < end {
        if precedes(rows[right], rows[left]) {
          result.append(rows[right])
          right += 1
        } else {
          result.append(rows[left])
          left += 1
        }
      }
      result.append(contentsOf: rows[left..<middle])
      result.append(contentsOf: rows[right..<end])
      start = end
    }
    return result
  }
}
