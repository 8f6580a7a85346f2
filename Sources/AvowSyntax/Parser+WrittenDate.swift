internal import AvowDiagnostics

/// Dates as people write them elsewhere: each is understood, and reported with its mending.
extension Parser {
  /// The greatest number of tokens of a date in words: `1 st of May , 2025`.
  private static let dateTokensMax = 6

  /// Takes a date with the name of its month, such as `1 May 2025`; nil where there is none.
  mutating func dateInWords() -> Expression? {
    guard mayBeginDateInWords else { return nil }
    let start = token.span.start
    for count in (2...Parser.dateTokensMax).reversed() {
      let last = peek(count - 1)
      guard (1..<count).allSatisfy({ mayContinueDate(peek($0)) }), last.kind == .number else {
        continue
      }
      let span = SourceSpan(start, last.span.end)
      guard let date = WrittenDate(source.text(of: span)) else { continue }
      note(.foreignDate(date), span)
      for _ in 0..<count { advance() }
      return Expression(.date(date.text), span: span)
    }
    return nil
  }

  /// Whether a month or a quarter before a number, or a number before a month, stands here.
  private var mayBeginDateInWords: Bool {
    switch token.kind {
    case .word(nil): return isMonthOrQuarter(token) && peek().kind == .number
    case .number: return (1...3).contains { isMonthOrQuarter(peek($0)) }
    case .word, .quotedName, .date, .text, .parameter, .currency, .symbol, .end: return false
    }
  }

  private func mayContinueDate(_ token: Token) -> Bool {
    switch token.kind {
    case .word(nil), .word(.of), .number, .symbol(.comma): true
    case .word, .quotedName, .date, .text, .parameter, .currency, .symbol, .end: false
    }
  }

  private func isMonthOrQuarter(_ token: Token) -> Bool {
    guard token.kind == .word(nil), token.span.length <= 9 else { return false }
    let word = source.text(of: token.span).lowercased()
    return WrittenDate.month(named: word) != nil || ["q1", "q2", "q3", "q4"].contains(word)
  }
}
