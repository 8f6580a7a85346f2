internal import AvowDiagnostics

/// Whether a text can be run as it is, or is still being typed.
package enum Completeness: Hashable, Sendable {
  /// Why more must come.
  package enum Reason: Hashable, Sendable {
    /// A quote is open.
    case openText
    /// A bracket is open.
    case openBracket
    /// It ends with an operator, a comma or a keyword that wants something after it.
    case openEnd
  }

  /// It can be run, or has a mistake that more text does not mend.
  case complete
  /// More must come.
  case incomplete(Reason)
  /// It holds no statement: blanks, comments, semicolons.
  case empty
}

extension Parser {
  /// Tells whether a text can be run as it is; O(n).
  package static func completeness(of bytes: [UInt8]) -> Completeness {
    let list = Lexer.tokens(of: SourceText(bytes: bytes))
    var parser = Parser(source: SourceText(bytes: bytes), tokens: list.tokens)
    let script = parser.script()
    let errors = parser.errors(with: list.errors)
    guard !errors.isEmpty else { return script.statements.isEmpty ? .empty : .complete }
    guard errors.allSatisfy(\.isAtEnd) else { return .complete }
    if list.endsInText { return .incomplete(.openText) }
    return .incomplete(parser.hasOpenBracket ? .openBracket : .openEnd)
  }

  private var hasOpenBracket: Bool {
    var open = 0
    for token in tokens {
      guard case .symbol(let symbol) = token.kind else { continue }
      if symbol == .leftParenthesis || symbol == .leftBrace {
        open += 1
      } else if symbol == .rightParenthesis || symbol == .rightBrace {
        open -= 1
      }
    }
    return open > 0
  }
}
