internal import AvowDiagnostics
internal import AvowSyntax

/// Bounds on what one statement may ask for, so that no text takes more than its share of time,
/// memory or stack.
extension Binder {
  /// The greatest number of steps of a statement: each nests the plan by one.
  static let stepCountMax = 500
  /// The greatest number of columns of a table.
  static let columnCountMax = 1000
  /// The greatest number of expressions and queries within each other, definitions put in.
  static let nestingMax = 300
  /// The greatest number of errors looked for.
  static let errorCountMax = 5

  /// How many expressions may be bound for a text of a length.
  ///
  /// Each part of a text is bound once, or twice where it is tried first; definitions that are put
  /// in many times, and trials within trials, are what takes more.
  static func effortMax(forLength length: Int) -> Int {
    let (twice, overflow) = length.multipliedReportingOverflow(by: 2)
    return overflow ? .max : twice.addingReportingOverflow(20_000).partialValue
  }

  /// Counts a piece of work; the whole must stay within what the text allows.
  mutating func spend(_ work: Int = 1, at span: SourceSpan) throws(BindError) {
    effort += work
    guard effort <= effortMax else { throw failure(.limit(.tooIntricate), at: span) }
  }

  /// Counts an expression or query that stands within others, until `nestingDepth` is lowered.
  mutating func enter(at span: SourceSpan) throws(BindError) {
    nestingDepth += 1
    guard nestingDepth <= Self.nestingMax else { throw failure(.limit(.tooIntricate), at: span) }
    try spend(at: span)
  }

  /// Counts a clause that adds a step to the plan; filters in a row are one step.
  mutating func countStep(_ clause: Clause) throws(BindError) {
    if case .filter = clause.kind { return }
    stepCount += 1
    guard stepCount <= Self.stepCountMax else {
      throw failure(.limit(.tooManySteps(Self.stepCountMax)), at: clause.keywordSpan)
    }
  }

  /// Rejects a table of more columns than one may have.
  func checkColumnCount(_ count: Int, at span: SourceSpan) throws(BindError) {
    guard count <= Self.columnCountMax else {
      throw failure(.limit(.tooManyColumns(Self.columnCountMax)), at: span)
    }
  }

  /// Starts a list of causes of its own, and gives the list so far to put back afterwards.
  ///
  /// A copy kept aside would be written anew with each cause.
  mutating func setCausesAside() -> [Cause] {
    let outer = causes
    causes = []
    return outer
  }
}
