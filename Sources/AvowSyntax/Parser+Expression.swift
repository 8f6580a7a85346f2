internal import AvowDiagnostics

extension Parser {
  // expression = conjunction { "or" conjunction }
  mutating func expression() throws(SyntaxError) -> Expression {
    let first = try conjunction()
    offer(.keyword(.or))
    guard at(.or) else { return first }
    var operands = [first]
    var tallest = height
    while consume(.or) {
      operands.append(try conjunction())
      tallest = max(tallest, height)
    }
    return try node(.or(operands), span(from: first.span.start), above: tallest)
  }

  // conjunction = negation { "and" negation }
  private mutating func conjunction() throws(SyntaxError) -> Expression {
    let first = try negation()
    offer(.keyword(.and))
    guard at(.and) else { return first }
    var operands = [first]
    var tallest = height
    while consume(.and) {
      operands.append(try negation())
      tallest = max(tallest, height)
    }
    return try node(.and(operands), span(from: first.span.start), above: tallest)
  }

  // negation = { "not" } comparison
  private mutating func negation() throws(SyntaxError) -> Expression {
    guard at(.not) else { return try comparison() }
    var starts: [Int] = []
    while at(.not) {
      starts.append(advance().span.start)
    }
    var operand = try comparison()
    for start in starts.reversed() {
      operand = try node(.not(operand), span(from: start), above: height)
    }
    return operand
  }

  // comparison = sum [ operator sum | [ "not" ] "between" sum "and" sum | "is" … ]
  private mutating func comparison() throws(SyntaxError) -> Expression {
    let outerOpposite = recorder?.opposite
    let left = try arithmetic()
    offerAll(of: .operator)
    guard isAtComparison else { return left }
    recorder?.opposite = left
    var result = try comparison(of: left)
    if isAtComparison {
      result = try chain(after: result)
    }
    recorder?.opposite = outerOpposite
    return result
  }

  /// Whether an operator that compares stands here.
  var isAtComparison: Bool {
    switch token.kind {
    case .symbol(let symbol):
      switch symbol {
      case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual: true
      case .leftParenthesis, .rightParenthesis, .leftBrace, .rightBrace, .comma, .dot, .semicolon,
        .colon, .pipe, .plus, .minus, .star, .slash, .percent:
        false
      }
    case .word(.not?):
      switch peek().kind {
      case .word(let next?): Parser.negatable.contains(next)
      case .end: true
      case .word, .quotedName, .number, .date, .text, .parameter, .currency, .symbol: false
      }
    case .word(let keyword?):
      keyword == .is || keyword == .between
        || Comparison.Operator(rawValue: keyword.spelling) != nil
    case .word, .quotedName, .number, .date, .text, .parameter, .currency, .end:
      false
    }
  }

  /// The operators before which `not` may stand.
  private static let negatable: Set<Keyword> = [.in, .has, .contains, .like, .matches, .between]

  /// The operator and the right side of a comparison.
  mutating func comparison(of left: Expression) throws(SyntaxError) -> Expression {
    let leftHeight = height
    let start = token.span.start
    let isNegated = at(.not)
    if isNegated {
      advance()
      for keyword in Keyword.allCases where Parser.negatable.contains(keyword) {
        offer(.keyword(keyword))
      }
    }
    if consume(.is) {
      return try test(of: left, isStart: start)
    }
    if consume(.between) {
      return try between(left, isNegated: isNegated)
    }
    let spelling = Name.canonical(of: source.text(of: token.span))
    let symbol = if case .symbol(let symbol) = token.kind { symbol.rawValue } else { spelling }
    guard let comparisonOperator = Comparison.Operator(rawValue: keyword?.spelling ?? symbol)
    else { throw expected(["in", "has", "between"]) }
    advance()
    let operatorSpan = span(from: start)
    let right = try arithmetic()
    if comparisonOperator == .equal || comparisonOperator == .notEqual {
      noteState(right, isNegated: comparisonOperator == .notEqual, operatorSpan)
    }
    let comparison = Comparison(
      left: left, operator: comparisonOperator, isNegated: isNegated, operatorSpan: operatorSpan,
      right: right)
    return try node(
      .comparison(comparison), span(from: left.span.start), above: max(leftHeight, height))
  }

