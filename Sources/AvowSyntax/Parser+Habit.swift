internal import AvowDiagnostics

/// What other languages have taught: each habit is understood, reported with its mending, and
/// parsing goes on as if it were mended.
extension Parser {
  /// A clause of another language, what it is called here, and the words to write.
  private static let foreignClauses: [String: (keyword: Keyword, replacement: String)] = [
    "having": (.where, "where"), "filter": (.where, "where"),
    "sort": (.order, "order by"), "orderby": (.order, "order by"),
    "order_by": (.order, "order by"), "arrange": (.order, "order by"),
    "groupby": (.group, "group by"), "group_by": (.group, "group by"),
    "project": (.select, "select"), "columns": (.select, "select"), "return": (.select, "select"),
    "take": (.limit, "limit"), "head": (.limit, "limit"), "fetch": (.limit, "limit"),
    "uniq": (.distinct, "distinct"), "unique": (.distinct, "distinct"),
    "unnest": (.expand, "expand"), "explode": (.expand, "expand"), "flatten": (.expand, "expand"),
    "mutate": (.derive, "derive"), "extend": (.derive, "derive"), "compute": (.derive, "derive"),
  ]

  /// What people put before the source as if to give an order.
  private static let leadingWords: Set<String> = [
    "show", "list", "display", "print", "get", "find", "fetch", "give", "describe", "tell",
  ]

  /// What may stand between such an order and the source: `show me all pledges`.
  private static let leadingFillers: Set<String> = ["me", "us", "all", "the", "every"]

  /// Skips `from`, or an order such as `show`, in front of the source.
  mutating func leadingWord() -> Bool {
    switch token.kind {
    case .word(.from): break
    case .word(nil) where token.span.length <= 8, .word(.list):
      let isFollowedByName = [.word(nil), .quotedName].contains(peek().kind)
      let word = Name.canonical(of: source.text(of: token.span))
      guard isFollowedByName, Parser.leadingWords.contains(word) else { return false }
    case .word, .quotedName, .number, .date, .text, .parameter, .currency, .symbol, .end:
      return false
    }
    let start = token.span.start
    let written = source.text(of: token.span)
    let span = advance().span
    if noteLeadingCommand(Name.canonical(of: written), from: start) { return true }
    while token.kind == .word(nil), isName(peek()),
      Parser.leadingFillers.contains(Name.canonical(of: source.text(of: token.span)))
    {
      advance()
    }
    let removed = SourceSpan(start, token.span.start)
    let rest = source.text(of: SourceSpan(token.span.start, max(token.span.end, leadingSelectEnd)))
    note(.leadingWord(written, removed: removed, rest: rest), span)
    return true
  }

  /// Notes `show tables` and `describe pledges`, which commands do; false for anything else.
  private mutating func noteLeadingCommand(_ order: String, from start: Int) -> Bool {
    guard isName(token), peek().kind == .end || peek().kind == .symbol(.semicolon) else {
      return false
    }
    let name = Name.canonical(of: source.text(of: token.span))
    let command: String
    if order == "describe" {
      command = ".schema \(name)"
    } else if ["tables", "relations", "views", "schema", "schemas"].contains(name) {
      command = name.hasPrefix("schema") ? ".schema" : ".tables"
    } else {
      return false
    }
    note(.leadingCommand(command), SourceSpan(start, token.span.end))
    return true
  }

  /// `pledges by country` and `pledges count`: a clause without its first word.
  mutating func headlessClause(into pipeline: inout Pipeline) throws(SyntaxError) -> Bool {
    let keyword: Keyword
    if at(.by), beginsExpression(peek()) {
      note(.foreignClause("by", replacement: "group by"), token.span)
      keyword = .group
    } else if token.kind == .word(nil), !beginsExpression(peek()), peek().kind != .word(.by),
      source.text(of: token.span).lowercased() == "count"
    {
      note(.foreignClause("count", replacement: "select count"), token.span)
      keyword = .select
    } else {
      return false
    }
    pipeline.clauses.append(try clause(keyword, keywordSpan: token.span))
    return true
  }

