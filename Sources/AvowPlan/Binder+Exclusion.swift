internal import AvowDiagnostics
internal import AvowModel
internal import AvowSyntax

extension Binder {
  /// Binds what follows `why not`: a value of the first column, the name of a row, or a condition
  /// on the columns of the answer or the fields of its source.
  mutating func bindExclusion(
    _ wanted: Expression, of pipeline: inout BoundPipeline
  ) throws(BindError) -> BoundExclusion {
    let condition: PlanExpression
    var words = text(of: wanted)
    switch wanted.kind {
    case .name, .text, .number, .date, .percent, .negative, .boolean:
      let column = pipeline.columns(in: self).first
      condition = try bindExcludedValue(wanted, column, of: pipeline)
      if let column, !condition.isAboutRow { words = "\(column.label ?? column.name) = \(words)" }
    default:
      condition = try bindExcludedCondition(wanted, of: pipeline)
    }
    return BoundExclusion(
      query: pipeline.boundQuery(in: self), condition: condition, text: words)
  }

  /// A condition on the answer, else on the rows of the source.
  private mutating func bindExcludedCondition(
    _ wanted: Expression, of pipeline: BoundPipeline
  ) throws(BindError) -> PlanExpression {
    var trial = self
    do {
      let condition = try trial.bindCondition(wanted, scope: Scope(frames: [pipeline.frame]))
      self = trial
      return condition
    } catch {
      guard let frame = pipeline.sourceFrame, frame.row != nil else { throw error }
      do {
        return try bindCondition(wanted, scope: Scope(frames: [frame]))
      } catch let second {
        // The answer's own columns are what the user sees.
        switch error.kind {
        case .row, .table: throw second
        case .name, .type, .limit: throw error
        }
      }
    }
  }

  /// A value of the first column, or the id, label or alias of a row.
  private mutating func bindExcludedValue(
    _ wanted: Expression, _ column: Frame.NamedColumn?, of pipeline: BoundPipeline
  ) throws(BindError) -> PlanExpression {
    guard let column else { return try bindExcludedCondition(wanted, of: pipeline) }
    let span = wanted.span
    let type = column.value.type
    if let word = wanted.word {
      if let position = try position(of: word, type: type.scalar, at: span) {
        let value = constant(position, type.scalar, at: span)
        guard type.element == nil else {
          return try compare(Operands(left: column.value, right: value, span: span), .equal)
        }
        // Just this value, not what is narrower: those are rows of their own.
        return PlanExpression(
          .isIdentical(column.value, value), .boolean, at: place(span))
      }
      if let row = try namedRow(word, of: pipeline, at: span) { return row }
      if type == .text {
        let pattern = PlanExpression(.constant(.text(word)), .text, at: place(span))
        return PlanExpression(
          .matchText(.like, column.value, pattern), .boolean, at: place(span))
      }
      if case .name(let name) = wanted.kind, isCondition(name, of: pipeline) {
        return try bindExcludedCondition(wanted, of: pipeline)
      }
      guard !type.scalar.hasNamedValues else {
        throw unknownValue(word, type: type.scalar, field: column.value, at: span)
      }
    }
    let value = try bindOpposite(wanted, to: column.value, scope: Scope(frames: [pipeline.frame]))
    return try compare(Operands(left: column.value, right: value, span: span), .equal)
  }

  /// That a row of the answer, or of its source, is the one of an id, label or alias.
  private func namedRow(
    _ word: String, of pipeline: BoundPipeline, at span: SourceSpan
  ) throws(BindError) -> PlanExpression? {
    guard let rows = pipeline.rows,
      let position = try position(of: word, type: .reference(rows.relation), at: span)
    else { return nil }
    let row = PlanExpression(.row(rows.row), .reference(rows.relation), at: place(span))
    let value = constant(position, row.type, at: span)
    return PlanExpression(.isIdentical(row, value), .boolean, at: place(span))
  }

  /// Whether a word is true or false by itself.
  private func isCondition(_ name: Name, of pipeline: BoundPipeline) -> Bool {
    [pipeline.frame, pipeline.sourceFrame].compactMap(\.self).contains { frame in
      var trial = self
      let value = try? trial.bindName(name, scope: Scope(frames: [frame]))
      return value?.type == .boolean
    }
  }
}

extension PlanExpression {
  /// Whether the condition says which row it is.
  fileprivate var isAboutRow: Bool {
    switch kind {
    case .isIdentical(let left, _):
      if case .row = left.kind { true } else { false }
    case .column, .field: type == .boolean
    default: false
    }
  }
}

extension Expression {
  /// The word that an expression consists of.
  fileprivate var word: String? {
    switch kind {
    case .name(let name): name.written
    case .text(let text): text
    default: nil
    }
  }
}
