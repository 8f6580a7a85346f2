internal import AvowDiagnostics

extension Parser {
  // primary = literal | "$" name | "." name | "(" … ")" | case | name [ call ]
  mutating func primary() throws(SyntaxError) -> Expression {
    offerOperand()
    let start = token.span.start
    height = 1
    switch token.kind {
    case .number:
      if let date = dateInWords() { return date }
      return try number()
    case .currency: return try money()
    case .date: return literal(.date(dateText(advance())), start)
    case .text:
      let value = TextLiteral.value(ofToken: source.text(of: advance().span))
      return literal(.text(value), start)
    case .parameter: return literal(.parameter(parameterName(advance())), start)
    case .quotedName: return try nameOrCall()
    case .symbol(.leftParenthesis): return try brackets()
    case .symbol(.dot):
      advance()
      offer(.field)
      return literal(.field(try name()), start)
    case .word(let keyword?): return try word(keyword)
    case .word(nil):
      if let date = dateInWords() { return date }
      return try nameOrCall()
    case .symbol, .end: throw error(.expectedExpression(found: found))
    }
  }

  /// Ends where the last token ended: mutating, so that the argument is read before.
  private mutating func literal(_ kind: Expression.Kind, _ start: Int) -> Expression {
    Expression(kind, span: span(from: start))
  }

  private mutating func word(_ keyword: Keyword) throws(SyntaxError) -> Expression {
    let start = token.span.start
    let isCall = peek().kind == .symbol(.leftParenthesis)
    if isCall, keyword == .none {
      return try nameOrCall()
    }
    if !isCall, let direction = RelativePeriod.Direction(rawValue: keyword.spelling),
      let period = relativePeriod(direction)
    {
      return period
    }
    if let constant = constant(keyword) {
      advance()
      return literal(constant, start)
    }
    if keyword == .case {
      return try choice()
    }
    guard keyword.role == .reserved else { return try nameOrCall() }
    throw error(
      isUsedAsName ? .reservedName(keyword.spelling) : .expectedExpression(found: found))
  }

  /// The value that a word stands for.
  private func constant(_ keyword: Keyword) -> Expression.Kind? {
    let constants: [(Keyword, Expression.Kind)] = [
      (.true, .boolean(true)), (.false, .boolean(false)), (.unknown, .unknown), (.none, .none),
      (.today, .today), (.this, .this),
    ]
    return constants.first { $0.0 == keyword }?.1
  }

  /// Whether a reserved word stands where only a name makes sense of what follows.
  private var isUsedAsName: Bool {
    switch peek().kind {
    case .symbol(let symbol):
      switch symbol {
      case .dot, .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .comma,
        .rightParenthesis:
        true
      case .leftParenthesis, .leftBrace, .rightBrace, .semicolon, .colon, .pipe, .plus, .minus,
        .star, .slash, .percent:
        false
      }
    case .word, .quotedName, .number, .date, .text, .parameter, .currency, .end: false
    }
  }

  // ( "last" | "next" | "this" ) [ number ] time unit
  private mutating func relativePeriod(_ direction: RelativePeriod.Direction) -> Expression? {
    let start = token.span.start
    if let unit = timeUnit(peek()) {
      advance()
      advance()
      let period = RelativePeriod(direction: direction, digits: nil, unit: unit)
      return literal(.relativePeriod(period), start)
    }
    guard peek().kind == .number, let unit = timeUnit(peek(2)) else { return nil }
    let digits = NumberLiteral.digits(in: source.text(of: peek().span))
    guard !digits.utf8.contains(UInt8(ascii: ".")) else { return nil }
    advance()
    advance()
    advance()
    let period = RelativePeriod(direction: direction, digits: digits, unit: unit)
    return literal(.relativePeriod(period), start)
  }

  // number [ scale ] [ unit ] | number "%" | number time unit "ago"
  private mutating func number() throws(SyntaxError) -> Expression {
    let start = token.span.start
    let digits = NumberLiteral.digits(in: source.text(of: advance().span))
    if at(.percent) {
      if token.span.start != previousEnd {
        note(.loosePercent, token.span)
      }
      advance()
      return literal(.percent(digits: digits), start)
    }
    if let unit = timeUnit(token), peek().kind == .word(.ago),
      !digits.utf8.contains(UInt8(ascii: "."))
    {
      advance()
      advance()
      return literal(.ago(digits: digits, unit: unit), start)
    }
    let scale = scale()
    offer(.unit)
    let unit = isName(token) && (isUnitExpected || timeUnit(token) != nil) ? try name() : nil
    return literal(.number(NumberLiteral(digits: digits, scale: scale, unit: unit)), start)
  }

  // currency number [ scale ]
  private mutating func money() throws(SyntaxError) -> Expression {
    let start = token.span.start
    let currency = source.text(of: advance().span)
    guard token.kind == .number else { throw expected(["a number"]) }
    let digits = NumberLiteral.digits(in: source.text(of: advance().span))
    let literal = NumberLiteral(digits: digits, scale: scale(), currency: currency)
    return self.literal(.number(literal), start)
  }

  private mutating func scale() -> Scale? {
    guard case .word(nil) = token.kind, token.span.length <= Scale.spellingLengthMax else {
      return nil
    }
    guard let scale = Scale.named(Name.canonical(of: source.text(of: token.span))) else {
      return nil
    }
    advance()
    return scale
  }

  // case = "case" { "when" expression "then" expression } [ "else" expression ] "end"
  private mutating func choice() throws(SyntaxError) -> Expression {
    try enter()
    let start = advance().span.start
    var branches: [Choice.Branch] = []
    var tallest = 0
    while consume(.when) {
      let condition = try expression()
      tallest = max(tallest, height)
      try expect(.then)
      let value = try expression()
      tallest = max(tallest, height)
      branches.append(Choice.Branch(condition: condition, value: value))
    }
    guard !branches.isEmpty else {
      throw expected(["when"], hint: "case when CONDITION then VALUE else VALUE end")
    }
    var otherwise: Expression?
    if consume(.else) {
      otherwise = try expression()
      tallest = max(tallest, height)
    }
    guard consume(.end) else {
      throw expected(otherwise == nil ? ["when", "else", "end"] : ["end"])
    }
    leave()
    let choice = Choice(branches: branches, otherwise: otherwise)
    return try node(.choice(choice), span(from: start), above: tallest)
  }
}