  /// Takes a clause that begins with a word of another language.
  mutating func foreignClause(into pipeline: inout Pipeline) throws(SyntaxError) -> Bool {
    guard case .word(nil) = token.kind, token.span.length <= 10 else { return false }
    let written = Name.canonical(of: source.text(of: token.span))
    guard let known = Parser.foreignClauses[written] else { return false }
    let isByWritten = peek().kind == .word(.by)
    guard beginsExpression(peek()) || isByWritten || peek().kind == .symbol(.star) else {
      return false
    }
    let keywordSpan = token.span
    let wantsBy = known.replacement.hasSuffix(" by")
    let replacement = isByWritten && wantsBy ? known.keyword.spelling : known.replacement
    note(.foreignClause(written, replacement: replacement), keywordSpan)
    advance()
    pipeline.clauses.append(try clause(known.keyword, keywordSpan: keywordSpan))
    if wantsBy, !isByWritten {
      // The replacement brings the `by` that the clause missed.
      errors.removeAll { error in
        if case .structure(.missingBy) = error.kind { error.span == keywordSpan } else { false }
      }
    }
    return true
  }

  /// `select … from source …`; nil when no `from` follows.
  mutating func leadingSelect() throws(SyntaxError) -> Pipeline? {
    guard hasFromAhead else { return nil }
    let keywordSpan = advance().span
    if at(.distinct) {
      advance()
    }
    let itemsStart = token.span.start
    let items = try selectItems()
    let itemsText = source.text(of: span(from: itemsStart))
    guard at(.from) else { throw expected(["from"]) }
    advance()
    let removed = SourceSpan(keywordSpan.start, token.span.start)
    let selectSpan = span(from: keywordSpan.start)
    let value = try expression()
    sourceEnd = value.span.end
    var pipeline = Pipeline(source: value, span: value.span)
    let place = leadingSelectEnd
    var edits = [Fix.Edit(removed, "")]
    if itemsText != "*" {
      edits.append(Fix.Edit(SourceSpan(place, place), " select \(itemsText)"))
      pipeline.clauses = [Clause(.select(items), span: selectSpan, keywordSpan: keywordSpan)]
    }
    let rest = source.text(of: SourceSpan(value.span.start, place))
    let mended = itemsText == "*" ? rest : "\(rest) select \(itemsText)"
    let isShort = mended.count <= 80 && !mended.contains("\n")
    let title = isShort ? "write \(mended)" : "begin with the source"
    note(.leadingSelect(fix: Fix(title, edits)), selectSpan)
    return pipeline
  }

  /// Whether `from` comes before the next clause or bracket's end.
  private var hasFromAhead: Bool {
    var distance = 1
    var open = 0
    while distance < 200, peek(distance).kind != .end {
      switch peek(distance).kind {
      case .word(.from): return true
      case .symbol(.leftParenthesis): open += 1
      case .symbol(.rightParenthesis):
        guard open > 0 else { return false }
        open -= 1
      case .symbol(.semicolon): return false
      case .word, .quotedName, .number, .date, .text, .parameter, .currency, .symbol, .end: break
      }
      distance += 1
    }
    return false
  }

  /// Where the query ends whose source was just taken: before what cannot belong to it.
  private var leadingSelectEnd: Int {
    var distance = 0
    var open = 0
    var end = previousEnd
    while true {
      let next = peek(distance)
      switch next.kind {
      case .end, .symbol(.semicolon): return end
      case .word(let keyword) where open == 0 && keyword?.place == .end: return end
      case .word(let keyword) where open == 0 && keyword?.place == .setOperator: return end
      case .symbol(.leftParenthesis): open += 1
      case .symbol(.rightParenthesis):
        guard open > 0 else { return end }
        open -= 1
      case .word, .quotedName, .number, .date, .text, .parameter, .currency, .symbol: break
      }
      end = next.span.end
      distance += 1
    }
  }

