package import AvowDiagnostics

/// What became of a text: the statements understood, and what was wrong.
package struct ParseResult: Sendable {
  /// The statements; whatever a complaint is about is missing or incomplete.
  package var script: Script
  /// The complaints, in the order of the text, at most five.
  package var diagnostics: [Diagnostic]
}

/// A recursive-descent parser with one function per rule of the grammar.
///
/// `mutating` functions consume tokens, the others only look. `at…` asks about the present token,
/// `consume…` takes it when it fits, `expect…` takes it or throws. A rule throws at the first
/// mistake that it cannot see through; lists of clauses, brackets and statements catch, note the
/// complaint and go on at the next clause, closing bracket or semicolon.
package struct Parser {
  let source: SourceText
  let tokens: [Token]
  var index = 0
  /// The complaints so far, in the order in which they were noticed.
  var errors: [SyntaxError] = []
  /// How many brackets, shapes and cases are open.
  var depth = 0
  /// The height of the expression parsed last.
  var height = 0
  /// How many round brackets are open.
  var bracketCount = 0
  /// Whether parsing was given up.
  var isAborted = false
  /// Where the source of the present pipeline ends.
  var sourceEnd = 0
  /// Whether a name after a number is its unit; not in a date that stands before the source.
  var isUnitExpected = true
  /// What is noted for completion; nil when nobody asks.
  var recorder: CompletionRecorder?
  private var lastErrorIndex = -1

  /// The greatest number of complaints about one text.
  package static let errorCountMax = 5
  /// The greatest number of constructs open within each other.
  package static let depthMax = 64
  /// The greatest height of an expression.
  package static let heightMax = 500

  /// Parses a text; O(n), and never deeper than the limits.
  package static func parse(_ source: SourceText) -> ParseResult {
    let list = Lexer.tokens(of: source)
    var parser = Parser(source: source, tokens: list.tokens)
    let script = parser.script()
    let errors = parser.errors(with: list.errors)
    return ParseResult(script: script, diagnostics: errors.map(\.diagnostic))
  }

  init(source: SourceText, tokens: [Token], recorder: CompletionRecorder? = nil) {
    self.source = source
    self.tokens = tokens
    self.recorder = recorder
  }

  /// The complaints of the lexer and the parser in the order of the text, without those that only
  /// follow from a character left out.
  func errors(with lexical: [SyntaxError]) -> [SyntaxError] {
    let skipped = lexical.filter { error in
      switch error.kind {
      case .token(.strayCharacter), .token(.invalidUTF8): true
      case .token, .structure, .habit: false
      }
    }
    let own = errors.filter { error in
      !skipped.contains {
        $0.span.end <= error.span.start && isBlank($0.span.end, error.span.start)
      }
    }
    let sorted = (lexical + own).sorted { $0.span.start < $1.span.start }
    return Array(sorted.prefix(Parser.errorCountMax))
  }

  private func isBlank(_ start: Int, _ end: Int) -> Bool {
    end - start <= 1 && source.bytes[start..<end].allSatisfy { $0 == UInt8(ascii: " ") }
  }
}

extension Parser {
  /// The present token.
  var token: Token { tokens[index] }

  /// The offset at which the token before the present one ends.
  var previousEnd: Int { index > 0 ? tokens[index - 1].span.end : 0 }

  /// Returns the token at a distance from the present one, the end beyond the end.
  func peek(_ distance: Int = 1) -> Token {
    tokens[min(index + distance, tokens.count - 1)]
  }

  /// Returns the keyword that the present token is.
  var keyword: Keyword? {
    if case .word(let keyword) = token.kind { keyword } else { nil }
  }

  var isAtEnd: Bool { index == tokens.count - 1 }

  func at(_ keyword: Keyword) -> Bool { self.keyword == keyword }

  func at(_ symbol: Symbol) -> Bool {
    if case .symbol(let present) = token.kind { present == symbol } else { false }
  }

  /// Takes the present token.
  @discardableResult
  mutating func advance() -> Token {
    let taken = token
    if !isAtEnd {
      index += 1
    }
    return taken
  }

  mutating func consume(_ keyword: Keyword) -> Bool {
    offer(.keyword(keyword))
    guard at(keyword) else { return false }
    advance()
    return true
  }

  mutating func consume(_ symbol: Symbol) -> Bool {
    guard at(symbol) else { return false }
    advance()
    return true
  }

