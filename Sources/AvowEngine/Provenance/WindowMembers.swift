import AvowModel
import AvowPlan

/// Which rows of a table the values of a window are made of.
struct WindowBearing {
  /// The rows that are counted.
  var counted: Bitmap
  /// The rows without a value to add.
  var idle: Bitmap
}

/// The first of the rows that the values of windows are made of, for some rows of a table.
struct WindowMembers {
  /// Rows of the table, and what each of them stands for.
  struct Chosen {
    var places: [UInt32] = []
    var owners: [Int] = []
    /// The positions of the rows whose value is made of no row.
    var alone: [Int] = []
  }

  private let places: [UInt32]
  private let owners: [Int]
  private let limit: Int
  /// The rows that each owner lists, its own among them.
  private var listed: [Int: Set<UInt32>] = [:]
  /// The rows that are listed beside the own ones.
  private(set) var added = Chosen()
  /// How many rows of each owner are not listed: of its windows, the one with the most.
  private(set) var unlisted: [Int: Int] = [:]
  /// The same of the rows without a value to add.
  private(set) var idle: [Int: Int] = [:]

  init(_ places: [UInt32], _ owners: [Int], limit: Int) {
    self.places = places
    self.owners = owners
    self.limit = limit
    for (place, owner) in zip(places, owners) { listed[owner, default: []].insert(place) }
  }

  /// Chooses from the rows of a window; rows without a value only where there are no others.
  mutating func choose(
    _ call: WindowCall, _ rows: WindowRows, _ bearing: WindowBearing
  ) -> Chosen {
    let ranges = rows.ranges(of: call)
    let full = RankedRows(rows.sorted, bearing.counted & ~bearing.idle)
    let idle = RankedRows(rows.sorted, bearing.counted & bearing.idle)
    var result = Chosen()
    var rangesOfOwner: [Int: [Range<Int>]] = [:]
    for (position, place) in places.enumerated() {
      let range = ranges[Int(place)]
      if range.isEmpty { result.alone.append(position) }
      rangesOfOwner[owners[position], default: []].append(range)
    }
    for owner in rangesOfOwner.keys.sorted() {
      let merged = (rangesOfOwner[owner] ?? []).merged
      let hasValues = full.count(in: merged) > 0
      choose(from: hasValues ? full : idle, merged, owner, &result)
      if hasValues {
        let count = idle.count(in: merged, besides: listed[owner] ?? [])
        if count > 0 { self.idle[owner] = max(count, self.idle[owner] ?? 0) }
      }
    }
    return result
  }

  private mutating func choose(
    from rows: RankedRows, _ ranges: [Range<Int>], _ owner: Int, _ result: inout Chosen
  ) {
    var own = listed[owner] ?? []
    search: for range in ranges {
      for place in rows.rows(in: range) {
        if !own.contains(place) {
          guard own.count < limit else { break search }
          own.insert(place)
          added.places.append(place)
          added.owners.append(owner)
        }
        result.places.append(place)
        result.owners.append(owner)
      }
    }
    listed[owner] = own
    let count = rows.count(in: ranges, besides: own)
    if count > 0 { unlisted[owner] = max(count, unlisted[owner] ?? 0) }
  }
}

/// Some of the rows of an order, numbered.
private struct RankedRows {
  /// The rows, in their order.
  private var rows: [UInt32] = []
  /// How many of them stand before each index of the order.
  private var ranks: [Int] = [0]
  /// The index of every row in the order.
  private var indexes: [Int]

  init(_ sorted: [UInt32], _ isMember: Bitmap) {
    indexes = [Int](repeating: 0, count: sorted.count)
    for (index, row) in sorted.enumerated() {
      indexes[Int(row)] = index
      if isMember[Int(row)] { rows.append(row) }
      ranks.append(rows.count)
    }
  }

  func rows(in range: Range<Int>) -> ArraySlice<UInt32> {
    rows[ranks[range.lowerBound]..<ranks[range.upperBound]]
  }

  /// How many rows there are in ranges that do not overlap, without some others.
  func count(in ranges: [Range<Int>], besides others: Set<UInt32> = []) -> Int {
    let total = ranges.reduce(0) { $0 + rows(in: $1).count }
    guard total > 0 else { return 0 }
    return total
      - others.count { row in
        let index = indexes[Int(row)]
        return ranks[index + 1] > ranks[index] && ranges.contains { $0.contains(index) }
      }
  }
}

extension [Range<Int>] {
  /// The same places in ranges that do not overlap, from first to last.
  fileprivate var merged: [Range<Int>] {
    var result: [Range<Int>] = []
    for range in sorted(by: { $0.lowerBound < $1.lowerBound }) where !range.isEmpty {
      if let last = result.last, range.lowerBound <= last.upperBound {
        result[result.count - 1] = last.lowerBound..<Swift.max(last.upperBound, range.upperBound)
      } else {
        result.append(range)
      }
    }
    return result
  }
}