  /// `order -x`; nil when what follows is no expression.
  mutating func orderMinus() throws(SyntaxError) -> [OrderKey]? {
    guard beginsExpression(peek()) else { return nil }
    let minus = advance().span
    let value = try postfix()
    let end = value.span.end
    let fix = Fix(
      "write order by … desc",
      [
        Fix.Edit(SourceSpan(minus.start, value.span.start), "by "),
        Fix.Edit(SourceSpan(end, end), " desc"),
      ])
    note(.orderMinus(fix: fix), minus)
    return [OrderKey(value: value, direction: .descending, span: value.span)]
  }

  /// Notes `= unknown`, `!= none`, `= null`.
  mutating func noteState(_ right: Expression, isNegated: Bool, _ operatorSpan: SourceSpan) {
    let word: String
    if case .unknown = right.kind {
      word = isNegated ? "is not unknown" : "is unknown"
    } else if case .none = right.kind {
      word = isNegated ? "is not none" : "is none"
    } else if case .name(let name) = right.kind, name.canonical == "null", !name.isQuoted {
      word = isNegated ? "is known" : "is not known"
    } else {
      return
    }
    let replaced = operatorSpan.union(right.span)
    let written = source.text(of: right.span)
    note(.equalsState(written, replacement: word, replaced: replaced), replaced)
  }

  /// `is null`, `is france`, `is in (…)`: what `is` does not stand before.
  mutating func foreignTest(
    of left: Expression, isNegated: Bool, isStart: Int
  ) throws(SyntaxError) -> Expression {
    let isSpan = span(from: isStart)
    if case .word(nil) = token.kind, source.text(of: token.span).lowercased() == "null" {
      advance()
      let replaced = span(from: isStart)
      note(.isNull(isNegated: isNegated, replaced: replaced), replaced)
      return try node(
        .test(StateTest(operand: left, isNegated: !isNegated, kind: .known)),
        span(from: left.span.start), above: height)
    }
    if isAtComparison, !at(.is) {
      let removed = SourceSpan(isStart, isNegated ? tokens[index - 1].span.start : token.span.start)
      note(.isBeforeOperator(removed: removed), isSpan)
      return try comparison(of: left)
    }
    guard beginsExpression(token) else {
      offer(.keyword(.known))
      throw expected(isNegated ? ["known", "unknown", "none"] : ["known", "unknown", "not"])
    }
    let leftHeight = height
    let right = try arithmetic()
    note(.isValue(isNegated: isNegated, replaced: isSpan), isSpan)
    let comparison = Comparison(
      left: left, operator: isNegated ? .notEqual : .equal, operatorSpan: isSpan, right: right)
    return try node(
      .comparison(comparison), span(from: left.span.start), above: max(leftHeight, height))
  }

  /// `1 < x < 5`: understood as `1 < x and x < 5`.
  mutating func chain(after first: Expression) throws(SyntaxError) -> Expression {
    var operands = [first]
    var tallest = height
    while isAtComparison, let last = operands.last {
      let shared = rightmost(of: last)
      noteChain(after: operands[0], shared: shared)
      height = tallest
      operands.append(try comparison(of: shared))
      tallest = max(tallest, height)
    }
    return try node(.and(operands), span(from: first.span.start), above: tallest)
  }

  private mutating func noteChain(after first: Expression, shared: Expression) {
    let fix: Fix
    if at(.is) {
      let (start, end) = (first.span.start, previousEnd)
      fix = Fix(
        "put brackets around what comes before is",
        [Fix.Edit(SourceSpan(start, start), "("), Fix.Edit(SourceSpan(end, end), ")")])
    } else {
      let place = SourceSpan(shared.span.end, shared.span.end)
      let text = source.text(of: shared.span)
      fix = Fix("join the two with and", replacing: place, with: " and \(text)")
    }
    note(.chainedComparison(fix: fix), token.span)
  }

  /// The operand on the right end of a comparison.
  private func rightmost(of expression: Expression) -> Expression {
    if case .comparison(let comparison) = expression.kind { return comparison.right }
    if case .between(let between) = expression.kind { return between.high }
    return expression
  }
}