  mutating func expect(_ keyword: Keyword, hint: String? = nil) throws(SyntaxError) {
    guard consume(keyword) else { throw expected([keyword.spelling], hint: hint) }
  }

  mutating func expect(_ symbol: Symbol, hint: String? = nil) throws(SyntaxError) {
    guard consume(symbol) else { throw expected([symbol.rawValue], hint: hint) }
  }

  /// An error at the present token: something else was expected.
  func expected(_ spellings: [String], hint: String? = nil) -> SyntaxError {
    error(.expected(spellings, found: found, hint: hint))
  }

  /// An error at the present token.
  func error(_ fault: SyntaxError.StructureFault) -> SyntaxError {
    SyntaxError(kind: .structure(fault), span: token.span, isAtEnd: isAtEnd)
  }

  /// The present token as messages show it.
  var found: String {
    isAtEnd ? "the end" : source.text(of: token.span)
  }
}

extension Parser {
  /// Notes a complaint; a second one about the same token only follows from the first.
  mutating func record(_ error: SyntaxError) {
    recorder?.close()
    guard !isAborted, index != lastErrorIndex else { return }
    errors.append(error)
    lastErrorIndex = index
    if errors.count == Parser.errorCountMax {
      abort()
    }
  }

  /// Notes a complaint after which parsing goes on as if nothing were wrong.
  mutating func note(_ habit: SyntaxError.Habit, _ span: SourceSpan) {
    note(SyntaxError(kind: .habit(habit), span: span))
  }

  /// Notes a complaint after which parsing goes on as if nothing were wrong.
  mutating func note(_ fault: SyntaxError.StructureFault, _ span: SourceSpan) {
    note(SyntaxError(kind: .structure(fault), span: span))
  }

  /// Notes a complaint about characters that only the parser understands.
  mutating func note(_ fault: SyntaxError.TokenFault, _ span: SourceSpan) {
    note(SyntaxError(kind: .token(fault), span: span))
  }

  private mutating func note(_ error: SyntaxError) {
    guard !isAborted, errors.count < Parser.errorCountMax else { return }
    errors.append(error)
  }

  /// Gives up: the rest of the text is not looked at.
  mutating func abort() {
    isAborted = true
    index = tokens.count - 1
  }

  /// Opens a construct that may hold others of its kind.
  mutating func enter() throws(SyntaxError) {
    depth += 1
    guard depth <= Parser.depthMax else { throw tooDeep() }
  }

  /// Closes a construct.
  mutating func leave() {
    depth -= 1
  }

  /// Makes an expression that stands one above the highest of its operands.
  mutating func node(
    _ kind: Expression.Kind, _ span: SourceSpan, above operandHeight: Int
  ) throws(SyntaxError) -> Expression {
    height = operandHeight + 1
    guard height <= Parser.heightMax else { throw tooDeep() }
    return Expression(kind, span: span)
  }

  private mutating func tooDeep() -> SyntaxError {
    let error = SyntaxError(kind: .structure(.tooDeep), span: token.span)
    record(error)
    abort()
    return error
  }

  /// The span from an offset to the end of the token taken last.
  func span(from start: Int) -> SourceSpan {
    SourceSpan(start, max(start, previousEnd))
  }

  /// Skips to the next clause, end, set operator, semicolon, or closing bracket not opened here.
  mutating func skipToClause() {
    skip { parser in
      switch parser.keyword?.place {
      case .clause, .end, .setOperator: true
      case .time, .operator, .literal, .statement, .part, nil: false
      }
    }
  }

  /// Skips to the next semicolon, or the closing bracket of the bracket open here.
  mutating func skipToClosing() {
    skip { _ in false }
  }

  /// Skips to the next semicolon.
  mutating func skipToSemicolon() {
    while !isAtEnd, !at(.semicolon) {
      advance()
    }
  }

  private mutating func skip(until isWanted: (Parser) -> Bool) {
    var open = 0
    while !isAtEnd, !at(.semicolon) {
      if at(.leftParenthesis) || at(.leftBrace) {
        open += 1
      } else if at(.rightParenthesis) || at(.rightBrace) {
        guard open > 0 else { return }
        open -= 1
      } else if open == 0, isWanted(self) {
        return
      }
      advance()
    }
  }
}
