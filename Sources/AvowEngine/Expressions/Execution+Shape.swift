import AvowModel
import AvowPlan

extension Execution {
  /// The rows of a nested plan as records, run once for all rows of the block.
  func shaped(_ shape: Shape, in block: Block) throws(EvaluationError) -> Vector {
    guard block.count > 0 else { return Vector(missing: .none, count: 0) }
    let frame = Frame(outer: block)
    let rows = try collect(shape.plan, frame, .dropped)
    let order = SegmentOrder(rows?.segments, segmentCount: block.count)
    var fields: [Column] = []
    for column in shape.columns {
      let values =
        if let rows {
          try valueInPortions(column.value, in: rows).materialized
        } else {
          Column(missing: .none, count: 0)
        }
      fields.append(values.gathered(order.rows))
    }
    let records = Column(.record(RecordColumn(fields, count: order.rows.count)))
    var states = [ValueState](repeating: .known, count: block.count)
    for position in frame.unknown { states[position] = .undecided }
    guard shape.isList else { return Vector(single(records, order, &states)) }
    let unknown = [Int](repeating: 0, count: block.count)
    return Vector(
      Column(
        .list(ListColumn(offsets: order.offsets, elements: records)), validity: Validity(states),
        omissions: Omissions(unknown: unknown, undecided: frame.dropped)))
  }

  /// The record of the one row of each outer row, none where there is no row.
  private func single(
    _ records: Column, _ order: SegmentOrder, _ states: inout [ValueState]
  ) -> Column {
    guard records.count > 0 else {
      return Column(.missing(states.count), validity: Validity(states.map { $0.orNone }))
    }
    var positions: [UInt32] = []
    for segment in states.indices {
      let isEmpty = order.offsets[segment] == order.offsets[segment + 1]
      if isEmpty { states[segment] = states[segment].orNone }
      positions.append(isEmpty ? 0 : order.offsets[segment])
    }
    var column = records.gathered(positions)
    column.validity = Validity(states)
    return column
  }
}

extension ValueState {
  /// The state, or none where it was known.
  fileprivate var orNone: ValueState { self == .known ? .none : self }
}

/// The rows of a block by outer row, those of one outer row in their order.
private struct SegmentOrder {
  /// The start of the rows of each outer row and, last, their number.
  private(set) var offsets: [UInt32]
  private(set) var rows: [UInt32]

  init(_ segments: RowSelection?, segmentCount: Int) {
    var offsets = [UInt32](repeating: 0, count: segmentCount + 1)
    let count = segments?.count ?? 0
    rows = [UInt32](repeating: 0, count: count)
    self.offsets = offsets
    guard let segments else { return }
    for row in 0..<count { offsets[segments[row] + 1] += 1 }
    for segment in 0..<segmentCount { offsets[segment + 1] += offsets[segment] }
    self.offsets = offsets
    for row in 0..<count {
      let segment = segments[row]
      rows[Int(offsets[segment])] = UInt32(truncatingIfNeeded: row)
      offsets[segment] += 1
    }
  }
}
