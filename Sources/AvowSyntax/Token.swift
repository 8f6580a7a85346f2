internal import AvowDiagnostics

/// The smallest piece of a text that has a meaning.
struct Token: Sendable {
  /// The kinds of token.
  enum Kind: Hashable, Sendable {
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
  var kind: Kind
  /// Where it stands.
  var span: SourceSpan
  /// Whether it is the first token of its line.
  var startsLine: Bool
}

/// Punctuation and operators that are not words.
enum Symbol: String, CaseIterable, Sendable {
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
struct Comment: Sendable {
  /// Where it stands, without the line break.
  var span: SourceSpan
  /// Whether nothing but blanks stands before it on its line.
  var startsLine: Bool
}