  private mutating func between(_ left: Expression, isNegated: Bool) throws(SyntaxError)
    -> Expression
  {
    var tallest = height
    let low = try arithmetic()
    tallest = max(tallest, height)
    try expect(.and, hint: "between LOW and HIGH")
    let high = try arithmetic()
    let between = Between(operand: left, isNegated: isNegated, low: low, high: high)
    return try node(
      .between(between), span(from: left.span.start), above: max(tallest, height))
  }

  // [ "not" ] ( "known" | "unknown" | "none" | "exactly" sum )
  private mutating func test(of left: Expression, isStart: Int) throws(SyntaxError) -> Expression {
    var tallest = height
    let isNegated = consume(.not)
    let kind: StateTest.Kind
    if consume(.known) {
      kind = .known
    } else if consume(.unknown) {
      kind = .unknown
    } else if consume(.none) {
      kind = .none
    } else if consume(.exactly) {
      kind = .exactly(try arithmetic())
      tallest = max(tallest, height)
    } else {
      return try foreignTest(of: left, isNegated: isNegated, isStart: isStart)
    }
    return try node(
      .test(StateTest(operand: left, isNegated: isNegated, kind: kind)),
      span(from: left.span.start), above: tallest)
  }

  // sum = product { ( "+" | "-" ) product }
  mutating func arithmetic() throws(SyntaxError) -> Expression {
    let first = try product()
    guard at(.plus) || at(.minus) else { return first }
    var terms: [ArithmeticTerm] = []
    var tallest = height
    while at(.plus) || at(.minus) {
      let kind: ArithmeticTerm.Operator = at(.plus) ? .add : .subtract
      let operatorSpan = advance().span
      terms.append(
        ArithmeticTerm(kind, operatorSpan: operatorSpan, operand: try product()))
      tallest = max(tallest, height)
    }
    return try node(.arithmetic(first, terms), span(from: first.span.start), above: tallest)
  }

  // product = unary { ( "*" | "/" ) unary }
  private mutating func product() throws(SyntaxError) -> Expression {
    let first = try unary()
    guard at(.star) || at(.slash) else { return first }
    var terms: [ArithmeticTerm] = []
    var tallest = height
    while at(.star) || at(.slash) {
      let kind: ArithmeticTerm.Operator = at(.star) ? .multiply : .divide
      let operatorSpan = advance().span
      terms.append(ArithmeticTerm(kind, operatorSpan: operatorSpan, operand: try unary()))
      tallest = max(tallest, height)
    }
    return try node(.arithmetic(first, terms), span(from: first.span.start), above: tallest)
  }

  // unary = [ "-" ] postfix
  private mutating func unary() throws(SyntaxError) -> Expression {
    guard at(.minus) else { return try postfix() }
    let start = advance().span.start
    let operand = try postfix()
    return try node(.negative(operand), span(from: start), above: height)
  }

  // postfix = primary { "." name | "via" name | "to" unit [ "at" postfix ] }
  mutating func postfix() throws(SyntaxError) -> Expression {
    var result = try primary()
    while true {
      let start = result.span.start
      if consume(.dot) {
        recorder?.base = result
        offer(.member)
        result = try node(.member(result, try name()), span(from: start), above: height)
      } else if at(.via) {
        advance()
        recorder?.base = result
        offer(.wayBack)
        result = try node(.via(result, try name()), span(from: start), above: height)
      } else if at(.to) {
        advance()
        result = try conversion(of: result)
      } else {
        return result
      }
    }
  }

  private mutating func conversion(of operand: Expression) throws(SyntaxError) -> Expression {
    var tallest = height
    offer(.unit)
    let unit = try name()
    var date: Expression?
    if consume(.at) {
      try enter()
      date = try postfix()
      leave()
      tallest = max(tallest, height)
    }
    return try node(
      .conversion(operand, unit: unit, at: date), span(from: operand.span.start), above: tallest)
  }
}
