import AvowDiagnostics
import AvowModel
import AvowPlan

extension Execution {
  /// Adds to each row what is computed of the rows beside it; the rows keep their order.
  func runWindow(
    _ input: Plan, _ columns: [WindowColumn], _ frame: Frame, _ consume: Consumer
  ) throws(EvaluationError) -> Flow {
    guard var block = try collect(input, frame, .dropped) else { return .more }
    for column in columns {
      let rows = try windowRows(column, in: block, frame)
      let vector = try values(of: column.call, over: rows, in: block)
      block.columns.append(Block.ComputedVector(id: column.id, vector: vector))
    }
    return try emit(block, consume)
  }

  /// The rows of a block as a window sees them.
  func windowRows(_ column: WindowColumn, in block: Block, _ frame: Frame)
    throws(EvaluationError) -> WindowRows
  {
    var table = GroupTable(
      column.partition.map(\.type), segmentCount: frame.segmentCount, in: database)
    var keys: [Vector] = []
    for key in column.partition { keys.append(try valueInPortions(key, in: block)) }
    let partitions = table.groups(of: keys, segments: block.segments).array
    let first = Vector(Column(.code(.word(partitions))))
    var columns = [try SortColumn(first, .integer, isDescending: false, self)]
    for key in column.order {
      let vector = try valueInPortions(key.value, in: block)
      columns.append(try SortColumn(vector, key, self))
    }
    let order = RowOrder(columns)
    return WindowRows(
      sorted: try order.sorted(block.count, self), partitions: partitions, order: order)
  }

  private func values(of call: WindowCall, over rows: WindowRows, in block: Block)
    throws(EvaluationError) -> Vector
  {
    switch call {
    case .rank:
      let ranks = rows.places { rows, run in run.lowerBound - rows.partition(of: run) + 1 }
      return Vector(.counts(ranks, plus: [Int](repeating: 0, count: ranks.count)))
    case .rowNumber:
      let numbers = rows.numbers
      return Vector(.counts(numbers, plus: [Int](repeating: 0, count: numbers.count)))
    case .neighbour(let value, let distance, let otherwise):
      return try moved(value, in: block, to: rows.neighbours(distance), otherwise)
    case .aggregate(let call):
      if let argument = call.argument, call.function == .first {
        return try moved(argument, in: block, to: rows.ends { $0.partition(of: $1) })
      }
      if let argument = call.argument, call.function == .last {
        return try moved(argument, in: block, to: rows.ends { $1.upperBound - 1 })
      }
      return try aggregated(call, over: rows, in: block)
    }
  }

  /// The values of other rows; the other value, or none, where there is no other row.
  private func moved(
    _ value: PlanExpression, in block: Block, to others: [UInt32?],
    _ otherwise: PlanExpression? = nil
  ) throws(EvaluationError) -> Vector {
    let vector = try valueInPortions(value, in: block)
    var column = vector.gathered(others.map { $0 ?? 0 }).materialized
    guard others.contains(nil) else { return Vector(column) }
    if let otherwise {
      let both = [column, try valueInPortions(otherwise, in: block).materialized]
      let count = UInt32(truncatingIfNeeded: others.count)
      return try Vector(joined(both, at: otherwise)).gathered(
        others.enumerated().map { position, other in
          UInt32(truncatingIfNeeded: position) + (other == nil ? count : 0)
        })
    }
    var states = column.states
    for (position, other) in others.enumerated() where other == nil { states[position] = .none }
    column.validity = Validity(states)
    return Vector(column)
  }

  /// An aggregate of the rows of a partition up to each run of equal rows.
  private func aggregated(_ call: AggregateCall, over rows: WindowRows, in block: Block)
    throws(EvaluationError) -> Vector
  {
    let argument = try call.argument.map { argument throws(EvaluationError) in
      try valueInPortions(argument, in: block)
    }
    let filter = try call.filter.map { filter throws(EvaluationError) in
      Truth(try valueInPortions(filter, in: block))
    }
    let family = AggregateFamily(call)
    let first = AggregateGroups(numbers: [0], wholes: [0])
    var accumulator = family.accumulator(for: call, database)
    var results = ColumnPieces(limit: context.blockSize)
    for run in rows.runs {
      if run.lowerBound == rows.partition(of: run) {
        try checkCancellation()
        accumulator = family.accumulator(for: call, database)
        accumulator.grow(to: 1)
      }
      var positions = Array(rows.sorted[run])
      var undecided: Bitmap?
      if let filter {
        positions = positions.filter { filter.isPossible[Int($0)] }
        undecided = Bitmap(positions.count) { filter.isUndecided?[Int(positions[$0])] ?? false }
      }
      try accumulator.add(
        AggregateRows(
          groups: .repeated(0, count: positions.count), argument: argument?.gathered(positions),
          undecided: undecided, span: call.argument?.span ?? SourceSpan(0, 0)))
      results.append(try accumulator.column(call, first, self))
    }
    guard let column = results.joined else {
      throw EvaluationError(.overflow, at: call.argument?.span ?? SourceSpan(0, 0))
    }
    return Vector(column.gathered(rows.runNumbers))
  }
}

