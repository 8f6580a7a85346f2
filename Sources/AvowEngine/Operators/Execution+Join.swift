import AvowDiagnostics
import AvowModel
import AvowPlan

extension Execution {
  /// The pairs of rows for which a condition is true; the right side is held, the left streams.
  ///
  /// Where the condition asks for equality, only pairs that may be equal are looked at.
  func runJoin(_ join: JoinStep, _ frame: Frame, _ consume: Consumer)
    throws(EvaluationError) -> Flow
  {
    let inner = Frame(outer: frame.outer)
    let right = try collect(join.right, inner, .kept)
    frame.takeOver(inner, dropped: true)
    var index = try JoinIndex(join, right, frame, self)
    var lost = LostPartners(join, word: rowWord(of: join.left))
    let flow = try run(
      join.left, frame,
      Consumer { (block) throws(EvaluationError) -> Flow in
        try self.join(block, right, join, &index, &lost, frame, consume)
      })
    if !frame.isNested { notes += lost.notes }
    return flow
  }

  private func join(
    _ block: Block, _ right: Block?, _ join: JoinStep, _ index: inout JoinIndex,
    _ lost: inout LostPartners, _ frame: Frame, _ consume: Consumer
  ) throws(EvaluationError) -> Flow {
    lost.begin(block.count)
    guard let right else {
      lost.settle()
      return .more
    }
    var pairs = RowPairs()
    try index.look(at: block, join, self)
    var flow = Flow.more
    for row in 0..<block.count where flow == .more {
      for partner in index.partners(of: row) {
        pairs.append(row, partner)
        guard pairs.count >= context.blockSize else { continue }
        flow = try keep(pairs, block, right, join, &lost, frame, consume)
        pairs = RowPairs()
        if flow == .stop { break }
      }
    }
    if flow == .more { flow = try keep(pairs, block, right, join, &lost, frame, consume) }
    // Where nobody wants more, the rows after the last pair were not looked at.
    if flow == .more { lost.settle() }
    return flow
  }

  /// Hands on the pairs for which the condition is true; in a nested plan also the undecided.
  private func keep(
    _ pairs: RowPairs, _ block: Block, _ right: Block, _ join: JoinStep,
    _ lost: inout LostPartners, _ frame: Frame, _ consume: Consumer
  ) throws(EvaluationError) -> Flow {
    guard pairs.count > 0 else { return .more }
    try checkCancellation()
    try countCombinations(pairs.count)
    let paired = pairs.block(block, right)
    let truth = try truth(join.predicate.condition, in: paired)
    if !frame.isNested { try lost.add(pairs, paired, truth, self) }
    let kept = frame.isNested ? paired.kept(truth) : paired.filtered(truth.isTrue)
    return kept.count == 0 ? .more : try consume(kept)
  }
}

/// Pairs of a row of the left side and one of the right, on their way into a block.
private struct RowPairs {
  private(set) var left: [UInt32] = []
  private(set) var right: [UInt32] = []

  var count: Int { left.count }

  mutating func append(_ row: Int, _ partner: UInt32) {
    left.append(UInt32(truncatingIfNeeded: row))
    right.append(partner)
  }

  func block(_ block: Block, _ other: Block) -> Block {
    var result = block.gathered(left)
    let partners = other.gathered(right)
    result.sources += partners.sources
    result.columns += partners.columns
    if let maybe = partners.maybe { result.maybe = result.maybe.map { $0 | maybe } ?? maybe }
    return result
  }
}

/// The rows of the right side by their keys.
private struct JoinIndex {
  private var table: GroupTable
  private let keys: [JoinStep.Key]
  /// The rows of the right side, by the number of their keys.
  private var rows: [Int: [UInt32]] = [:]
  /// The rows that may be equal to any, because a key is unknown, by outer row.
  private var open: [Int: [UInt32]] = [:]
  /// All rows, by outer row.
  private var all: [Int: [UInt32]] = [:]
  /// The keys of the rows of the left block.
  private var groups = RowSelection.rows([])
  private var segments = RowSelection.rows([])
  private var isOpen: [Bool] = []

