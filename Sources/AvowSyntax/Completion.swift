package import AvowDiagnostics

extension CompletionContext {
  /// Finds out what may stand at an offset of a text, from the text before it; O(n).
  ///
  /// The text may be incomplete or wrong; nil within a comment, and after a mistake that leaves no
  /// sense of the place.
  package init?(at offset: Int, in source: SourceText) {
    let place = min(max(offset, 0), source.bytes.count)
    let prefix = SourceText(bytes: Array(source.bytes[..<place]), name: source.name)
    let list = Lexer.tokens(of: prefix)
    if let comment = list.comments.last, comment.span.end == place { return nil }
    var tokens = list.tokens
    let end = tokens.removeLast()
    var partial: Token?
    if let last = tokens.last, last.span.end == place || list.endsInText,
      CompletionContext.isPartial(last, in: prefix, endsInText: list.endsInText)
    {
      partial = tokens.removeLast()
    }
    let start = partial?.span.start ?? place
    tokens.append(Token(kind: .end, span: SourceSpan(start, start), startsLine: end.startsLine))
    var parser = Parser(source: prefix, tokens: tokens, recorder: CompletionRecorder())
    _ = parser.script()
    guard let context = parser.recorder?.snapshot else { return nil }
    self = context
    partialSpan = SourceSpan(start, place)
    isInText = list.endsInText
    partialWord = prefix.text(of: partialSpan)
    if isInText || partial?.kind == .quotedName {
      partialWord = String(partialWord.unicodeScalars.dropFirst())
    }
  }

  /// Whether a token right before the place is still being typed.
  private static func isPartial(
    _ token: Token, in prefix: SourceText, endsInText: Bool
  ) -> Bool {
    switch token.kind {
    case .word, .parameter, .currency: true
    case .text: endsInText
    case .quotedName: token.span.length == 1 || prefix.bytes.last != UInt8(ascii: "`")
    case .number, .date, .symbol, .end: false
    }
  }
}
