internal import AvowDiagnostics

extension Parser {
  // script = [ statement ] { ";" [ statement ] }
  mutating func script() -> Script {
    var statements: [Statement] = []
    while !isAtEnd {
      if consume(.semicolon) { continue }
      if let statement = recoveringStatement() {
        statements.append(statement)
        recorder?.statements.append(statement)
      }
    }
    if statements.isEmpty || tokens[max(index - 1, 0)].kind == .symbol(.semicolon) {
      offerStatement()
    }
    return Script(statements: statements, span: source.span)
  }

  private mutating func recoveringStatement() -> Statement? {
    bracketCount = 0
    depth = 0
    do throws(SyntaxError) {
      let statement = try statement()
      let isFollowed = errors.contains {
        if case .structure(.missingSemicolon) = $0.kind {
          $0.span.start == token.span.start
        } else {
          false
        }
      }
      if !isAtEnd, !at(.semicolon), !isFollowed {
        record(expected([";"]))
        skipToSemicolon()
      }
      return statement
    } catch {
      record(error)
      skipToSemicolon()
      return nil
    }
  }

  // statement = "let" … | "param" … | "assert" … | query [ [ "|" ] end ]
  private mutating func statement() throws(SyntaxError) -> Statement {
    let start = token.span.start
    offerStatement()
    let kind: Statement.Kind
    if at(.let), isNamedNext {
      kind = .binding(try binding())
    } else if at(.param), isNamedNext {
      kind = .parameter(try parameterDeclaration())
    } else if consume(.assert) {
      kind = .assertion(try assertion())
    } else if let leading = try leadingEnd() {
      kind = leading
    } else {
      let query = try query()
      kind = .query(query, end: try queryEnd(of: query))
    }
    return Statement(kind, span: span(from: start))
  }

  /// Whether a name, or the end, comes after the present word; a reserved word before `=` is meant
  /// as a name.
  private var isNamedNext: Bool {
    switch peek().kind {
    case .word(let keyword):
      keyword?.role != .reserved || peek(2).kind == .symbol(.equal)
    case .quotedName, .end: true
    case .number, .date, .text, .parameter, .currency, .symbol: false
    }
  }

  // "let" name [ "(" name { "," name } ")" ] "=" query
  private mutating func binding() throws(SyntaxError) -> Binding {
    advance()
    offer(.newName)
    let name = try name()
    var parameters: [Name] = []
    if consume(.leftParenthesis) {
      repeat {
        parameters.append(try self.name())
      } while consume(.comma)
      try expect(.rightParenthesis)
    }
    try expect(.equal)
    return Binding(name: name, parameters: parameters, value: try query())
  }

  // "param" name ":" type [ "=" expression ]
  private mutating func parameterDeclaration() throws(SyntaxError) -> ParameterDeclaration {
    advance()
    offer(.newName)
    let name = try name()
    try expect(.colon, hint: "param NAME: TYPE")
    let type = try typeName()
    var value: Expression?
    if consume(.equal) {
      recorder?.opposite = nil
      value = try expression()
    }
    return ParameterDeclaration(name: name, type: type, defaultValue: value)
  }

  // type = "list" "of" type | name [ "(" name ")" ] { "." name }
  private mutating func typeName() throws(SyntaxError) -> TypeName {
    let start = token.span.start
    var listDepth = 0
    offer(.type)
    while at(.list), peek().kind == .word(.of), listDepth < Parser.depthMax {
      advance()
      advance()
      offer(.type)
      listDepth += 1
    }
    let name = try name()
    var argument: Name?
    if consume(.leftParenthesis) {
      offer(.unit)
      argument = try self.name()
      try expect(.rightParenthesis)
    }
    var path: [Name] = []
    while consume(.dot) {
      path.append(try self.name())
    }
    return TypeName(
      listDepth: listDepth, name: name, argument: argument, path: path, span: span(from: start))
  }

  // expression [ "," text ]
  mutating func assertion() throws(SyntaxError) -> Assertion {
    let condition = try expression()
    guard at(.comma), peek().kind == .text else {
      return Assertion(condition: condition, message: nil)
    }
    advance()
    let span = advance().span
    let message = TextLiteral.value(ofToken: source.text(of: span))
    return Assertion(condition: condition, message: message, messageSpan: span)
  }

  // end = "why" [ "not" expression ] | "cite" | "explain" [ "sql" ] | "chart" [ name ]
  private mutating func queryEnd(of query: Query) throws(SyntaxError) -> QueryEnd? {
    offerAll(of: .end)
    if at(.pipe), case .word(let keyword) = peek().kind, keyword?.place == .end {
      advance()
    }
    guard let keyword, keyword.place == .end else { return nil }
    let start = token.span.start
    // Names in what is missed are those of the query.
    recorder?.begin(query.first, isBracketed: true)
    defer { recorder?.pipelines = [] }
    let kind = try endKind(keyword)
    let end = QueryEnd(kind, span: span(from: start))
    if let next = self.keyword, next.place == .clause || next.place == .end {
      record(error(.endNotLast(keyword)))
      skipToSemicolon()
    }
    return end
  }

  private mutating func endKind(_ keyword: Keyword) throws(SyntaxError) -> QueryEnd.Kind {
    advance()
    if keyword == .why {
      guard consume(.not) else { return .why }
      offer(.answer)
      return .whyNot(try expression())
    }
    if keyword == .explain {
      return consume(.sql) ? .explainSQL : .explain
    }
    guard keyword == .chart else { return .cite }
    offer(.chart)
    return .chart(isName(token) ? try name() : nil)
  }

  /// `explain` and its like in front of the query: a habit.
  private mutating func leadingEnd() throws(SyntaxError) -> Statement.Kind? {
    guard let keyword, [.why, .cite, .explain, .chart].contains(keyword), beginsExpression(peek())
    else { return nil }
    let start = token.span.start
    let end = keyword == .chart ? try leadingChart() : try endKind(keyword)
    let words = source.text(of: span(from: start))
    let removed = SourceSpan(start, token.span.start)
    let query = try query()
    let fix = Fix(
      "put \(words) at the end",
      [
        Fix.Edit(removed, ""),
        Fix.Edit(SourceSpan(previousEnd, previousEnd), " \(words)"),
      ])
    note(.leadingEnd(keyword, fix: fix), SourceSpan(start, start + words.utf8.count))
    return .query(query, end: QueryEnd(end, span: removed))
  }

  /// `chart`, and the kind of it where a source follows that.
  private mutating func leadingChart() throws(SyntaxError) -> QueryEnd.Kind {
    advance()
    return .chart(isName(token) && beginsExpression(peek()) ? try name() : nil)
  }
}
