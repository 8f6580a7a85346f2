internal import AvowDiagnostics

extension Parser {
  // query = pipeline { ( "union" | "except" | "intersect" ) pipeline }
  mutating func query() throws(SyntaxError) -> Query {
    let start = token.span.start
    let first = try pipeline()
    var operations: [SetOperation] = []
    var tallest = height
    while let keyword, let setOperator = SetOperation.Operator(rawValue: keyword.spelling) {
      let operatorSpan = advance().span
      let pipeline = try pipeline()
      tallest = max(tallest, height)
      operations.append(
        SetOperation(setOperator, operatorSpan: operatorSpan, pipeline: pipeline))
    }
    offerAll(of: .setOperator)
    height = tallest
    return Query(first: first, operations: operations, span: span(from: start))
  }

  // pipeline = expression { time } { [ "|" ] clause }
  private mutating func pipeline() throws(SyntaxError) -> Pipeline {
    let outerSourceEnd = sourceEnd
    let outerState = recorder?.enterPipeline()
    defer {
      sourceEnd = outerSourceEnd
      recorder?.leavePipeline(to: outerState)
    }
    let start = token.span.start
    var pipeline = try head()
    var tallest = height
    recorder?.begin(pipeline, isBracketed: bracketCount > 0)
    try times(into: &pipeline)
    while try clause(into: &pipeline) {
      tallest = max(tallest, height)
      recorder?.update(pipeline)
    }
    height = tallest
    pipeline.span = span(from: start)
    return pipeline
  }

  /// The source of a pipeline, and what habit puts before it.
  private mutating func head() throws(SyntaxError) -> Pipeline {
    var times: [TimeClause] = []
    if leadingWord() {
      // What follows is the source.
    } else if at(.select), let pipeline = try leadingSelect() {
      return pipeline
    } else if isAtTime {
      isUnitExpected = false
      times = [try timeClause()]
      isUnitExpected = true
    }
    if let keyword, keyword.place == .clause {
      throw error(.clauseWithoutSource(keyword))
    }
    let sourceStart = token.span.start
    if recorder?.opposite == nil {
      offer(.relation)
    }
    let value = try expression()
    sourceEnd = value.span.end
    if let time = times.first {
      let moved = SourceSpan(time.span.start, sourceStart)
      let text = source.text(of: time.span)
      note(.timeBeforeSource(text: text, moved: moved, to: sourceEnd), time.span)
    }
    return Pipeline(source: value, times: times, span: value.span)
  }

  private mutating func times(into pipeline: inout Pipeline) throws(SyntaxError) {
    while true {
      offer(.keyword(.as))
      offer(.keyword(.during))
      if isAtTime {
        pipeline.times.append(try timeClause())
      } else if at(.as), isName(peek()) {
        note(.sourceAlias, SourceSpan(token.span.start, peek().span.end))
        advance()
        advance()
      } else {
        return
      }
    }
  }

  /// Whether a time clause begins here.
  var isAtTime: Bool {
    if at(.during) { return true }
    guard at(.as) else { return false }
    return [.word(.of), .word(.known), .end].contains(peek().kind)
  }

  // time = "as" "of" sum | "as" "known" "on" sum | "during" sum
  mutating func timeClause() throws(SyntaxError) -> TimeClause {
    let start = token.span.start
    let kind: TimeClause.Kind
    if advance().kind == .word(.during) {
      kind = .during
    } else if consume(.of) {
      kind = .asOf
    } else if consume(.known) {
      try expect(.on)
      kind = .asKnownOn
    } else {
      throw expected(["of", "known"])
    }
    recorder?.enter(.as)
    let date = try arithmetic()
    return TimeClause(kind, date: date, span: span(from: start))
  }

