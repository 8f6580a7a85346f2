internal import AvowDiagnostics

/// Notes, while the text before a place is parsed, what may follow at its end.
///
/// It is a reference, so that the parser stays small: it is copied on many a path.
final class CompletionRecorder {
  var statements: [Statement] = []
  var pipelines: [Pipeline] = []
  var clause: Keyword?
  var opposite: Expression?
  var base: Expression?
  var function: Name?
  var argumentIndex = 0
  private var isClosed = false
  private(set) var snapshot: CompletionContext?

  /// Stops taking notes: what follows a mistake is guesswork.
  func close() {
    isClosed = true
  }

  /// Notes what may follow; the first note fixes where the place is.
  func note(_ category: CompletionCategory, at offset: Int) {
    guard !isClosed else { return }
    if snapshot == nil {
      snapshot = CompletionContext(
        partialWord: "", partialSpan: SourceSpan(offset, offset), isInText: false, categories: [],
        clause: clause, pipelines: pipelines, statements: statements, opposite: opposite,
        base: base, function: function, argumentIndex: argumentIndex)
    }
    if snapshot?.categories.contains(category) == false {
      snapshot?.categories.append(category)
    }
  }

  /// What is put aside while a pipeline or a call within another construct is parsed.
  struct Outer {
    var pipelineCount: Int
    var clause: Keyword?
    var opposite: Expression?
    var function: Name?
    var argumentIndex: Int
  }

  private var outer: Outer {
    Outer(
      pipelineCount: pipelines.count, clause: clause, opposite: opposite, function: function,
      argumentIndex: argumentIndex)
  }

  func enterPipeline() -> Outer {
    let outer = outer
    clause = nil
    return outer
  }

  func leavePipeline(to outer: Outer?) {
    guard let outer else { return }
    pipelines.removeLast(max(0, pipelines.count - outer.pipelineCount))
    clause = outer.clause
    opposite = outer.opposite
  }

  /// The source of a pipeline was parsed.
  ///
  /// Right after a source a clause is likelier than an operator, unless brackets are around it.
  func begin(_ pipeline: Pipeline, isBracketed: Bool) {
    pipelines.append(pipeline)
    opposite = nil
    guard !isClosed, !isBracketed, snapshot != nil else { return }
    snapshot?.pipelines = pipelines
    snapshot?.categories.removeAll { category in
      if case .keyword(let keyword) = category { keyword.place == .operator } else { false }
    }
  }

  /// A clause of the innermost pipeline was parsed.
  func update(_ pipeline: Pipeline) {
    if let last = pipelines.indices.last {
      pipelines[last] = pipeline
    }
    clause = nil
  }

  /// A clause begins.
  func enter(_ keyword: Keyword) {
    clause = keyword
    opposite = nil
  }

  func enterCall(_ name: Name) -> Outer {
    let outer = outer
    function = name
    argumentIndex = 0
    opposite = nil
    return outer
  }

  func nextArgument() {
    argumentIndex += 1
  }

  func leaveCall(to outer: Outer?) {
    guard let outer else { return }
    function = outer.function
    argumentIndex = outer.argumentIndex
    opposite = outer.opposite
  }
}

extension Parser {
  /// Notes for completion that something may stand here, when the text ends here.
  mutating func offer(_ category: CompletionCategory) {
    guard recorder != nil, isAtEnd else { return }
    let offset = token.span.start
    recorder?.note(category, at: offset)
  }

  /// Notes that any keyword of a place may stand here.
  mutating func offerAll(of place: Keyword.Place) {
    guard recorder != nil, isAtEnd else { return }
    for entry in Keyword.all where entry.place == place && (place != .end || bracketCount == 0) {
      offer(.keyword(entry.keyword))
    }
  }

  /// Notes that an operand may stand here.
  mutating func offerOperand() {
    guard recorder != nil, isAtEnd else { return }
    if recorder?.opposite != nil {
      offer(.value)
    }
    if recorder?.pipelines.isEmpty == true {
      offer(.relation)
    }
    for category in [CompletionCategory.field, .function, .parameter, .relation] {
      offer(category)
    }
    for entry in Keyword.all where entry.place == .literal {
      offer(.literal(entry.keyword))
    }
    offer(.keyword(.not))
  }

  /// Notes that a statement may begin here.
  mutating func offerStatement() {
    offer(.relation)
    for keyword in [Keyword.let, .param, .assert] {
      offer(.keyword(keyword))
    }
  }
}
