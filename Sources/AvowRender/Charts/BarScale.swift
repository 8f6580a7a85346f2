/// Where the bars of a chart begin and how long they are; all bars of a scale compare.
///
///     ◄ negative cells │ positive cells ►
struct BarScale: Hashable {
  /// The numbers that a scale has room for.
  struct Extent: Hashable {
    private(set) var lowest = 0.0
    private(set) var highest = 0.0
    private(set) var goesBelow = false
    private(set) var goesAbove = false

    /// Makes room for a bar.
    mutating func include(_ reach: BarReach) {
      for end in [reach.low, reach.high].compactMap(\.self) {
        lowest = min(lowest, end)
        highest = max(highest, end)
      }
      if reach.low == nil { goesBelow = true }
      if reach.high == nil { goesAbove = true }
    }
  }

  /// The cells left of zero and right of it.
  let negative: Int
  let positive: Int
  /// Whether zero has a line: where some bar goes to the left.
  let hasZero: Bool
  /// The cells for an arrow at either end.
  let before: Int
  let beyond: Int
  /// The cells of one.
  private let unit: Double

  init(_ extent: Extent, width: Int) {
    before = extent.goesBelow ? 1 : 0
    beyond = extent.goesAbove ? 1 : 0
    hasZero = extent.lowest < 0
    let cells = max(width - before - beyond - (hasZero ? 1 : 0), 1)
    let total = extent.highest - extent.lowest
    guard total > 0 else {
      (negative, positive, unit) = (0, cells, 0)
      return
    }
    let share = -extent.lowest / total * Double(cells)
    let least = hasZero ? 1 : 0
    let most = extent.highest > 0 ? max(cells - 1, least) : cells
    negative = min(max(Int(share.rounded()), least), most)
    positive = cells - negative
    let left = hasZero ? Double(negative) / -extent.lowest : .infinity
    let right = extent.highest > 0 ? Double(positive) / extent.highest : .infinity
    unit = min(left, right)
  }

  /// The cells of a whole picture.
  var width: Int { before + negative + (hasZero ? 1 : 0) + positive + beyond }

  /// The first cell right of zero.
  var origin: Int { before + negative + (hasZero ? 1 : 0) }

  /// The length of a number in parts of a cell; what is not zero is never shorter than one part.
  func length(of number: Double, parts: Int) -> Int {
    let limit = (number < 0 ? negative : positive) * parts
    guard number != 0, limit > 0 else { return 0 }
    let exact = abs(number) * unit * Double(parts)
    return min(max(Int(exact.rounded()), 1), limit)
  }
}
