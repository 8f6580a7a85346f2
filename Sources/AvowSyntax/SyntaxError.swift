internal import AvowDiagnostics

/// A reason why a text is not what the grammar wants.
struct SyntaxError: Error, Sendable {
  /// What is wrong.
  var kind: Kind
  /// Where.
  var span: SourceSpan
  /// Whether more text could mend it: it lies at the end of the text.
  var isAtEnd = false

  /// The reasons.
  indirect enum Kind: Sendable {
    /// The lexer's: characters that make no token.
    case token(TokenFault)
    /// The parser's: tokens that make no statement.
    case structure(StructureFault)
    /// What other languages have taught; understood, and reported with its mending.
    case habit(Habit)
  }

  /// What can be wrong with the characters of a text.
  enum TokenFault: Sendable {
    case invalidUTF8
    case strayCharacter(String)
    case unterminatedText
    case unterminatedName
    case emptyName
    case foreignQuotes(replacement: String)
    case malformedDate(String, suggestion: String?)
    case timeOfDay(date: String)
    case emptyDate
    case digitGrouping(digits: String)
    case hyphenAfterNumber(suggestion: String)
    case bareFraction(String)
    case malformedEscape
    case foreignComment(isBlock: Bool)
    case looseSquareBracket
    case squareBrackets(closing: SourceSpan?)
    case foreignSymbol(String, replacement: String)
    case exclamationMark
    case foreignDate(WrittenDate)
  }

  /// What can be wrong with the order of tokens.
  enum StructureFault: Sendable {
    case expected([String], found: String, hint: String?)
    case expectedClause(found: String, nearest: Keyword?)
    case missingWord(String, found: String, fix: Fix)
    case expectedExpression(found: String)
    case unclosedBracket(String)
    case strayBracket(String)
    case emptyBrackets
    case tooDeep
    case missingSemicolon(at: SourceSpan)
    case reservedName(String)
    case missingBy(Keyword)
    case clauseWithoutSource(Keyword)
    case endInsideBrackets(Keyword)
    case endNotLast(Keyword)
    case sourceAlias
    case wholeNumber(String)
    case loosePercent
  }

  /// What people write who come from other languages.
  enum Habit: Sendable {
    case isNull(isNegated: Bool, replaced: SourceSpan)
    case equalsState(String, replacement: String, replaced: SourceSpan)
    case foreignClause(String, replacement: String)
    case leadingWord(String, removed: SourceSpan, rest: String)
    /// `show tables`, `describe pledges`: with the command that does it.
    case leadingCommand(String)
    case leadingSelect(fix: Fix)
    case countStar(replaced: SourceSpan)
    case orderMinus(fix: Fix)
    case timeAfterClause(text: String, moved: SourceSpan, to: Int)
    case timeBeforeSource(text: String, moved: SourceSpan, to: Int)
    case factsJoinedByAnd(replaced: SourceSpan)
    case conditionsJoinedByComma
    /// `x = a, b`: with the condition to write.
    case valuesJoinedByComma(String, replaced: SourceSpan)
    case isValue(isNegated: Bool, replaced: SourceSpan)
    case isBeforeOperator(removed: SourceSpan)
    case chainedComparison(fix: Fix)
    case leadingEnd(Keyword, fix: Fix)
  }
}
