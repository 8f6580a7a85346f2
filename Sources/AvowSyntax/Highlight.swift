package import AvowDiagnostics

/// What a part of a text is, for colours.
package enum TokenClass: String, Sendable, CaseIterable {
  /// A word of the language.
  case keyword
  /// A word of the language that stands for a value.
  case literal
  /// A name.
  case name
  /// A name before an opening bracket.
  case function
  /// A number with its sign of currency.
  case number
  /// A date.
  case date
  /// Text in quotes.
  case text
  /// `$name`
  case parameter
  /// An operator or a punctuation mark.
  case punctuation
  /// A comment.
  case comment
  /// Something that is no token.
  case invalid
}

/// A part of a text and what it is.
package struct HighlightSpan: Hashable, Sendable {
  /// Where the part stands.
  package var span: SourceSpan
  /// What it is.
  package var tokenClass: TokenClass
}

/// Returns what the parts of a text are, in order; blanks are left out; O(n).
package func highlight(_ source: SourceText) -> [HighlightSpan] {
  let list = Lexer.tokens(of: source)
  var spans = list.tokens.indices.compactMap { index in
    tokenClass(at: index, of: list.tokens).map {
      HighlightSpan(span: list.tokens[index].span, tokenClass: $0)
    }
  }
  spans += list.comments.map { HighlightSpan(span: $0.span, tokenClass: .comment) }
  for error in list.errors {
    if case .token(.strayCharacter) = error.kind {
      spans.append(HighlightSpan(span: error.span, tokenClass: .invalid))
    }
  }
  return spans.sorted { $0.span.start < $1.span.start }
}

private func tokenClass(at index: Int, of tokens: [Token]) -> TokenClass? {
  switch tokens[index].kind {
  case .word(let keyword): wordClass(keyword, at: index, of: tokens)
  case .quotedName: .name
  case .number, .currency: .number
  case .date: .date
  case .text: .text
  case .parameter: .parameter
  case .symbol: .punctuation
  case .end: nil
  }
}

/// Tells keywords from names by their neighbours, without parsing.
private func wordClass(_ keyword: Keyword?, at index: Int, of tokens: [Token]) -> TokenClass {
  let previous = index > 0 ? tokens[index - 1].kind : .symbol(.semicolon)
  let next = tokens[min(index + 1, tokens.count - 1)].kind
  let isCall = next == .symbol(.leftParenthesis)
  guard let keyword else {
    // A word after `chart` is the kind of it.
    if previous == .word(.chart) { return .keyword }
    return isCall ? .function : .name
  }
  if isCall, [.none, .last, .next].contains(keyword) {
    return .function
  }
  guard keyword.role == .contextual else { return keyword.place == .literal ? .literal : .keyword }
  let isInPlace =
    switch keyword.place {
    case .statement: previous == .symbol(.semicolon)
    case .literal: next == .number || isWord(next)
    case .part, .clause, .time, .end, .setOperator, .operator:
      partPrecursors[keyword]?.contains(previous) ?? isWord(previous)
    }
  return isInPlace ? .keyword : .name
}

/// What stands before a word that counts as a keyword only there.
private let partPrecursors: [Keyword: Set<Token.Kind>] = [
  .of: [.word(.as), .word(.list)], .known: [.word(.as), .word(.is), .word(.not)],
  .sql: [.word(.explain)], .exactly: [.word(.is), .word(.not)],
  .list: [.symbol(.colon), .word(.of)],
]

private func isWord(_ kind: Token.Kind) -> Bool {
  if case .word(nil) = kind { true } else { false }
}
