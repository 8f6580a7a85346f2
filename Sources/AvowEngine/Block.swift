import AvowModel
import AvowPlan

/// Rows that flow together: where they stem from and what was computed for them.
struct Block: Sendable {
  var count: Int
  var sources: [Source] = []
  var columns: [ComputedVector] = []
  /// For each row, the row of the outer block for which the nested plan runs.
  var segments: RowSelection
  /// The block around, of a nested plan: at most one.
  var outer: [Block] = []
  /// The rows of which it is undecided whether they belong, nil where all do.
  var maybe: Bitmap?

  /// The stored rows that the rows of a block stem from.
  struct Source: Sendable {
    var id: RowID
    var relation: RelationID
    var rows: RowSelection
  }

  /// A computed column of a block.
  struct ComputedVector: Sendable {
    var id: ColumnID
    var vector: Vector
  }

  /// Makes a block of the query itself.
  init(count: Int) {
    self.count = count
    segments = .repeated(0, count: count)
  }

  /// Makes a block of a nested plan.
  init(segments: RowSelection, in outer: Block?) {
    count = segments.count
    self.segments = segments
    self.outer = outer.map { [$0] } ?? []
  }

  /// A source of rows of this block or one around it.
  func source(_ id: RowID) -> Source? {
    if let source = sources.first(where: { $0.id == id }) { return source }
    guard var source = outer.first?.source(id) else { return nil }
    source.rows = source.rows.composed(with: segments)
    return source
  }

  /// A computed column of this block or one around it.
  func column(_ id: ColumnID) -> Vector? {
    if let column = columns.last(where: { $0.id == id }) { return column.vector }
    return outer.first?.column(id)?.composed(with: segments)
  }

  /// The rows at the given positions.
  func gathered(_ positions: [UInt32]) -> Block {
    var result = self
    result.count = positions.count
    result.segments = segments.gathered(positions)
    result.maybe = maybe?.selected(.rows(positions))
    for index in sources.indices {
      result.sources[index].rows = sources[index].rows.gathered(positions)
    }
    for index in columns.indices {
      result.columns[index].vector = columns[index].vector.gathered(positions)
    }
    return result
  }

  /// A contiguous part of the rows.
  func sliced(_ range: Range<Int>) -> Block {
    if range == 0..<count { return self }
    var result = self
    result.count = range.count
    result.segments = segments.sliced(range)
    result.maybe = maybe?.sliced(range)
    for index in sources.indices {
      result.sources[index].rows = sources[index].rows.sliced(range)
    }
    for index in columns.indices {
      let vector = columns[index].vector
      result.columns[index].vector = Vector(vector.column, rows: vector.rows.sliced(range))
    }
    return result
  }

  /// The rows of a mask.
  func filtered(_ bits: Bitmap) -> Block {
    bits.isFull ? self : gathered(bits.positions)
  }
}
