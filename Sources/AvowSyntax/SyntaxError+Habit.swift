internal import AvowDiagnostics

extension SyntaxError {
  func diagnostic(of habit: Habit) -> Diagnostic {
    switch habit {
    case .isNull(let isNegated, let replaced):
      replace(
        .isNull, "there is no null: a value is known, unknown or none", replaced,
        isNegated ? "is known" : "is not known")
    case .equalsState(let written, let replacement, let replaced):
      replace(
        .equalsState, "\(clipped(written)) is no value to compare with", replaced, replacement)
    case .foreignClause(let written, let replacement):
      complaint(.foreignClause, "\(clipped(written)) is written \(replacement)", write: replacement)
    case .leadingWord(let written, let removed, let rest):
      complaint(
        .leadingWord, "a query begins with its source",
        mending: Fix(
          isShort(rest) ? "write \(rest)" : "leave \(clipped(written)) out",
          replacing: removed, with: ""))
    case .leadingCommand(let command):
      complaint(
        .leadingWord, "a query begins with its source", hint: "write \(command)",
        notes: ["a line that begins with a point is a command; .help lists them"])
    case .leadingSelect(let fix):
      complaint(
        .leadingSelect, "a query begins with its source, and select comes after",
        mending: fix)
    case .countStar(let replaced):
      complaint(
        .countStar, "rows are counted without *",
        mending: Fix("leave it out", replacing: replaced, with: ""))
    case .orderMinus(let fix):
      complaint(.orderMinus, "largest first is written desc", mending: fix)
    case .timeAfterClause(let text, let moved, let place),
      .timeBeforeSource(let text, let moved, let place):
      time(text, moved, place)
    case .factsJoinedByAnd(let replaced):
      replace(.factsJoinedByAnd, "facts are put in a list", replaced, ",")
    case .conditionsJoinedByComma:
      complaint(
        .conditionsJoinedByComma, "a comma does not join conditions",
        mending: Fix("write and", replacing: span, with: " and"))
    case .valuesJoinedByComma(let condition, let replaced):
      complaint(
        .conditionsJoinedByComma, "several values stand in brackets after in",
        mending: Fix(
          isShort(condition) ? "write \(condition)" : "write in (…)", replacing: replaced,
          with: condition))
    case .isValue(let isNegated, let replaced):
      replace(
        .isValue, "is stands only before known, unknown, none and exactly", replaced,
        isNegated ? "!=" : "=")
    case .isBeforeOperator(let removed):
      complaint(
        .isValue, "is stands only before known, unknown, none and exactly",
        mending: Fix("leave is out", replacing: removed, with: ""))
    case .chainedComparison(let fix):
      complaint(.chainedComparison, "comparisons do not chain", mending: fix)
    case .leadingEnd(let keyword, let fix):
      complaint(.leadingEnd, "\(keyword.spelling) comes at the end", mending: fix)
    }
  }

  private func replace(
    _ code: DiagnosticCode, _ message: String, _ replaced: SourceSpan, _ replacement: String
  ) -> Diagnostic {
    complaint(
      code, message,
      mending: Fix("write \(replacement)", replacing: replaced, with: replacement))
  }

  /// Whether a text is short enough to be shown as what to write.
  private func isShort(_ text: String) -> Bool { text.count <= 80 && !text.contains("\n") }

  private func time(_ text: String, _ moved: SourceSpan, _ place: Int) -> Diagnostic {
    let isBefore = moved.start < place
    let insertion = Fix.Edit(SourceSpan(place, place), " \(text)")
    let removal = Fix.Edit(moved, "")
    let fix = Fix(
      "put it after the source", isBefore ? [removal, insertion] : [insertion, removal])
    let message = "a date stands straight after the source"
    return complaint(isBefore ? .timeBeforeSource : .timeAfterClause, message, mending: fix)
  }
}
