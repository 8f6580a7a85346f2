extension DiagnosticCode {
  // Characters and tokens.
  package static let invalidUTF8 = syntax("S101", "ill-formed UTF-8")
  package static let strayCharacter = syntax("S102", "a character that means nothing")
  package static let unterminatedText = syntax("S103", "text without its closing quote")
  package static let unterminatedName = syntax("S104", "a name without its closing back-tick")
  package static let foreignQuotes = syntax("S105", "text in other quotes")
  package static let malformedDate = syntax("S106", "a date out of shape")
  package static let digitGrouping = syntax("S107", "digits in groups")
  package static let hyphenAfterNumber = syntax("S108", "a hyphen after a number")
  package static let bareFraction = syntax("S109", "a number without its first digit")
  package static let malformedEscape = syntax("S110", "an escape out of shape")
  package static let foreignComment = syntax("S111", "a comment of another language")
  package static let squareBrackets = syntax("S112", "square brackets")
  package static let foreignSymbol = syntax("S113", "an operator of another language")
  package static let loosePercent = syntax("S114", "a percent sign apart from its number")

  // Structure.
  package static let unexpectedToken = syntax("S120", "something else was expected")
  package static let unclosedBracket = syntax("S121", "a bracket that is not closed")
  package static let strayBracket = syntax("S122", "a closing bracket without an opening one")
  package static let emptyBrackets = syntax("S123", "nothing between brackets")
  package static let tooDeep = syntax("S124", "nested too deep")
  package static let missingSemicolon = syntax("S125", "a missing semicolon")
  package static let reservedWord = syntax("S126", "a reserved word as a name")
  package static let missingBy = syntax("S127", "a missing by")
  package static let clauseWithoutSource = syntax("S128", "a clause without a source")
  package static let misplacedEnd = syntax("S129", "an end that is not at the end")
  package static let sourceAlias = syntax("S130", "a name for a source")
  package static let wholeNumber = syntax("S131", "a count that is no whole number")
  package static let expectedClause = syntax("S132", "no clause begins here")
  package static let expectedExpression = syntax("S133", "an expression is missing")

  // Habits of other languages.
  package static let isNull = syntax("S140", "is null")
  package static let equalsState = syntax("S141", "comparison with unknown, none or null")
  package static let foreignClause = syntax("S142", "a clause of another language")
  package static let leadingWord = syntax("S143", "a word in front of the source")
  package static let leadingSelect = syntax("S144", "select in front of the source")
  package static let countStar = syntax("S145", "a star as an argument")
  package static let orderMinus = syntax("S146", "order by a minus")
  package static let timeAfterClause = syntax("S147", "a date after a clause")
  package static let timeBeforeSource = syntax("S148", "a date before the source")
  package static let factsJoinedByAnd = syntax("S149", "facts joined by and")
  package static let conditionsJoinedByComma = syntax("S150", "conditions joined by a comma")
  package static let isValue = syntax("S151", "is in front of a value")
  package static let chainedComparison = syntax("S152", "comparisons in a chain")
  package static let leadingEnd = syntax("S153", "an end in front of the query")
  package static let exclamationMark = syntax("S154", "an exclamation mark for not")

  /// The codes of the lexer and the parser.
  package static let syntaxCodes: [DiagnosticCode] = [
    invalidUTF8, strayCharacter, unterminatedText, unterminatedName, foreignQuotes,
    malformedDate, digitGrouping, hyphenAfterNumber, bareFraction, malformedEscape,
    foreignComment, squareBrackets, foreignSymbol, loosePercent, unexpectedToken,
    unclosedBracket, strayBracket, emptyBrackets, tooDeep, missingSemicolon, reservedWord,
    missingBy, clauseWithoutSource, misplacedEnd, sourceAlias, wholeNumber, expectedClause,
    expectedExpression, isNull, equalsState, foreignClause, leadingWord, leadingSelect,
    countStar, orderMinus, timeAfterClause, timeBeforeSource, factsJoinedByAnd,
    conditionsJoinedByComma, isValue, chainedComparison, leadingEnd, exclamationMark,
  ]

  private static func syntax(_ code: String, _ title: String) -> DiagnosticCode {
    DiagnosticCode(code, title, .syntax)
  }
}
