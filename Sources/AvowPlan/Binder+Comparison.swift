internal import AvowDiagnostics
internal import AvowModel
internal import AvowSyntax

extension Binder {
  mutating func bindComparison(
    _ comparison: Comparison, at span: SourceSpan, scope: Scope
  ) throws(BindError) -> PlanExpression {
    let (left, right): (PlanExpression, PlanExpression)
    do {
      (left, right) = try bindSides(comparison, scope: scope)
    } catch {
      throw namesWritten(error, comparison, at: span)
    }
    try rejectMissing(comparison, left, right, at: span)
    let positive = try compare(
      Operands(left: left, right: right, span: span), comparison.operator)
    // A negated comparison is the same comparison: `!=` on a list means has not.
    let isNegated = comparison.isNegated
    let result =
      isNegated ? PlanExpression(.not(positive), .boolean, at: place(span)) : positive
    note(result, comparison, left, right, at: span)
    warnOfNeverDecided(left, right, comparison)
    warnOfNeverNamed(left, right, comparison)
    return result
  }

  /// Two bound operands and the place of their comparison.
  struct Operands {
    var left: PlanExpression
    var right: PlanExpression
    var span: SourceSpan
  }

  private mutating func note(
    _ result: PlanExpression, _ comparison: Comparison, _ left: PlanExpression,
    _ right: PlanExpression, at span: SourceSpan
  ) {
    // The side that varies is the subject of the note.
    let isFlipped = left.isConstant && !right.isConstant
    causes.append(
      Cause(
        comparison: result, subject: isFlipped ? right : left,
        subjectText: meantText(of: isFlipped ? comparison.right : comparison.left),
        object: isFlipped ? left : right,
        objectText: meantText(of: isFlipped ? comparison.left : comparison.right),
        text: text(of: Expression(.comparison(comparison), span: span))))
  }

  mutating func bindBetween(
    _ between: Between, at span: SourceSpan, scope: Scope
  ) throws(BindError) -> PlanExpression {
    let operand = try bindValue(between.operand, scope: scope)
    let low = try bindOpposite(spread(between.low, from: between.high), to: operand, scope: scope)
    let high = try bindOpposite(between.high, to: operand, scope: scope)
    let test = PlanExpression(
      .and([
        try compare(Operands(left: operand, right: low, span: span), .greaterOrEqual),
        try compare(Operands(left: operand, right: high, span: span), .lessOrEqual),
      ]), .boolean, at: place(span))
    let result =
      between.isNegated ? PlanExpression(.not(test), .boolean, at: place(span)) : test
    causes.append(
      Cause(
        comparison: result, subject: operand, subjectText: meantText(of: between.operand),
        object: low,
        objectText: "\(meantText(of: between.low))–\(meantText(of: between.high))",
        text: text(of: Expression(.between(between), span: span))))
    return result
  }

  /// `between 5 and 10 bn USD`: scale and unit belong to both ends.
  private func spread(_ low: Expression, from high: Expression) -> Expression {
    guard case .number(var literal) = low.kind, case .number(let upper) = high.kind else {
      return low
    }
    if literal.scale == nil { literal.scale = upper.scale }
    if literal.unit == nil, literal.currency == nil {
      literal.unit = upper.unit
      literal.currency = upper.currency
    }
    return Expression(.number(literal), span: low.span)
  }
}
