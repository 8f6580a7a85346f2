internal import AvowDiagnostics

extension Parser {
  /// A clause whose keyword was taken.
  mutating func clause(_ keyword: Keyword, keywordSpan: SourceSpan) throws(SyntaxError) -> Clause {
    recorder?.enter(keyword)
    height = 0
    let kind = try clauseKind(keyword)
    return Clause(kind, span: span(from: keywordSpan.start), keywordSpan: keywordSpan)
  }

  /// The words that begin a clause.
  private enum Verb: String {
    case `where`, derive, group, select, order, limit, top, distinct, expand, pivot, assuming
    case assert, join
  }

  private mutating func clauseKind(_ keyword: Keyword) throws(SyntaxError) -> Clause.Kind {
    switch Verb(rawValue: keyword.spelling) {
    case .where: .filter(try expression())
    case .derive: .derive(try derivations())
    case .group: .group(try groupKeys())
    case .select: .select(try selectItems())
    case .order: .order(try orderClause())
    case .limit: .limit(try limit())
    case .top: try top()
    case .distinct: .distinct(beginsExpression(token) || isAtEnd ? try distinctKeys() : [])
    case .expand: .expand(try key())
    case .pivot: .pivot(try pivot())
    case .assuming: .assuming(try facts())
    case .assert: .assert(try assertion())
    case .join: .join(try join())
    case nil: throw error(.expectedClause(found: keyword.spelling, nearest: nil))
    }
  }

  // name "=" expression { "," name "=" expression }
  private mutating func derivations() throws(SyntaxError) -> [Derivation] {
    var derivations: [Derivation] = []
    var tallest = 0
    repeat {
      let start = token.span.start
      offer(.newName)
      let name = try name()
      try expect(.equal, hint: "derive NAME = VALUE")
      let value = try expression()
      tallest = max(tallest, height)
      derivations.append(Derivation(name: name, value: value, span: span(from: start)))
    } while consume(.comma)
    height = tallest
    return derivations
  }

  // "by" key { "," key }
  private mutating func groupKeys() throws(SyntaxError) -> [Key] {
    try by(after: .group)
    return try keys()
  }

  /// Takes `by`; goes on without it when something that it could stand before is there.
  private mutating func by(after keyword: Keyword) throws(SyntaxError) {
    guard !consume(.by) else { return }
    guard beginsExpression(token) else { throw expected(["by"]) }
    note(.missingBy(keyword), SourceSpan(tokens[index - 1].span.start, previousEnd))
  }

  // key { "," key }
  mutating func keys() throws(SyntaxError) -> [Key] {
    var keys: [Key] = []
    var tallest = 0
    repeat {
      keys.append(try key())
      tallest = max(tallest, height)
    } while consume(.comma)
    height = tallest
    return keys
  }

  private mutating func distinctKeys() throws(SyntaxError) -> [Key] {
    guard isAtEnd else { return try keys() }
    offer(.field)
    return []
  }

  // key = expression [ "as" name ]
  private mutating func key() throws(SyntaxError) -> Key {
    let start = token.span.start
    let value = try expression()
    return Key(value: value, alias: try alias(), span: span(from: start))
  }

  // [ "as" name ]
  private mutating func alias() throws(SyntaxError) -> Name? {
    offer(.keyword(.as))
    guard at(.as), !isAtMisplacedTime else { return nil }
    advance()
    offer(.newName)
    return try name()
  }

  /// Whether a time clause stands where a name would: `as of 2025`, `as known on 2025`.
  private var isAtMisplacedTime: Bool {
    if peek().kind == .word(.known) { return peek(2).kind == .word(.on) }
    guard peek().kind == .word(.of) else { return false }
    switch peek(2).kind {
    case .number, .date, .parameter, .word(.today), .word(.last), .word(.this), .word(.next):
      return true
    case .word, .quotedName, .text, .currency, .symbol, .end:
      return false
    }
  }

  // item { "," item }
  mutating func selectItems() throws(SyntaxError) -> [SelectItem] {
    var items: [SelectItem] = []
    var tallest = 0
    repeat {
      items.append(try item())
      tallest = max(tallest, height)
    } while consume(.comma)
    height = tallest
    return items
  }

  // item = "*" | expression [ "{" item { "," item } "}" ] [ "as" name ]
  private mutating func item() throws(SyntaxError) -> SelectItem {
    let start = token.span.start
    if consume(.star) {
      return SelectItem(.everything, span: span(from: start))
    }
    let value = try expression()
    var tallest = height
    var shape: [SelectItem]?
    if at(.leftBrace) {
      let opening = token.span
      try enter()
      advance()
      // What names mean within is as after a source.
      let outer = recorder?.enterPipeline()
      recorder?.begin(Pipeline(source: value, span: value.span), isBracketed: true)
      recorder?.enter(.select)
      shape = try selectItems()
      guard consume(.rightBrace) else {
        throw unclosed("{", at: opening, expecting: [",", "}"])
      }
      recorder?.leavePipeline(to: outer)
      leave()
      tallest = max(tallest, height + 1)
    }
    height = tallest
    return SelectItem(
      .column(value, shape: shape), alias: try alias(), span: span(from: start))
  }

