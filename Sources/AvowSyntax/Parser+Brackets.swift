internal import AvowDiagnostics

extension Parser {
  // "(" query { "," query } ")"
  mutating func brackets() throws(SyntaxError) -> Expression {
    try enter()
    let opening = advance().span
    let outerOpposite = recorder?.opposite
    if at(.rightParenthesis) {
      let span = opening.union(token.span)
      advance()
      throw SyntaxError(kind: .structure(.emptyBrackets), span: span)
    }
    var elements: [Expression] = []
    var isQuery = false
    var tallest = 0
    bracketCount += 1
    let openDepth = depth
    let openBrackets = bracketCount
    do throws(SyntaxError) {
      repeat {
        recorder?.opposite = outerOpposite
        let (element, isQueryElement) = try element()
        elements.append(element)
        isQuery = isQueryElement
        tallest = max(tallest, height)
      } while consume(.comma)
      guard at(.rightParenthesis) else {
        throw unclosed("(", at: opening, expecting: [",", ")"])
      }
    } catch {
      record(error)
      depth = openDepth
      bracketCount = openBrackets
      skipToClosing()
    }
    _ = consume(.rightParenthesis)
    bracketCount -= 1
    leave()
    return try bracketed(elements, isQuery: isQuery, span(from: opening.start), above: tallest)
  }

  /// Tells one expression, one query and a list apart.
  private mutating func bracketed(
    _ elements: [Expression], isQuery: Bool, _ span: SourceSpan, above tallest: Int
  ) throws(SyntaxError) -> Expression {
    guard elements.count == 1, let only = elements.first else {
      return try node(.list(elements), span, above: tallest)
    }
    guard !isQuery else { return Expression(only.kind, span: span) }
    return try node(.bracketed(only), span, above: tallest)
  }

  /// A query within brackets; a lone expression stays one.
  private mutating func element() throws(SyntaxError) -> (Expression, isQuery: Bool) {
    let query = try query()
    if let expression = query.bareExpression { return (expression, false) }
    return (try node(.subquery(query), query.span, above: height), true)
  }

  // name [ "(" [ argument { "," argument } ] ")" [ over ] ]
  mutating func nameOrCall() throws(SyntaxError) -> Expression {
    let start = token.span.start
    let name = name(of: advance())
    guard at(.leftParenthesis) else {
      return Expression(.name(name), span: span(from: start))
    }
    try enter()
    let opening = advance().span
    var call = Call(name: name, arguments: [])
    let outer = recorder?.enterCall(name)
    var tallest = 0
    bracketCount += 1
    let openDepth = depth
    let openBrackets = bracketCount
    do throws(SyntaxError) {
      try arguments(into: &call, opening, &tallest)
    } catch {
      record(error)
      depth = openDepth
      bracketCount = openBrackets
      skipToClosing()
    }
    _ = consume(.rightParenthesis)
    bracketCount -= 1
    leave()
    recorder?.leaveCall(to: outer)
    height = tallest
    if consume(.over) {
      call.window = try window()
    }
    return try node(.call(call), span(from: start), above: height)
  }

  private mutating func arguments(
    into call: inout Call, _ opening: SourceSpan, _ tallest: inout Int
  ) throws(SyntaxError) {
    if at(.star), peek().kind == .symbol(.rightParenthesis) {
      let isWindow = peek(2).kind == .word(.over)
      let replaced = SourceSpan(
        isWindow ? token.span.start : opening.start,
        isWindow ? token.span.end : peek().span.end)
      note(.countStar(replaced: replaced), token.span)
      advance()
      return
    }
    if at(.rightParenthesis) { return }
    repeat {
      call.arguments.append(try argument())
      tallest = max(tallest, height)
      recorder?.nextArgument()
    } while consume(.comma)
    guard at(.rightParenthesis) else {
      throw unclosed("(", at: opening, expecting: [",", ")"])
    }
  }

  // argument = query | "where" expression
  private mutating func argument() throws(SyntaxError) -> Call.Argument {
    let outerOpposite = recorder?.opposite
    defer { recorder?.opposite = outerOpposite }
    recorder?.opposite = nil
    let start = token.span.start
    if consume(.where) {
      let condition = try expression()
      return .rows(condition, span: span(from: start))
    }
    let query = try query()
    if let expression = query.bareExpression { return .expression(expression) }
    height += 1
    return .query(query)
  }

  // "over" "(" [ "by" key { "," key } ] [ "order" "by" … ] ")"
  private mutating func window() throws(SyntaxError) -> Window {
    let start = tokens[index - 1].span.start
    var tallest = height
    let opening = token.span
    try expect(.leftParenthesis)
    try enter()
    bracketCount += 1
    var window = Window(by: [], order: [], span: opening)
    if consume(.by) {
      window.by = try keys()
      tallest = max(tallest, height)
    }
    if consume(.order) {
      try expect(.by)
      window.order = try orderKeys()
      tallest = max(tallest, height)
    }
    guard consume(.rightParenthesis) else {
      let spellings = window.order.isEmpty ? ["by", "order", ")"] : [")"]
      throw unclosed("(", at: opening, expecting: spellings)
    }
    bracketCount -= 1
    leave()
    height = tallest
    window.span = span(from: start)
    return window
  }
}
