/// How wide each column of a box is, so that the box fits its line.
///
/// The widest columns give way first, and texts before numbers and dates; no word is broken that
/// is not very long.
struct ColumnWidths {
  /// The widest a column may be where there is no line to fit, so that padding stays bounded.
  static let maximum = 1000
  /// What a text is given before numbers and dates give way.
  private static let comfortable = 12
  /// What every column is given.
  private static let least = 6
  /// The longest word that is kept whole, and what is left of that where space is short.
  private static let longestWhole = (usually: 16, atLeast: 12)

  /// A column's wish.
  struct Wish: Hashable {
    /// The cells that the widest value or the name occupies.
    var natural: Int
    /// The cells that the longest word of a value occupies.
    var longestWord: Int
    /// Whether values should stay on one line.
    var isFirm: Bool
  }

  /// The widths, or nil where the columns do not fit `available` cells, whatever their widths.
  static func fit(_ wishes: [Wish], into available: Int?) -> [Int]? {
    let natural = wishes.map { min($0.natural, maximum) }
    guard let available, total(natural) > available else { return natural }
    func words(upTo longest: Int) -> [Int] {
      zip(wishes, natural).map { min($1, max($0.longestWord, least), longest) }
    }
    let whole = words(upTo: longestWhole.usually)
    let firm = zip(wishes, whole).map {
      let width = min($0.natural, maximum)
      return $0.isFirm ? width : max($1, min(width, comfortable))
    }
    let choices = [firm, whole, words(upTo: longestWhole.atLeast)]
    guard let minimum = choices.first(where: { total($0) <= available }) else { return nil }
    return shrink(natural, noFurtherThan: minimum, into: available)
  }

  /// Lowers one ceiling over all columns until they fit, then hands out what is left over.
  private static func shrink(
    _ natural: [Int], noFurtherThan minimum: [Int], into available: Int
  ) -> [Int] {
    func widths(under ceiling: Int) -> [Int] {
      zip(natural, minimum).map { max($1, min($0, ceiling)) }
    }
    var low = 0
    var high = maximum
    while low < high {
      let middle = (low + high + 1) / 2
      if total(widths(under: middle)) <= available { low = middle } else { high = middle - 1 }
    }
    var result = widths(under: low)
    var rest = available - total(result)
    for index in result.indices where rest > 0 && result[index] < natural[index] {
      // Only columns at the ceiling grow, or a minimum would grow before the rest.
      guard result[index] == low else { continue }
      result[index] += 1
      rest -= 1
    }
    return result
  }

  private static func total(_ widths: [Int]) -> Int { widths.reduce(0, +) }
}
