internal import AvowDiagnostics
internal import AvowModel
internal import AvowSyntax

/// Mistakes whose mending is known.
extension Binder {
  /// `5/1/2025` and `"1 May 2025"` opposite a date.
  func rejectForeignDate(_ expression: Expression) throws(BindError) {
    switch expression.kind {
    case .text(let word): try rejectForeignDate(word, at: expression.span)
    case .arithmetic, .number: try rejectForeignDate(text(of: expression), at: expression.span)
    default: break
    }
  }

  func rejectForeignDate(_ words: String, at span: SourceSpan) throws(BindError) {
    guard let date = WrittenDate(words) else { return }
    throw failure(.type(.foreignDate(date)), at: span)
  }

  /// `country like "%germ%"`: a row or a value is no text; its name is.
  func rejectMatchOfReference(
    _ comparison: Comparison, _ left: PlanExpression
  ) throws(BindError) {
    switch comparison.operator {
    case .contains, .like, .matches: break
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .in, .has, .before,
      .after, .since, .until, .overlaps:
      return
    }
    guard let name = textForm(of: comparison.left, left.type) else { return }
    var edits = [Fix.Edit(comparison.left.span, name)]
    var right = text(of: comparison.right)
    if case .name(let word) = comparison.right.kind {
      right = text(of: Expression(.text(word.written), span: word.span))
      edits.append(Fix.Edit(word.span, right))
    }
    let operation = (comparison.isNegated ? "not " : "") + comparison.operator.rawValue
    let fix = Fix("write \(name) \(operation) \(right)", edits)
    throw failure(
      .type(
        .matchedReference(
          comparison.operator.rawValue, found: noun(for: left.type), fix: fix)),
      at: comparison.left.span)
  }

  /// How the text of a row or a value is written: `country.name`, `text(type)`.
  private func textForm(of expression: Expression, _ type: DataType) -> String? {
    switch expression.kind {
    case .name, .field, .member: break
    default: return nil
    }
    switch type.scalar {
    case .reference(let relation):
      guard let label = schema[relation].label else { return nil }
      return "\(text(of: expression)).\(schema[relation].fields[label].name)"
    case .enumeration: return type.element == nil ? "text(\(text(of: expression)))" : nil
    case .boolean, .integer, .decimal, .text, .date, .quantity, .inventory, .condition, .list,
      .record, .missing:
      return nil
    }
  }

  /// The error about a condition expression compared with a named condition, with what to write.
  func namesWritten(
    _ error: BindError, _ comparison: Comparison, at span: SourceSpan
  ) -> BindError {
    guard case .type(.namedCondition(let word, let left, let right, nil)) = error.kind else {
      return error
    }
    let operation: String
    switch comparison.operator {
    case .equal, .has: operation = comparison.isNegated ? "not has" : "has"
    case .notEqual: operation = "not has"
    case .in: operation = comparison.isNegated ? "not in" : "in"
    case .less, .lessOrEqual, .greater, .greaterOrEqual, .before, .after, .since, .until,
      .overlaps, .contains, .like, .matches:
      return error
    }
    let mended =
      "names(\(text(of: comparison.left))) \(operation) \(text(of: comparison.right))"
    var result = error
    result.kind = .type(
      .namedCondition(
        word, left: left, right: right,
        fix: Fix("write \(mended)", replacing: span, with: mended)))
    return result
  }

  /// Binds a calculation that is a statement by itself.
  ///
  /// Rows are no value to compare: `pledges since 2025-09` lacks `where` and the field.
  mutating func bindBareCalculation(_ source: Expression) throws(BindError) -> PlanExpression {
    do {
      return try bindValue(source, scope: Scope(frames: [Frame(row: nil)]))
    } catch {
      if case .limit = error.kind { throw error }
      throw whereMissing(in: source) ?? error
    }
  }

  private func whereMissing(in source: Expression) -> BindError? {
    guard expansion == nil, let rows = source.leadingOperand, isRows(rows) else { return nil }
    var trial = self
    guard let pipeline = try? trial.bindSource(rows, scope: Scope(frames: [])) else { return nil }
    let scope = Scope(frames: [pipeline.frame])
    for name in names(inReachOf: pipeline) {
      let field = Expression(.name(Name(name, span: rows.span)), span: rows.span)
      let condition = source.withLeadingOperand(field)
      var attempt = trial
      guard (try? attempt.bindCondition(condition, scope: scope)) != nil else { continue }
      let place = SourceSpan(rows.span.end, rows.span.end)
      let mended = "\(text(of: rows)) where \(text(of: condition))"
      let title = mended.count <= 80 ? "write \(mended)" : "write where \(name)"
      return failure(
        .row(
          .whereMissing(
            text(of: rows), fix: Fix(title, replacing: place, with: " where \(name)"))),
        at: rows.span)
    }
    return failure(.row(.whereMissing(text(of: rows), fix: nil)), at: rows.span)
  }

  private func isRows(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .name(let name): namesRows(name)
    case .call(let call): call.isChanges
    case .subquery: true
    case .bracketed(let inner): isRows(inner)
    default: false
    }
  }

  /// The names of columns and fields that a condition on rows may use, those shown first.
  private func names(inReachOf pipeline: BoundPipeline) -> [String] {
    let shown = pipeline.columns(in: self).map(\.name)
    guard pipeline.frame.closedBy == nil, let relation = pipeline.frame.relation else {
      return shown
    }
    return shown + schema[relation].fields.map(\.name).filter { !shown.contains($0) }.prefix(40)
  }
}

extension Expression {
  /// What stands before the first operator of a condition.
  fileprivate var leadingOperand: Expression? {
    switch kind {
    case .comparison(let comparison): comparison.left
    case .between(let between): between.operand
    case .and(let operands), .or(let operands): operands.first?.leadingOperand
    default: nil
    }
  }

  /// The condition with something else before its first operator.
  fileprivate func withLeadingOperand(_ operand: Expression) -> Expression {
    switch kind {
    case .comparison(var comparison):
      comparison.left = operand
      return Expression(.comparison(comparison), span: span)
    case .between(var between):
      between.operand = operand
      return Expression(.between(between), span: span)
    case .and(var operands):
      if let first = operands.first { operands[0] = first.withLeadingOperand(operand) }
      return Expression(.and(operands), span: span)
    case .or(var operands):
      if let first = operands.first { operands[0] = first.withLeadingOperand(operand) }
      return Expression(.or(operands), span: span)
    default: return self
    }
  }
}
