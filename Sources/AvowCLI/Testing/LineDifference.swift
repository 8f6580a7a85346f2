/// How two texts differ, line by line, for people.
struct LineDifference {
  private enum Edit {
    case same(String)
    case expected(String)
    case got(String)
  }

  /// Beyond this number of pairs of lines, what differs is shown as one block.
  private static let pairsMax = 1 << 20
  /// The lines shown at most.
  private static let shownMax = 200
  private static let context = 2

  private let edits: [Edit]

  /// Compares two texts; the time is bounded by that of a block of some thousand lines.
  init(expected: String, got: String) {
    let old = Self.lines(of: expected)
    let new = Self.lines(of: got)
    let head = zip(old, new).prefix { $0 == $1 }.count
    let rest = min(old.count, new.count) - head
    let tail = zip(old.suffix(rest).reversed(), new.suffix(rest).reversed())
      .prefix { $0 == $1 }.count
    let middle = Self.edits(old[head..<(old.count - tail)], new[head..<(new.count - tail)])
    edits = old[..<head].map(Edit.same) + middle + old.suffix(tail).map(Edit.same)
  }

  /// The lines that differ with some around them, marked by `-` for expected, `+` for got.
  var lines: [String] {
    let isNear = nearness
    var result: [String] = []
    for (position, edit) in edits.enumerated() {
      guard isNear[position] else {
        if position > 0, isNear[position - 1] { result.append(" …") }
        continue
      }
      switch edit {
      case .same(let line): result.append(" " + visible(line))
      case .expected(let line): result.append("-" + visible(line))
      case .got(let line): result.append("+" + visible(line))
      }
    }
    guard result.count > Self.shownMax else { return result }
    return result.prefix(Self.shownMax) + [" … \(result.count - Self.shownMax) more lines"]
  }

  private static func lines(of text: String) -> [String] {
    text.isEmpty
      ? [] : text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  /// Whether each edit is a difference or stands near one.
  private var nearness: [Bool] {
    var result = [Bool](repeating: false, count: edits.count)
    for (position, edit) in edits.enumerated() {
      if case .same = edit { continue }
      let low = max(0, position - Self.context)
      for near in low...min(edits.count - 1, position + Self.context) { result[near] = true }
    }
    return result
  }

  private static func edits(_ old: ArraySlice<String>, _ new: ArraySlice<String>) -> [Edit] {
    let (pairs, overflow) = old.count.multipliedReportingOverflow(by: new.count)
    guard !overflow, pairs <= pairsMax else {
      return old.map(Edit.expected) + new.map(Edit.got)
    }
    let old = Array(old)
    let new = Array(new)
    let common = commonLengths(old, new)
    var result: [Edit] = []
    var (row, column) = (0, 0)
    while row < old.count, column < new.count {
      if old[row] == new[column] {
        result.append(.same(old[row]))
        row += 1
        column += 1
      } else if common[row + 1][column] >= common[row][column + 1] {
        result.append(.expected(old[row]))
        row += 1
      } else {
        result.append(.got(new[column]))
        column += 1
      }
    }
    return result + old[row...].map(Edit.expected) + new[column...].map(Edit.got)
  }

  /// The length of the longest common subsequence of what follows each pair of positions.
  private static func commonLengths(_ old: [String], _ new: [String]) -> [[Int32]] {
    let blank = [Int32](repeating: 0, count: new.count + 1)
    var result = [[Int32]](repeating: blank, count: old.count + 1)
    for row in old.indices.reversed() {
      for column in new.indices.reversed() {
        result[row][column] =
          old[row] == new[column]
          ? result[row + 1][column + 1] + 1
          : max(result[row + 1][column], result[row][column + 1])
      }
    }
    return result
  }
}
