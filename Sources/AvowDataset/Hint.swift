internal import AvowDiagnostics

/// What may help with a problem.
///
/// A word is compared with others only once its problem is listed, because a thousand wrong
/// references compared with a thousand keys would take longer than anyone waits.
enum Hint: ExpressibleByStringInterpolation {
  case text(String)
  /// One of these words may have been meant.
  case near(String, [String])
  /// One of these keys may have been meant.
  case nearKey(String, KeyIndex)
  /// An amount that is written as people write amounts.
  case amount(QuantityAdvice)
  /// A date that is written as people write dates.
  case date(String)

  private static let dates = "write 2025-08-28, 2025-08 or [2025..2026]"

  /// Candidates beyond this number are not looked at.
  private static let candidateLimit = 20_000

  init(stringLiteral value: String) { self = .text(value) }

  /// The hint in words: "did you mean troops?"; nil where nothing is near.
  var text: String? {
    switch self {
    case .text(let text): text
    case .near(let word, let candidates): Self.nearest(word, candidates)
    case .nearKey(let word, let index): Self.nearest(word, index.keys)
    case .amount(let advice): advice.text
    case .date(let cell): DateAdvice.text(for: cell) ?? Self.dates
    }
  }

  private static func nearest(_ word: String, _ candidates: [String]) -> String? {
    let near = EditDistance.suggestions(
      for: word, among: candidates.prefix(candidateLimit), limit: 1)
    return near.first.map { "did you mean \($0)?" }
  }
}
