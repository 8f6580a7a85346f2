internal import AvowDiagnostics

extension SyntaxError {
  /// The complaint in words.
  var diagnostic: Diagnostic {
    switch kind {
    case .token(let fault): diagnostic(of: fault)
    case .structure(let fault): diagnostic(of: fault)
    case .habit(let habit): diagnostic(of: habit)
    }
  }

  func complaint(
    _ code: DiagnosticCode, _ message: String, hint: String? = nil, notes: [String] = [],
    fix: Fix? = nil
  ) -> Diagnostic {
    Diagnostic(.error, code, message, at: span, hint: hint, notes: notes, fix: fix)
  }

  /// A complaint whose hint says what its fix does.
  func complaint(_ code: DiagnosticCode, _ message: String, mending fix: Fix) -> Diagnostic {
    complaint(code, message, hint: fix.title, fix: fix)
  }

  /// A complaint that is mended by writing something else in its place.
  func complaint(
    _ code: DiagnosticCode, _ message: String, write replacement: String, notes: [String] = []
  ) -> Diagnostic {
    let fix = Fix("write \(replacement)", replacing: span, with: replacement)
    return complaint(code, message, hint: clipped(fix.title), notes: notes, fix: fix)
  }

  /// A token as messages show it: punctuation in quotes.
  func quoted(_ written: String) -> String {
    let isPunctuation = !written.isEmpty && written.allSatisfy { $0.isPunctuation || $0.isSymbol }
    return isPunctuation ? "\"\(clipped(written))\"" : clipped(written)
  }

  /// A written piece as messages show it: on one line, and not too long.
  func clipped(_ written: String) -> String {
    let lengthMax = 40
    let line = written.prefix { !$0.isNewline }
    guard line.count > lengthMax || line.count < written.count else { return written }
    return line.prefix(lengthMax) + "…"
  }
}

extension SyntaxError {
  private func diagnostic(of fault: TokenFault) -> Diagnostic {
    switch fault {
    case .invalidUTF8:
      complaint(.invalidUTF8, "the text is not well-formed UTF-8 here")
    case .strayCharacter(let character):
      strayCharacter(character)
    case .unterminatedText:
      complaint(.unterminatedText, "this text has no closing quote", hint: "ends with \"")
    case .unterminatedName:
      complaint(.unterminatedName, "this name has no closing back-tick on its line")
    case .emptyName:
      complaint(.unterminatedName, "there is no name between the back-ticks")
    case .foreignQuotes(let replacement):
      complaint(.foreignQuotes, "text stands in double quotes", write: replacement)
    case .timeOfDay(let date):
      complaint(.malformedDate, "a date has no time of day", write: date)
    case .malformedDate(let written, let suggestion):
      malformedDate(written, suggestion)
    case .emptyDate:
      complaint(.malformedDate, "no date follows @", hint: "like @2025-06~")
    case .digitGrouping(let digits):
      complaint(
        .digitGrouping, "digits are not grouped", write: digits,
        notes: ["in a list, put a blank after the comma"])
    case .hyphenAfterNumber(let suggestion):
      hyphen(suggestion)
    case .bareFraction(let written):
      complaint(.bareFraction, "a number begins with a digit", write: "0\(written)")
    case .malformedEscape:
      complaint(
        .malformedEscape, "a character is numbered by hexadecimal digits in braces",
        hint: "like \\u{20ac}")
    case .foreignComment(let isBlock):
      isBlock
        ? complaint(.foreignComment, "a comment runs from # to the end of its line")
        : complaint(.foreignComment, "a comment begins with #", write: "#")
    case .looseSquareBracket:
      complaint(
        .squareBrackets, "no bracket is open that ] could close",
        mending: Fix("leave it out", replacing: span, with: ""))
    case .squareBrackets(let closing):
      squareBrackets(closing)
    case .foreignSymbol(let written, let replacement):
      complaint(
        .foreignSymbol, "\(clipped(written)) is written \(replacement)", write: replacement)
    case .exclamationMark:
      complaint(
        .exclamationMark, "the opposite of a condition is written not",
        mending: Fix("write not", replacing: span, with: "not "))
    case .foreignDate(let date):
      foreignDate(date)
    }
  }

  private func strayCharacter(_ characters: String) -> Diagnostic {
    guard let first = characters.unicodeScalars.first, characters.unicodeScalars.count == 1,
      span.length == first.utf8.count
    else { return complaint(.strayCharacter, "these characters mean nothing here") }
    switch first.properties.generalCategory {
    case .control, .format, .privateUse, .unassigned, .nonspacingMark, .surrogate:
      let digits = String(first.value, radix: 16, uppercase: true)
      let padded = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
      return complaint(.strayCharacter, "the character U+\(padded) means nothing here")
    default:
      return complaint(.strayCharacter, "\(characters) means nothing here")
    }
  }

  private func malformedDate(_ written: String, _ suggestion: String?) -> Diagnostic {
    let message = "\(clipped(written)) is no date"
    guard let suggestion else {
      return complaint(.malformedDate, message, hint: "like 2025-06-15 or 2025-Q2")
    }
    return complaint(
      .malformedDate, message + ": months and days have two digits", write: suggestion,
      notes: ["a minus stands between blanks"])
  }

  private func foreignDate(_ date: WrittenDate) -> Diagnostic {
    let message = "a date is written in digits, the year first"
    guard date.alternative == nil else {
      return complaint(.malformedDate, message, hint: date.advice)
    }
    return complaint(.malformedDate, message, write: date.text)
  }

  private func hyphen(_ suggestion: String) -> Diagnostic {
    let isMinus = suggestion.split(separator: " ").contains("-")
    return complaint(
      .hyphenAfterNumber,
      isMinus ? "a minus stands between blanks" : "a unit stands after a blank",
      write: suggestion)
  }

  private func squareBrackets(_ closing: SourceSpan?) -> Diagnostic {
    var edits = [Fix.Edit(span, "(")]
    if let closing {
      edits.append(Fix.Edit(closing, ")"))
    }
    return complaint(
      .squareBrackets, "lists stand in round brackets", mending: Fix("write ( )", edits))
  }
}
