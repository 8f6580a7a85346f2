/// Finds what may have been meant by a word that nothing bears.
enum Suggestion {
  /// Candidates beyond this number are not looked at.
  private static let candidateLimit = 5000

  /// "did you mean troops?", nil where nothing is near.
  static func hint(for word: String, among candidates: some Sequence<String>) -> String? {
    nearest(to: word, among: candidates).map { "did you mean \($0)?" }
  }

  /// The nearest candidate by edits of single characters, at most a third of the word's length.
  static func nearest(to word: String, among candidates: some Sequence<String>) -> String? {
    let wanted = Array(word.lowercased().utf8)
    guard (2...60).contains(wanted.count) else { return nil }
    var best: (distance: Int, candidate: String)?
    var limit = max(1, wanted.count / 3)
    for candidate in candidates.prefix(candidateLimit) {
      let other = Array(candidate.lowercased().utf8)
      guard abs(other.count - wanted.count) <= limit else { continue }
      let distance = distance(wanted, other)
      guard distance <= limit else { continue }
      best = (distance, candidate)
      limit = distance - 1
      if limit < 0 { break }
    }
    return best?.candidate
  }

  /// The number of insertions, deletions, replacements and swaps of neighbours.
  private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var before: [Int] = []
    var previous = Array(0...right.count)
    for row in left.indices {
      var current = [row + 1]
      for column in right.indices {
        var cost = previous[column] + (left[row] == right[column] ? 0 : 1)
        cost = min(cost, previous[column + 1] + 1, current[column] + 1)
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          cost = min(cost, before[column - 1] + 1)
        }
        current.append(cost)
      }
      before = previous
      previous = current
    }
    return previous[right.count]
  }
}
