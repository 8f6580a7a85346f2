/// How far apart two spellings are, for "did you mean".
package enum EditDistance {
  /// Returns how many letters lie between two words; nil when more than `limit`.
  ///
  /// A letter is inserted, deleted, changed, or swapped with its neighbour, and none is touched
  /// twice (optimal string alignment). O(length × limit).
  package static func between(_ first: [UInt8], _ second: [UInt8], limit: Int) -> Int? {
    guard abs(first.count - second.count) <= limit else { return nil }
    guard !first.isEmpty, !second.isEmpty else { return max(first.count, second.count) }
    let far = limit + 1
    var beforeLast = [Int](repeating: far, count: second.count + 1)
    var last = (0...second.count).map { min($0, far) }
    for row in 1...first.count {
      var next = [Int](repeating: far, count: second.count + 1)
      next[0] = min(row, far)
      let low = max(1, row - limit)
      let high = min(second.count, row + limit)
      guard low <= high else { return nil }
      for column in low...high {
        let isEqual = first[row - 1] == second[column - 1]
        var cost = min(last[column - 1] + (isEqual ? 0 : 1), last[column] + 1, next[column - 1] + 1)
        if row > 1, column > 1, first[row - 1] == second[column - 2],
          first[row - 2] == second[column - 1]
        {
          cost = min(cost, beforeLast[column - 2] + 1)
        }
        next[column] = min(cost, far)
      }
      (beforeLast, last) = (last, next)
    }
    return last[second.count] <= limit ? last[second.count] : nil
  }

  /// Returns the candidates nearest to a word, nearest first, then in their own order.
  ///
  /// Case, hyphens and underscores do not count. Candidates that the word begins come after near
  /// spellings.
  package static func suggestions(
    for word: String, among candidates: some Sequence<String>, limit: Int = 3
  ) -> [String] {
    let folded = folded(word)
    guard !folded.isEmpty, folded.count <= 64 else { return [] }
    let threshold = folded.count <= 5 ? 1 : folded.count <= 8 ? 2 : 3
    var ranked: [(rank: Int, order: Int, candidate: String)] = []
    for (order, candidate) in candidates.enumerated() {
      let other = EditDistance.folded(candidate)
      let bound = min(threshold, max(1, (max(folded.count, other.count)) / 2))
      if let distance = between(folded, other, limit: bound) {
        ranked.append((distance * 2, order, candidate))
      } else if folded.count >= 3, other.starts(with: folded) {
        ranked.append((threshold * 2 + 1, order, candidate))
      }
    }
    ranked.sort { ($0.rank, $0.order) < ($1.rank, $1.order) }
    var seen: Set<String> = []
    return Array(ranked.map(\.candidate).filter { seen.insert($0).inserted }.prefix(limit))
  }

  /// The bytes of a word by which spellings are compared.
  private static func folded(_ word: String) -> [UInt8] {
    word.lowercased().utf8.map { byte in
      byte == UInt8(ascii: "-") || byte == UInt8(ascii: " ") ? UInt8(ascii: "_") : byte
    }
  }
}
