internal import AvowDiagnostics

extension Parser {
  /// A name: a word that is not reserved, or anything in back-ticks.
  mutating func name() throws(SyntaxError) -> Name {
    guard isName(token) else {
      if case .word(let keyword?) = token.kind {
        throw error(.reservedName(keyword.spelling))
      }
      throw expected(["a name"])
    }
    return name(of: advance())
  }

  /// Whether a token can be a name.
  func isName(_ token: Token) -> Bool {
    switch token.kind {
    case .word(let keyword): keyword == nil || keyword?.role == .contextual
    case .quotedName: true
    case .number, .date, .text, .parameter, .currency, .symbol, .end: false
    }
  }

  /// The name that a token spells.
  func name(of token: Token) -> Name {
    let written = source.text(of: token.span)
    guard token.kind == .quotedName else { return Name(written, span: token.span) }
    // By scalars: a back-tick and a mark after it are one character.
    let inner = written.unicodeScalars.dropFirst()
    let content = inner.last == "`" ? inner.dropLast() : inner
    return Name(String(content), isQuoted: true, span: token.span)
  }

  /// The name of a token `$name`.
  func parameterName(_ token: Token) -> Name {
    Name(String(source.text(of: token.span).unicodeScalars.dropFirst()), span: token.span)
  }

  /// The text of a date without its mark.
  func dateText(_ token: Token) -> String {
    let written = source.text(of: token.span)
    let date = written.hasPrefix("@") ? String(written.dropFirst()) : written
    return Lexer.isDate(Array(date.utf8)) ? date.uppercased() : date
  }

  /// The unit of the calendar that a bare word names.
  func timeUnit(_ token: Token) -> TimeUnit? {
    guard case .word(nil) = token.kind, token.span.length <= TimeUnit.spellingLengthMax else {
      return nil
    }
    return TimeUnit.named(Name.canonical(of: source.text(of: token.span)))
  }

  /// Whether an expression may begin with a token.
  func beginsExpression(_ token: Token) -> Bool {
    switch token.kind {
    case .word(let keyword):
      switch keyword?.place {
      case nil, .literal: true
      case .operator: keyword == .not
      case .clause, .time, .end, .setOperator, .statement, .part: keyword?.role == .contextual
      }
    case .quotedName, .number, .date, .text, .parameter, .currency: true
    case .symbol(let symbol): symbol == .leftParenthesis || symbol == .dot || symbol == .minus
    case .end: false
    }
  }
}

extension NumberLiteral {
  /// Returns the digits and the decimal point of a written number, nothing else.
  static func digits(in written: String) -> String {
    let bytes = written.utf8.filter { Lexer.isDigit($0) || $0 == UInt8(ascii: ".") }
    let digits = String(decoding: bytes, as: UTF8.self)
    return digits.hasPrefix(".") ? "0" + digits : digits
  }
}

extension Scale {
  /// The length in bytes of the longest spelling.
  static let spellingLengthMax = 8

  /// Returns the scale of a lower-case spelling.
  package static func named(_ spelling: String) -> Scale? {
    allCases.first { $0.spellings.contains(spelling) }
  }
}

extension TimeUnit {
  /// The length in bytes of the longest spelling.
  static let spellingLengthMax = 8

  /// Returns the unit of a lower-case spelling, one or several.
  package static func named(_ spelling: String) -> TimeUnit? {
    TimeUnit(rawValue: spelling)
      ?? (spelling.hasSuffix("s") ? TimeUnit(rawValue: String(spelling.dropLast())) : nil)
  }
}