/// The rows of a table by partition and order, in runs of rows that are equal in both.
struct WindowRows {
  /// The positions of the rows, partition after partition.
  let sorted: [UInt32]
  private(set) var runs: [Range<Int>] = []
  /// Where in `sorted` the partition of each run starts.
  private var starts: [Int: Int] = [:]
  /// Where in `sorted` each partition ends, by its start.
  private(set) var partitionEnds: [Int: Int] = [:]

  init(sorted: [UInt32], partitions: [UInt32], order: RowOrder) {
    self.sorted = sorted
    var runStart = 0
    var partitionStart = 0
    for index in sorted.indices {
      let isLast = index + 1 == sorted.count
      guard isLast || order.order(sorted[index], sorted[index + 1]) != 0 else { continue }
      runs.append(runStart..<index + 1)
      starts[runStart] = partitionStart
      runStart = index + 1
      if isLast || partitions[Int(sorted[index])] != partitions[Int(sorted[index + 1])] {
        partitionEnds[partitionStart] = index + 1
        partitionStart = index + 1
      }
    }
  }

  /// Where the partition of a run starts.
  func partition(of run: Range<Int>) -> Int { starts[run.lowerBound] ?? run.lowerBound }

  /// A number for each row, the same for the rows of a run.
  func places(_ number: (WindowRows, Range<Int>) -> Int) -> [Int] {
    var result = [Int](repeating: 0, count: sorted.count)
    for run in runs {
      let value = number(self, run)
      for index in run { result[Int(sorted[index])] = value }
    }
    return result
  }

  /// For each row a row of its partition, the same for the rows of a run.
  func ends(_ index: (WindowRows, Range<Int>) -> Int) -> [UInt32?] {
    places(index).map { sorted[$0] }
  }

  /// The number of the run of each row.
  var runNumbers: [UInt32] {
    var result = [UInt32](repeating: 0, count: sorted.count)
    for (number, run) in runs.enumerated() {
      for index in run { result[Int(sorted[index])] = UInt32(truncatingIfNeeded: number) }
    }
    return result
  }

  /// For each row the one so many places on, nil where its partition has none there.
  func neighbours(_ distance: Int) -> [UInt32?] {
    var result = [UInt32?](repeating: nil, count: sorted.count)
    for (start, end) in partitionEnds {
      for index in start..<end where (start..<end).contains(index + distance) {
        result[Int(sorted[index])] = sorted[index + distance]
      }
    }
    return result
  }

  /// The number of each row in its partition, from 1.
  var numbers: [Int] {
    var result = [Int](repeating: 0, count: sorted.count)
    for (start, end) in partitionEnds {
      for index in start..<end { result[Int(sorted[index])] = index - start + 1 }
    }
    return result
  }
}

/// Many short columns on their way into one, joined now and then so that they stay few.
private struct ColumnPieces {
  private var pieces: [Column] = []
  private var recent: [Column] = []
  private let limit: Int
  private var hasFailed = false

  init(limit: Int) { self.limit = limit }

  mutating func append(_ column: Column) {
    recent.append(column)
    guard recent.count >= limit else { return }
    flush()
  }

  private mutating func flush() {
    guard !recent.isEmpty else { return }
    if let column = Column.joined(recent) { pieces.append(column) } else { hasFailed = true }
    recent = []
  }

  /// All pieces as one column, nil where numbers do not fit one scale.
  var joined: Column? {
    var copy = self
    copy.flush()
    guard !copy.hasFailed, !copy.pieces.isEmpty else { return nil }
    return Column.joined(copy.pieces)
  }
}
