internal import AvowDiagnostics
internal import AvowSyntax

/// The words of errors about types.
extension BindError {
  func words(_ error: TypeError) -> Diagnostic {
    switch error {
    case .notComparable(let left, let right, let hint):
      return complaint(
        .notComparable, "\(article(left)) does not compare with \(article(right))", hint: hint)
    case .notOrdered(let name):
      return complaint(
        .notOrdered, "the values of \(name) have no order", hint: "compare them with = or in")
    case .notArithmetic(let operation, let left, let right, let hint):
      let operands = right.isEmpty ? article(left) : "\(article(left)) and \(article(right))"
      return complaint(
        .notArithmetic, "`\(operation)` makes no sense for \(operands)", hint: hint)
    case .notCondition(let found, let hint):
      return complaint(
        .notCondition, "a condition must stand here, and this is \(article(found))",
        hint: hint.map { "write \($0)" })
    case .notList(let found, let hint):
      return complaint(
        .notList, "a list must stand here, and this is \(article(found))", hint: hint)
    case .notRows(let found):
      return complaint(
        .notRows, "rows or a list must stand here, and this is \(article(found))")
    case .notReference(let found, let name):
      return complaint(
        .notReference, "\(article(found)) has no fields, so `.\(name)` means nothing")
    case .needsUnit(let field, let units):
      return complaint(
        .needsUnit, "\(article(field)) compares with a number that has a unit",
        hint: units.isEmpty ? nil : "add one, such as " + units.joined(separator: ", "))
    case .dimensionClash(let left, let right):
      return complaint(.dimensionClash, "\(left) and \(right) do not mix")
    case .wrongArgumentCount, .wrongArgument, .wrongParameter, .quotedDate, .badDate, .badNumber,
      .outOfRange,
      .notRowCount, .comparedWithMissing, .valueOrCondition, .notConditionExpression,
      .notConstantDay, .matchedReference, .namedCondition, .foreignDate, .noConversion:
      return valueWords(error)
    }
  }

  private func valueWords(_ error: TypeError) -> Diagnostic {
    switch error {
    case .wrongArgumentCount(let function, let signature, let found):
      return complaint(
        .wrongArgumentCount,
        found == 0
          ? "`\(function)` lacks an argument" : "`\(function)` does not take \(arguments(found))",
        hint: "write \(signature)")
    case .wrongArgument(let function, let expected, let found):
      return complaint(
        .wrongArgument, "`\(function)` needs \(expected)", hint: "this is \(article(found))")
    case .wrongParameter(let name, let expected, let found):
      return complaint(
        .wrongArgument, "the parameter `\(name)` is \(expected)", hint: "this is \(found)")
    case .matchedReference(let operation, let found, let fix):
      return complaint(
        .notComparable, "`\(operation)` compares texts, and this is \(article(found))",
        fix: fix, hint: fix.title)
    case .namedCondition(let word, let left, let right, let fix):
      return complaint(
        .notComparable, "\(article(left)) does not compare with \(article(right))", fix: fix,
        hint: fix?.title ?? "names(…) gives the conditions that one names, such as \(word)")
    case .badNumber:
      return complaint(.badNumber, "a number has at most 38 digits")
    case .outOfRange(let words):
      return complaint(.outOfRange, "`\(words)` names no day of the calendar")
    case .notRowCount(let parameter):
      return complaint(
        .outOfRange, "a number of rows is whole and not below 0, and `$\(parameter)` is not so")
    case .comparedWithMissing(let word, let instead, let isFix):
      return complaint(
        .comparedWithMissing, "nothing equals `\(word)`",
        fix: isFix ? Fix("write \(instead)", replacing: span, with: instead) : nil,
        hint: isFix ? "write \(instead)" : "add: \(instead)")
    case .valueOrCondition(let word, let right, let fix):
      return complaint(
        .valueOrCondition, "`\(word)` joins conditions, and `\(right)` is a value", fix: fix,
        hint: fix?.title)
    case .quotedDate, .foreignDate, .badDate, .notConstantDay: return dateWords(error)
    case .notConditionExpression(let found):
      return complaint(
        .wrongArgument, "named conditions must stand here, not \(article(found))",
        hint: "join them by and, or, not; holds(…) tells whether they are so")
    case .noConversion(let unit, .noRates):
      return complaint(
        .noConversion, "no rate and no fixed factor turns this into \(unit)")
    case .noConversion(let unit, .fixed):
      return complaint(
        .noConversion, "amounts become \(unit) by a fixed factor, on any day",
        hint: "leave out `at`")
    case .notComparable, .notOrdered, .notArithmetic, .notCondition, .notList, .notRows,
      .notReference, .needsUnit, .dimensionClash:
      return words(error)
    }
  }

  private func dateWords(_ error: TypeError) -> Diagnostic {
    switch error {
    case .quotedDate(let text):
      let literal = dateLiteral(text)
      return complaint(
        .quotedDate, "a date stands without quotes",
        fix: Fix("write \(literal)", replacing: span, with: literal), hint: "write \(literal)")
    case .foreignDate(let date):
      let fix =
        date.alternative == nil ? Fix(date.advice, replacing: span, with: date.text) : nil
      return complaint(
        .badDate, "a date is written in digits, the year first, without quotes",
        fix: fix, hint: date.advice)
    case .badDate(let text):
      return complaint(
        .badDate, "there is no date \(text)",
        hint: "dates look like 2025, 2025-06 or 2025-06-14")
    case .notConstantDay(let found):
      return complaint(
        .notConstantDay,
        "a day must stand here that is the same for all rows, not \(article(found))",
        hint: "write a date, such as 2025-09, or today")
    case .notComparable, .notOrdered, .notArithmetic, .notCondition, .notList, .notRows,
      .notReference, .needsUnit, .dimensionClash, .wrongArgumentCount, .wrongArgument,
      .wrongParameter, .matchedReference, .namedCondition, .badNumber, .outOfRange, .notRowCount,
      .comparedWithMissing, .valueOrCondition, .notConditionExpression, .noConversion:
      return words(error)
    }
  }

  private func arguments(_ count: Int) -> String {
    count == 1 ? "1 argument" : "\(count) arguments"
  }

  private func dateLiteral(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy { ($0 >= 48 && $0 <= 57) || $0 == 45 }
    return isPlain && (text.utf8.count == 4 || text.utf8.count >= 7) ? text : "@" + text
  }
}
