internal import AvowDataset
internal import AvowDiagnostics
internal import AvowEngine
internal import AvowModel
internal import AvowPlan

/// The running of one bound statement.
struct Run {
  let catalog: Catalog
  let text: QueryText
  let stamp: Stamp
  /// The copies of the documents, nil where none are at hand.
  let documents: DocumentFolder?
  /// What the statement was warned of.
  var warnings: [Diagnostic] = []
  let isCancelled: @Sendable () -> Bool

  /// How many rows `why` explains, and how many `cite` cites.
  private static let explainedRows = (why: 20, cite: 100)
  private static let limits = ProvenanceLimits(records: 50)

  func outcomes(of bound: BoundStatement) throws(EvaluationError) -> [Outcome] {
    switch bound {
    case .query(let query): return [.answer(try answer(to: query))]
    case .explain(let query): return [.plan(query.description(in: catalog.schema))]
    case .definition(let name): return [.defined(name)]
    case .member(let member): return [.defined("$" + member.name)]
    case .assertion(let assertion):
      var found = try answer(to: assertion.counterexamples)
      guard found.rowCount > 0 else { return [.held] }
      found.table.notes = try answer(to: assertion.undecided).table.notes
      return [.refuted(message: assertion.message, counterexamples: found)]
    case .why(let query, let span): return try why(query, at: span)
    case .whyNot(let exclusion): return [.answer(try whyNot(exclusion))]
    case .cite(let query):
      let answer = try answer(to: query)
      let rows = 0..<min(answer.rowCount, Self.explainedRows.cite)
      return [.answer(try explained(answer, query, rows, isCited: true))]
    }
  }

  /// What is wrong with a value that must be a row of a view; nil where nothing is.
  func complaint(about member: BoundMember) throws(EvaluationError) -> Diagnostic? {
    let found = try answer(to: member.query).table
    // A row of which it is not known whether the view has it is let in.
    let isUndecided = found.notes.contains { if case .undecided = $0 { true } else { false } }
    return found.rowCount >= member.count || isUndecided ? nil : member.complaint
  }

  /// One row of an answer explained.
  func explanation(
    of answer: Answer, _ query: BoundQuery, row: Int, isCited: Bool
  ) throws(EvaluationError) -> Answer {
    guard isCited else { return try explained(answer, query, row..<row + 1, isCited: false) }
    return try explained(
      Answer(table: answer.table.row(row), database: answer.database), query, row..<row + 1,
      isCited: true)
  }

  private func why(_ query: BoundQuery, at span: SourceSpan) throws(EvaluationError) -> [Outcome] {
    let answer = try answer(to: query)
    let rows = 0..<min(answer.rowCount, Self.explainedRows.why)
    let explanation = try explained(answer, query, rows, isCited: false)
    guard answer.rowCount == 0 else { return [.answer(explanation)] }
    let complaint = EvaluationError(.noRows, at: span).diagnostic
    return [.warned(Complaint.all([complaint], in: text.source)), .answer(explanation)]
  }

  /// An answer with what some of its rows rest on, as references or in a table of its own.
  private func explained(
    _ answer: Answer, _ query: BoundQuery, _ rows: Range<Int>, isCited: Bool
  ) throws(EvaluationError) -> Answer {
    let found = try provenance(of: query, rows, isCited: isCited)
    if !rows.isEmpty, found.isEmpty {
      throw EvaluationError(.noRecords, at: query.output.first?.value.span ?? SourceSpan(0, 0))
    }
    let table =
      isCited
      ? try answer.table.cited(by: found, in: catalog.database, reading: reading)
      : try answer.table.explained(by: found, in: catalog.database, reading: reading)
    var explanation = Answer(table: table, database: catalog.database)
    explanation.explained = [answer]
    return explanation
  }

  /// What rows of an answer rest on; the card of a row cites what it counts only where it has
  /// nothing else to cite.
  private func provenance(
    of query: BoundQuery, _ rows: Range<Int>, isCited: Bool
  ) throws(EvaluationError) -> Provenance {
    guard !rows.isEmpty else { return Provenance(rows: []) }
    func find(_ query: BoundQuery) throws(EvaluationError) -> Provenance {
      try AvowEngine.provenance(
        of: query, rows: rows, in: catalog.database, limits: Self.limits, context: context)
    }
    guard isCited, query.presentation == .card else { return try find(query) }
    var own = query
    own.output.removeAll(where: \.isOmittedWhenZero)
    let found = try find(own)
    let hasPassages = found.rows.contains { $0.records.contains { !$0.passages.isEmpty } }
    return hasPassages ? found : try find(query)
  }

  /// How passages are looked up in the documents at hand.
  private var reading: PassageReading? {
    guard let documents else { return nil }
    return { row in
      documents.passage(of: row).flatMap(Reference.Reading.init)
    }
  }

  private func whyNot(_ exclusion: BoundExclusion) throws(EvaluationError) -> Answer {
    let found = try removal(
      of: exclusion, in: catalog.database, limits: Self.limits, context: context)
    return Answer(
      table: try found.table(in: catalog.database, stamp: stamp), database: catalog.database)
  }

  private func answer(to query: BoundQuery) throws(EvaluationError) -> Answer {
    var table = try execute(query, in: catalog.database, context: context, stamp: stamp)
    table.warnings = warnings.map { placed(ResultWarning($0)) }
    table.notes = table.notes.map { note in
      if case .warning(let warning) = note { .warning(placed(warning)) } else { note }
    }
    return Answer(
      table: table, database: catalog.database,
      origin: Answer.Origin(query: query, text: text))
  }

  /// A warning with its line and column.
  private func placed(_ warning: ResultWarning) -> ResultWarning {
    var result = warning
    let position = SourcePosition(of: warning.bytes.lowerBound, in: text.source)
    result.place = ResultWarning.Place(
      file: text.source.name, line: position.line, column: position.column)
    return result
  }

  private var context: ExecutionContext {
    ExecutionContext(today: stamp.today, isCancelled: isCancelled)
  }
}

extension ResultWarning {
  /// Makes a warning of a diagnostic.
  fileprivate init(_ diagnostic: Diagnostic) {
    self.init(
      code: diagnostic.code.code, message: diagnostic.message, hint: diagnostic.hint,
      bytes: diagnostic.span.start..<diagnostic.span.end)
  }
}

extension Reference.Reading {
  /// Makes a reading of what became of a passage, nil where its document is not at hand.
  fileprivate init?(_ passage: Passage) {
    let sentence = passage.context.map { context in
      Reference.MarkedSentence(
        before: (context.isCutBefore ? "… " : "") + context.before.onOneLine,
        marked: context.marked.onOneLine,
        after: context.behind.onOneLine + (context.isCutBehind ? " …" : ""))
    }
    switch passage.state {
    case .asRecorded: self.init(sentence: sentence, condition: nil)
    case .moved, .changed: self.init(sentence: sentence, condition: passage.state.words)
    case .documentMissing: return nil
    }
  }
}

extension String {
  /// The text with blanks in the place of line breaks.
  fileprivate var onOneLine: String {
    String(map { $0.isNewline ? " " : $0 })
  }
}
