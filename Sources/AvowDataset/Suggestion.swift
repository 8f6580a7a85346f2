internal import AvowDiagnostics

/// Finds what may have been meant by a word that nothing bears.
enum Suggestion {
  /// Candidates beyond this number are not looked at.
  private static let candidateLimit = 5000

  /// "did you mean troops?", nil where nothing is near.
  static func hint(for word: String, among candidates: some Sequence<String>) -> String? {
    let near = EditDistance.suggestions(
      for: word, among: candidates.prefix(candidateLimit), limit: 1)
    return near.first.map { "did you mean \($0)?" }
  }
}