  init(_ join: JoinStep, _ right: Block?, _ frame: Frame, _ execution: Execution)
    throws(EvaluationError)
  {
    keys = join.keys
    table = GroupTable(
      join.keys.map(\.right.type), segmentCount: frame.segmentCount, in: execution.database)
    guard let right else { return }
    for row in 0..<right.count {
      all[right.segments[row], default: []].append(UInt32(truncatingIfNeeded: row))
    }
    guard !keys.isEmpty else { return }
    var vectors: [Vector] = []
    for key in keys { vectors.append(try execution.valueInPortions(key.right, in: right)) }
    let groups = table.groups(of: vectors, segments: right.segments)
    let openRows = openRows(vectors, count: right.count)
    for row in 0..<right.count {
      let number = UInt32(truncatingIfNeeded: row)
      if openRows[row] {
        open[right.segments[row], default: []].append(number)
      } else {
        rows[groups[row], default: []].append(number)
      }
    }
  }

  /// Finds the keys of the rows of a left block.
  mutating func look(at block: Block, _ join: JoinStep, _ execution: Execution)
    throws(EvaluationError)
  {
    segments = block.segments
    guard !keys.isEmpty else { return }
    var vectors: [Vector] = []
    for key in keys { vectors.append(try execution.value(key.left, in: block)) }
    groups = table.groups(of: vectors, segments: block.segments)
    try execution.checkRowCount(table.groupCount)
    isOpen = openRows(vectors, count: block.count)
  }

  private func openRows(_ vectors: [Vector], count: Int) -> [Bool] {
    var result = [Bool](repeating: false, count: count)
    for (key, vector) in zip(keys, vectors) where !key.joinsUnknown {
      for position in vector.isUnknown?.positions ?? [] { result[Int(position)] = true }
    }
    return result
  }

  /// The rows of the right side for which the condition may be true or undecided.
  func partners(of row: Int) -> [UInt32] {
    let segment = segments[row]
    guard !keys.isEmpty, !isOpen[row] else { return all[segment] ?? [] }
    let found = rows[groups[row]] ?? []
    guard let open = open[segment] else { return found }
    return (found + open).sorted()
  }
}

/// The rows of the left side that are in no pair for certain, and the undecided pairs by cause.
private struct LostPartners {
  private enum State: UInt8 {
    case alone
    case undecided
    case paired
  }

  private let name: String
  private let word: String
  private var tally: UndecidedTally
  private var states: [State] = []
  private var aloneCount = 0
  private var undecidedCount = 0

  init(_ join: JoinStep, word: String) {
    name = join.name
    self.word = word
    tally = UndecidedTally([join.predicate], word: "pair")
  }

  mutating func begin(_ count: Int) {
    states = [State](repeating: .alone, count: count)
  }

  mutating func add(
    _ pairs: RowPairs, _ block: Block, _ truth: Truth, _ execution: Execution
  ) throws(EvaluationError) {
    for position in truth.isTrue.positions {
      states[Int(pairs.left[Int(position)])] = .paired
    }
    guard let isUndecided = truth.isUndecided else { return }
    for position in isUndecided.positions {
      let row = Int(pairs.left[Int(position)])
      if states[row] == .alone { states[row] = .undecided }
    }
    var undecided = block.gathered(isUndecided.positions)
    undecided.maybe = Bitmap(repeating: true, count: undecided.count)
    _ = try tally.settle(undecided, execution)
  }

  /// Counts the rows of the block that are in no pair for certain.
  mutating func settle() {
    aloneCount += states.count { $0 == .alone }
    undecidedCount += states.count { $0 == .undecided }
  }

  var notes: [ResultNote] {
    var result: [ResultNote] = []
    if aloneCount > 0 {
      let rows = counted(aloneCount, word)
      result.append(.remark("join left out \(rows) without a partner in \(name)"))
    }
    if undecidedCount > 0 {
      let rows = counted(undecidedCount, word)
      result.append(.remark("join left out \(rows) with none but undecided partners in \(name)"))
    }
    if let note = tally.note { result.append(note) }
    return result
  }
}