  // "by" expression [ "asc" | "desc" ] { "," … }
  private mutating func orderClause() throws(SyntaxError) -> [OrderKey] {
    if at(.minus), let keys = try orderMinus() {
      return keys
    }
    try by(after: .order)
    return try orderKeys()
  }

  // expression [ "asc" | "desc" ] { "," … }
  mutating func orderKeys() throws(SyntaxError) -> [OrderKey] {
    var keys: [OrderKey] = []
    var tallest = 0
    repeat {
      let start = token.span.start
      let value = try expression()
      tallest = max(tallest, height)
      let isDescending = consume(.desc)
      if !isDescending {
        _ = consume(.asc)
      }
      keys.append(
        OrderKey(
          value: value, direction: isDescending ? .descending : .ascending,
          span: span(from: start)))
    } while consume(.comma)
    height = tallest
    return keys
  }

  // count [ "per" key { "," key } ] [ "offset" count ]
  private mutating func limit() throws(SyntaxError) -> Limit {
    let count = try count()
    let keys = consume(.per) ? try keys() : []
    let offset = consume(.offset) ? try self.count() : nil
    return Limit(count: count, per: keys, offset: offset)
  }

  // count "by" expression
  private mutating func top() throws(SyntaxError) -> Clause.Kind {
    let count = try count()
    try by(after: .top)
    return .top(count, by: try expression())
  }

  /// Digits, or a parameter.
  private mutating func count() throws(SyntaxError) -> Count {
    let span = token.span
    let text = source.text(of: span)
    switch token.kind {
    case .number where !text.utf8.contains(UInt8(ascii: ".")):
      advance()
      return Count(.digits(NumberLiteral.digits(in: text)), span: span)
    case .parameter:
      return Count(.parameter(parameterName(advance())), span: span)
    case .word, .quotedName, .number, .date, .text, .currency, .symbol, .end:
      offer(.parameter)
      throw error(.wholeNumber(found))
    }
  }

  // "on" postfix [ "in" "(" expression { "," expression } ")" ]
  private mutating func pivot() throws(SyntaxError) -> Pivot {
    try expect(.on, hint: "pivot on KEY")
    let value = try postfix()
    var tallest = height
    guard consume(.in) else { return Pivot(value: value, columns: nil) }
    recorder?.opposite = value
    let opening = token.span
    try expect(.leftParenthesis)
    bracketCount += 1
    var columns: [Expression] = []
    repeat {
      columns.append(try expression())
      tallest = max(tallest, height)
    } while consume(.comma)
    bracketCount -= 1
    guard consume(.rightParenthesis) else {
      throw unclosed("(", at: opening, expecting: [",", ")"])
    }
    recorder?.opposite = nil
    height = tallest
    return Pivot(value: value, columns: columns)
  }

  // fact { "," fact }
  private mutating func facts() throws(SyntaxError) -> [Fact] {
    var facts: [Fact] = []
    while true {
      facts.append(try fact())
      if at(.and) {
        let replaced = SourceSpan(previousEnd, token.span.end)
        note(.factsJoinedByAnd(replaced: replaced), token.span)
        advance()
      } else if !consume(.comma) {
        return facts
      }
    }
  }

  // fact = [ "not" ] name | name "=" ( "true" | "false" | "unknown" )
  private mutating func fact() throws(SyntaxError) -> Fact {
    let start = token.span.start
    offer(.condition)
    var state = Fact.State.holds
    if consume(.not) {
      state = .fails
      offer(.condition)
      return Fact(name: try name(), state: state, span: span(from: start))
    }
    let name = try name()
    if consume(.equal) {
      if consume(.false) {
        state = .fails
      } else if consume(.unknown) {
        state = .unknown
      } else if !consume(.true) {
        throw expected(["true", "false", "unknown"])
      }
    }
    return Fact(name: name, state: state, span: span(from: start))
  }

  // postfix [ "as" name ] "on" expression
  private mutating func join() throws(SyntaxError) -> Join {
    offer(.relation)
    let source = try postfix()
    let tallest = height
    var alias: Name?
    if consume(.as) {
      offer(.newName)
      alias = try name()
    }
    try expect(.on)
    let condition = try expression()
    height = max(tallest, height)
    return Join(source: source, alias: alias, condition: condition)
  }

  /// A bracket whose closing is missing: at the end it is the bracket's fault.
  func unclosed(_ bracket: String, at span: SourceSpan, expecting spellings: [String])
    -> SyntaxError
  {
    guard isAtEnd || at(.semicolon) else { return expected(spellings) }
    return SyntaxError(kind: .structure(.unclosedBracket(bracket)), span: span, isAtEnd: isAtEnd)
  }
}
