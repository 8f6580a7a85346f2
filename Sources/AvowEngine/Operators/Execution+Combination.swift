import AvowDiagnostics
import AvowModel
import AvowPlan

extension Execution {
  /// The rows of two plans as sets: each row once, in the order of first occurrence.
  ///
  /// Both sides are held, as a row that is undecided on the left may be certain on the right.
  func runCombination(
    _ combination: Combination, _ frame: Frame, _ consume: Consumer
  ) throws(EvaluationError) -> Flow {
    var left = try side(combination.left, combination.leftKeys, frame)
    var right = try side(combination.right, combination.rightKeys, frame)
    let types = combination.row.map { [DataType.reference($0.relation)] }
    var table = GroupTable(
      types ?? combination.columns.map(\.type), segmentCount: frame.segmentCount, in: database)
    left.groups = table.groups(of: left.keys, segments: left.block.segments)
    right.groups = table.groups(of: right.keys, segments: right.block.segments)
    var sets = CombinedSets(combination.operation, groupCount: table.groupCount)
    sets.add(left, right, frame)
    let (leftRows, rightRows) = sets.chosen(left, right)
    frame.takeOver(left.frame, dropped: true)
    frame.takeOver(right.frame, dropped: combination.operation == .union)
    if !frame.isNested { try noteUndecided(sets, left, right, combination) }
    let block = try joined(
      left.chosen(leftRows), right.chosen(rightRows), sets, combination, frame)
    return try emit(
      block, at: (0..<block.count).map { UInt32(truncatingIfNeeded: $0) }, consume)
  }

  private func side(
    _ plan: Plan, _ keys: [PlanExpression], _ frame: Frame
  ) throws(EvaluationError) -> CombinedSide {
    let inner = Frame(outer: frame.outer)
    var blocks: [Block] = []
    var count = 0
    _ = try runStep(
      plan, inner,
      Consumer { (block) throws(EvaluationError) -> Flow in
        count += block.count
        try self.checkRowCount(count)
        if block.count > 0 { blocks.append(block) }
        return .more
      })
    let empty =
      frame.isNested ? Block(segments: .rows([]), in: frame.outer) : Block(count: 0)
    guard let block = try joined(blocks, inner) else {
      let none = keys.map { _ in Vector(missing: .none, count: 0) }
      return CombinedSide(block: empty, keys: none, frame: inner)
    }
    var vectors: [Vector] = []
    for key in keys { vectors.append(try valueInPortions(key, in: block)) }
    return CombinedSide(block: block, keys: vectors, frame: inner)
  }

  /// Counts the rows of which it is not decided whether they belong, by what was undecided of them.
  private func noteUndecided(
    _ sets: CombinedSets, _ left: CombinedSide, _ right: CombinedSide,
    _ combination: Combination
  ) throws(EvaluationError) {
    let word = rowWord(of: .combine(combination))
    for (side, plan, rows) in [
      (left, combination.left, sets.blamedLeft), (right, combination.right, sets.blamedRight),
    ] where !rows.isEmpty {
      var tally = UndecidedTally(plan.openPredicates, word: word)
      _ = try tally.settle(side.block.gathered(rows), self)
      tally.note.map { notes.append($0) }
    }
  }

  private func joined(
    _ left: (block: Block, keys: [Vector]), _ right: (block: Block, keys: [Vector]),
    _ sets: CombinedSets, _ combination: Combination, _ frame: Frame
  ) throws(EvaluationError) -> Block {
    let segments = RowSelection.joined([left.block.segments, right.block.segments])
    var result =
      frame.isNested
      ? Block(segments: segments, in: frame.outer) : Block(count: segments.count)
    var columns: [Column] = []
    for (a, b) in zip(left.keys, right.keys) {
      guard let column = Column.joined([a.materialized, b.materialized]) else {
        throw EvaluationError(.overflow)
      }
      columns.append(column)
    }
    if let row = combination.row {
      guard let column = columns.first else { throw EvaluationError(.malformedPlan) }
      let rows: [UInt32] = if case .reference(let rows) = column.data { rows } else { [] }
      result.sources = [Block.Source(id: row.id, relation: row.relation, rows: .rows(rows))]
    } else {
      result.columns = zip(combination.columns, columns).map { column, values in
        Block.ComputedVector(id: column.id, vector: Vector(values))
      }
    }
    guard frame.isNested, sets.hasUndecided else { return result }
    result.maybe = .joined(
      [left.block.maybe, right.block.maybe].enumerated().map { index, maybe in
        maybe ?? Bitmap(repeating: false, count: index == 0 ? left.block.count : right.block.count)
      })
    return result
  }
}

