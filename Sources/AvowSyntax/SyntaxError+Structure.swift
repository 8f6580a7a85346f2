internal import AvowDiagnostics

extension SyntaxError {
  func diagnostic(of fault: StructureFault) -> Diagnostic {
    switch fault {
    case .expected(let spellings, let found, let hint):
      complaint(
        .unexpectedToken,
        "expected \(Self.list(spellings.map(quoted))), found \(quoted(found))", hint: hint)
    case .expectedClause(let found, let nearest):
      expectedClause(found, nearest)
    case .missingWord(let word, let found, let fix):
      complaint(
        .expectedClause, "expected \(word) or a clause, found \(quoted(found))", mending: fix)
    case .expectedExpression(let found):
      complaint(.expectedExpression, "expected an expression, found \(quoted(found))")
    case .unclosedBracket(let bracket):
      complaint(.unclosedBracket, "\(bracket) is not closed")
    case .strayBracket(let bracket):
      complaint(
        .strayBracket, "no bracket is open that \(bracket) could close",
        mending: Fix("leave it out", replacing: span, with: ""))
    case .emptyBrackets:
      complaint(.emptyBrackets, "there is nothing between the brackets")
    case .tooDeep:
      complaint(.tooDeep, "nested too deep: at most \(Parser.depthMax) brackets or cases")
    case .missingSemicolon(let place):
      complaint(
        .missingSemicolon, "a new statement begins here, and no ; ends the one before",
        mending: Fix("put ; before it", replacing: place, with: ";"))
    case .reservedName(let word):
      complaint(
        .reservedWord, "\(word) is a reserved word", write: "`\(word)`",
        notes: ["in back-ticks it is a name"])
    case .missingBy(let keyword):
      complaint(
        .missingBy, "by is missing after \(keyword.spelling)",
        mending: Fix(
          "write by", replacing: SourceSpan(span.end, span.end), with: " by"))
    case .clauseWithoutSource(let keyword):
      complaint(
        .clauseWithoutSource, "a query begins with its source",
        hint: "what is \(keyword.spelling) to work on?")
    case .endInsideBrackets(let keyword):
      complaint(
        .misplacedEnd, "\(keyword.spelling) asks about the whole statement",
        hint: "put it at the end, outside the brackets")
    case .endNotLast(let keyword):
      complaint(
        .misplacedEnd, "nothing comes after \(keyword.spelling)",
        hint: "put \(keyword.spelling) at the end")
    case .sourceAlias:
      complaint(
        .sourceAlias, "a source gets no second name",
        mending: Fix("leave it out", replacing: span, with: ""))
    case .wholeNumber(let found):
      complaint(
        .wholeNumber, "expected a whole number or a parameter, found \(quoted(found))")
    case .loosePercent:
      complaint(
        .loosePercent, "% belongs right after a number", hint: "like 50%",
        notes: ["the remainder of a division is mod(a, b)"])
    }
  }

  private func expectedClause(_ found: String, _ nearest: Keyword?) -> Diagnostic {
    let message = "expected a clause such as where, select or group by, found \(quoted(found))"
    guard let nearest else { return complaint(.expectedClause, message) }
    let word = nearest.spelling
    return complaint(
      .expectedClause, message, hint: "did you mean \(word)?",
      fix: Fix("write \(word)", replacing: span, with: word))
  }

  /// Joins spellings as a choice: `a, b or c`.
  private static func list(_ spellings: [String]) -> String {
    guard let last = spellings.last, spellings.count > 1 else { return spellings.first ?? "" }
    return spellings.dropLast().joined(separator: ", ") + " or " + last
  }
}
