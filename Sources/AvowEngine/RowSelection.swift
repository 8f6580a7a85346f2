/// Which rows of a table or column a block sees, in order.
enum RowSelection: Sendable {
  case range(Range<Int>)
  case rows([UInt32])
  case repeated(UInt32, count: Int)

  var count: Int {
    switch self {
    case .range(let range): range.count
    case .rows(let rows): rows.count
    case .repeated(_, let count): count
    }
  }

  subscript(position: Int) -> Int {
    switch self {
    case .range(let range): range.lowerBound + position
    case .rows(let rows): Int(rows[position])
    case .repeated(let row, _): Int(row)
    }
  }

  /// The rows one by one.
  var array: [UInt32] {
    switch self {
    case .range(let range): range.map { UInt32(truncatingIfNeeded: $0) }
    case .rows(let rows): rows
    case .repeated(let row, let count): [UInt32](repeating: row, count: count)
    }
  }

  /// The selection of some of the positions.
  func gathered(_ positions: [UInt32]) -> RowSelection {
    switch self {
    case .range(let range):
      let start = UInt32(truncatingIfNeeded: range.lowerBound)
      return .rows(positions.map { $0 &+ start })
    case .rows(let rows): return .rows(positions.map { rows[Int($0)] })
    case .repeated(let row, _): return .repeated(row, count: positions.count)
    }
  }

  /// The selection at the positions that another selection holds.
  func composed(with positions: RowSelection) -> RowSelection {
    switch positions {
    case .range(let range): sliced(range)
    case .rows(let rows): gathered(rows)
    case .repeated(let position, let count):
      .repeated(UInt32(truncatingIfNeeded: self[Int(position)]), count: count)
    }
  }

  /// A contiguous part of the positions.
  func sliced(_ positions: Range<Int>) -> RowSelection {
    switch self {
    case .range(let range):
      let start = range.lowerBound + positions.lowerBound
      return .range(start..<start + positions.count)
    case .rows(let rows): return .rows(Array(rows[positions]))
    case .repeated(let row, _): return .repeated(row, count: positions.count)
    }
  }

  /// The concatenation; contiguous ranges stay a range.
  static func joined(_ parts: [RowSelection]) -> RowSelection {
    if let range = contiguous(parts) { return .range(range) }
    var rows: [UInt32] = []
    rows.reserveCapacity(parts.reduce(0) { $0 + $1.count })
    for part in parts { rows.append(contentsOf: part.array) }
    return .rows(rows)
  }

  private static func contiguous(_ parts: [RowSelection]) -> Range<Int>? {
    var result: Range<Int>?
    for part in parts {
      guard case .range(let range) = part else { return nil }
      guard let known = result else {
        result = range
        continue
      }
      guard known.upperBound == range.lowerBound else { return nil }
      result = known.lowerBound..<range.upperBound
    }
    return result
  }
}
