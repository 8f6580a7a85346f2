package import AvowDiagnostics

/// The smallest piece of a text that has a meaning.
package struct Token: Sendable {
  /// The kinds of token.
  package enum Kind: Hashable, Sendable {
    /// A bare word; with its keyword when it is one.
    case word(Keyword?)
    /// A name in back-ticks.
    case quotedName
    /// Digits, perhaps with a decimal point.
    case number
    /// `2025-06`, `2025-Q2`, `@2025-06~`
    case date
    /// `"text"`
    case text
    /// `$name`
    case parameter
    /// A currency sign before a number.
    case currency
    /// Punctuation or an operator.
    case symbol(Symbol)
    /// The end of the text.
    case end
  }

  /// What it is.
  package var kind: Kind
  /// Where it stands.
  package var span: SourceSpan
  /// Whether it is the first token of its line.
  package var startsLine: Bool
}

/// Punctuation and operators that are not words.
package enum Symbol: String, CaseIterable, Sendable {
  case leftParenthesis = "("
  case rightParenthesis = ")"
  case leftBrace = "{"
  case rightBrace = "}"
  case comma = ","
  case dot = "."
  case semicolon = ";"
  case colon = ":"
  case pipe = "|"
  case equal = "="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case plus = "+"
  case minus = "-"
  case star = "*"
  case slash = "/"
  case percent = "%"
}

/// A comment, from `#` or `--` to the end of its line.
package struct Comment: Sendable {
  /// Where it stands, without the line break.
  package var span: SourceSpan
  /// Whether nothing but blanks stands before it on its line.
  package var startsLine: Bool
}