  /// Takes one clause, or whatever stands in its place; false when the pipeline ends here.
  private mutating func clause(into pipeline: inout Pipeline) throws(SyntaxError) -> Bool {
    offerAll(of: .clause)
    let openDepth = depth
    let openBrackets = bracketCount
    let startIndex = index
    do throws(SyntaxError) {
      if at(.pipe) {
        return try clauseAfterPipe(into: &pipeline)
      }
      if let keyword, keyword.place == .clause {
        pipeline.clauses.append(try clause(keyword, keywordSpan: advance().span))
        return true
      }
      return try otherThanClause(into: &pipeline)
    } catch {
      record(error)
      depth = openDepth
      bracketCount = openBrackets
      if index == startIndex {
        advance()
      }
      skipToClause()
      return true
    }
  }

  private mutating func clauseAfterPipe(into pipeline: inout Pipeline) throws(SyntaxError) -> Bool {
    if case .word(let keyword) = peek().kind, keyword?.place == .end, bracketCount == 0 {
      return false
    }
    advance()
    offerAll(of: .clause)
    offerAll(of: .end)
    guard let keyword, keyword.place == .clause else {
      if try takesHabit(&pipeline) { return true }
      throw error(.expectedClause(found: found, nearest: nearestClause))
    }
    pipeline.clauses.append(try clause(keyword, keywordSpan: advance().span))
    return true
  }

  /// What may follow a pipeline, or a mistake.
  private mutating func otherThanClause(into pipeline: inout Pipeline) throws(SyntaxError) -> Bool {
    switch token.kind {
    case .end, .symbol(.semicolon):
      return false
    case .symbol(.comma), .symbol(.rightParenthesis), .symbol(.rightBrace):
      guard bracketCount == 0 else { return false }
      try strayPunctuation(after: pipeline)
      return true
    case .word(let keyword) where keyword?.place == .setOperator:
      return false
    case .symbol(.percent):
      throw error(.loosePercent)
    case .word(let keyword?) where keyword.place == .end:
      guard bracketCount > 0 else { return false }
      throw error(.endInsideBrackets(keyword))
    case .word, .quotedName, .number, .date, .text, .parameter, .currency, .symbol:
      break
    }
    if try takesHabit(&pipeline) { return true }
    if bracketCount == 0, token.startsLine, beginsExpression(token) || at(.let) || at(.param) {
      let end = SourceSpan(previousEnd, previousEnd)
      record(error(.missingSemicolon(at: end)))
      return false
    }
    if let missing = missingWord(after: pipeline.clauses.last) { throw error(missing) }
    throw bracketCount > 0 && !isAtEnd && !isName(token)
      ? expected([",", ")"]) : error(.expectedClause(found: found, nearest: nearestClause))
  }

  private mutating func takesHabit(
    _ pipeline: inout Pipeline
  ) throws(SyntaxError) -> Bool {
    if try foreignClause(into: &pipeline) { return true }
    if try headlessClause(into: &pipeline) { return true }
    return try misplacedTime(into: &pipeline)
  }

  private mutating func strayPunctuation(after pipeline: Pipeline) throws(SyntaxError) {
    if at(.comma), case .filter(let condition) = pipeline.clauses.last?.kind {
      let habit = valuesJoinedByComma(after: condition) ?? .conditionsJoinedByComma
      throw SyntaxError(kind: .habit(habit), span: token.span)
    }
    guard !at(.comma) else { throw expected(["a clause", ";"]) }
    record(error(.strayBracket(found)))
    advance()
  }

  /// A time clause after another clause: a habit.
  private mutating func misplacedTime(into pipeline: inout Pipeline) throws(SyntaxError) -> Bool {
    guard isAtTime else { return false }
    let end = previousEnd
    let place = sourceEnd
    let time = try timeClause()
    let text = source.text(of: time.span)
    note(
      .timeAfterClause(text: text, moved: SourceSpan(end, time.span.end), to: place), time.span)
    pipeline.times.append(time)
    return true
  }

  /// The keyword of a clause that the present word may be meant for.
  var nearestClause: Keyword? {
    guard case .word(nil) = token.kind, token.span.length <= 20 else { return nil }
    let word = Name.canonical(of: source.text(of: token.span))
    let clauses = Keyword.all.filter { $0.place == .clause || $0.place == .end }
    let near = EditDistance.suggestions(
      for: word, among: clauses.map(\.keyword.spelling), limit: 1)
    return near.first.flatMap(Keyword.named)
  }
}