/// One side of a combination: its rows, what tells them apart, and the number of each.
private struct CombinedSide {
  var block: Block
  var keys: [Vector]
  var frame: Frame
  var groups = RowSelection.rows([])

  func isUndecided(_ row: Int) -> Bool { block.maybe?[row] ?? false }

  /// The chosen rows, marked where it is not decided whether they belong.
  func chosen(_ rows: (rows: [UInt32], undecided: [Bool])) -> (block: Block, keys: [Vector]) {
    var part = block.gathered(rows.rows)
    let maybe = Bitmap(rows.rows.count) { rows.undecided[$0] }
    part.maybe = maybe.isEmpty ? nil : maybe
    return (part, keys.map { $0.gathered(rows.rows) })
  }
}

/// Whether each row belongs to each side: not, perhaps, or for certain.
private struct CombinedSets {
  private enum Membership: UInt8 {
    case absent
    case undecided
    case certain
  }

  private let operation: Combination.Operation
  private var left: [Membership]
  private var right: [Membership]
  /// The rows of each side that are to blame for what is undecided.
  private(set) var blamedLeft: [UInt32] = []
  private(set) var blamedRight: [UInt32] = []
  private(set) var hasUndecided = false
  /// For each key that the right side perhaps has, a row of it.
  private var perhaps: [Int: UInt32] = [:]

  init(_ operation: Combination.Operation, groupCount: Int) {
    self.operation = operation
    left = [Membership](repeating: .absent, count: groupCount)
    right = left
  }

  mutating func add(_ leftSide: CombinedSide, _ rightSide: CombinedSide, _ frame: Frame) {
    Self.add(leftSide, to: &left)
    Self.add(rightSide, to: &right)
    for row in rightSide.block.maybe?.positions ?? [] {
      perhaps[rightSide.groups[Int(row)]] = row
    }
    // A row that the right side has lost may be any row that the left side has.
    guard frame.isNested, operation != .union else { return }
    for row in 0..<leftSide.block.count {
      let group = leftSide.groups[row]
      if right[group] == .absent, rightSide.frame.dropped[leftSide.block.segments[row]] > 0 {
        right[group] = .undecided
      }
    }
  }

  private static func add(_ side: CombinedSide, to memberships: inout [Membership]) {
    for row in 0..<side.block.count {
      let group = side.groups[row]
      if !side.isUndecided(row) {
        memberships[group] = .certain
      } else if memberships[group] == .absent {
        memberships[group] = .undecided
      }
    }
  }

  private func membership(_ group: Int) -> Membership {
    switch operation {
    case .union:
      return left[group].rawValue > right[group].rawValue ? left[group] : right[group]
    case .intersect:
      return left[group].rawValue < right[group].rawValue ? left[group] : right[group]
    case .except:
      switch right[group] {
      case .absent: return left[group]
      case .undecided: return left[group] == .absent ? .absent : .undecided
      case .certain: return .absent
      }
    }
  }

  typealias Choice = (rows: [UInt32], undecided: [Bool])

  /// The rows of both sides that stand in the result; at the top only those that are certain.
  mutating func chosen(_ leftSide: CombinedSide, _ rightSide: CombinedSide) -> (Choice, Choice) {
    var isSeen = [Bool](repeating: false, count: left.count)
    let isNested = leftSide.frame.isNested
    func take(_ side: CombinedSide, _ sets: inout CombinedSets, isLeft: Bool) -> Choice {
      var choice: Choice = ([], [])
      for row in 0..<side.block.count {
        let group = side.groups[row]
        let membership = sets.membership(group)
        guard !isSeen[group], membership != .absent else { continue }
        isSeen[group] = true
        let isUndecided = membership == .undecided
        if isUndecided {
          sets.hasUndecided = true
          sets.blame(group, row, isLeft: isLeft, side)
          if !isNested { continue }
        }
        choice.rows.append(UInt32(truncatingIfNeeded: row))
        choice.undecided.append(isUndecided)
      }
      return choice
    }
    let first = take(leftSide, &self, isLeft: true)
    guard operation == .union else { return (first, ([], [])) }
    return (first, take(rightSide, &self, isLeft: false))
  }

  /// Notes a row whose predicates say why it is undecided whether it belongs.
  private mutating func blame(
    _ group: Int, _ row: Int, isLeft: Bool, _ side: CombinedSide
  ) {
    if side.isUndecided(row) {
      if isLeft {
        blamedLeft.append(UInt32(truncatingIfNeeded: row))
      } else {
        blamedRight.append(UInt32(truncatingIfNeeded: row))
      }
      return
    }
    if let other = perhaps[group] { blamedRight.append(other) }
  }
}
