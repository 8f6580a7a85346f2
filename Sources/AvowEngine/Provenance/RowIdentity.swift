import AvowModel
import AvowPlan

/// What tells a row from the others of a plan.
struct RowIdentity: Hashable {
  private var rows: [Int]
  private var values: [Value]

  init(rows: [Int] = [], values: [Value] = []) {
    self.rows = rows
    self.values = values
  }

  /// Makes what tells a row of a set operation apart from its keys on one side.
  init(_ keys: [Vector], at position: Int, isRow: Bool) {
    let values = keys.map { $0.value(at: position).identity }
    if isRow, case .row(let row)? = values.first {
      self.init(rows: [Int(row)])
    } else {
      self.init(values: values)
    }
  }
}

extension Block {
  /// What tells each row from the others, of a plan or of those that a plan is made of.
  func identities(in plan: Plan) -> [RowIdentity] {
    let reach = plan.reach
    let sources = reach.rows.compactMap { source($0)?.rows }
    let columns = reach.identifying.compactMap { column($0) }
    return (0..<count).map { position in
      RowIdentity(
        rows: sources.map { $0[position] },
        values: columns.map { $0.value(at: position).identity })
    }
  }
}

/// Rows that are looked for, each as often as it was asked for.
private struct WantedRows {
  /// Where each stands among those that are looked for, the first last.
  private var places: [RowIdentity: [Int]] = [:]
  private(set) var remaining: Int

  init(_ wanted: [RowIdentity]) {
    remaining = wanted.count
    for (place, identity) in wanted.enumerated().reversed() {
      places[identity, default: []].append(place)
    }
  }

  /// The place of a row that was found among those that are looked for, nil where it is not.
  mutating func take(_ identity: RowIdentity) -> Int? {
    guard let place = places[identity]?.popLast() else { return nil }
    remaining -= 1
    return place
  }
}

extension Execution {
  /// The rows of a plan that are among some, nil where none is.
  func rows(of plan: Plan, among wanted: [RowIdentity]) throws(EvaluationError) -> Block? {
    var wanted = WantedRows(wanted)
    var blocks: [Block] = []
    let frame = Frame(outer: nil)
    _ = try run(
      plan, frame,
      Consumer { (block) throws(EvaluationError) -> Flow in
        let found = block.identities(in: plan)
        let kept = found.indices.filter { wanted.take(found[$0]) != nil }
          .map { UInt32(truncatingIfNeeded: $0) }
        if !kept.isEmpty { blocks.append(block.gathered(kept)) }
        return wanted.remaining == 0 ? .stop : .more
      })
    return try joined(blocks, frame)
  }

  /// Where each of some rows stands among those of a plan, from 0; nil where it is not there.
  func positions(of wanted: [RowIdentity], in plan: Plan) throws(EvaluationError) -> [Int?] {
    var result = [Int?](repeating: nil, count: wanted.count)
    var wanted = WantedRows(wanted)
    var start = 0
    _ = try run(
      plan, Frame(outer: nil),
      Consumer { (block) throws(EvaluationError) -> Flow in
        for (position, identity) in block.identities(in: plan).enumerated() {
          if let place = wanted.take(identity) { result[place] = start + position }
        }
        start += block.count
        return wanted.remaining == 0 ? .stop : .more
      })
    return result
  }
}
