internal import AvowDiagnostics
internal import AvowModel
internal import AvowSyntax

/// From which day, and under which assumptions, a query sees the data.
extension Binder {
  /// The viewpoint of a pipeline: that of the query around it, changed by its dates and facts.
  mutating func viewpoint(of pipeline: Pipeline, scope: Scope) throws(BindError) -> Viewpoint {
    var result = viewpoint
    var kinds: Set<String> = []
    for time in pipeline.times {
      let date = try constantDate(time.date, of: pipeline, scope: scope)
      guard kinds.insert(time.kind == .asKnownOn ? "known" : "said").inserted else {
        throw failure(.name(.repeatedTime), at: time.span)
      }
      switch time.kind {
      case .asOf: result.saidBy = try lastDay(of: date, at: time.date.span)
      case .asKnownOn: result.publishedBy = try lastDay(of: date, at: time.date.span)
      case .during:
        result.saidBy = try lastDay(of: date, at: time.date.span)
        result.saidSince = date.earliest
      }
    }
    var assumed: [UInt32: Bool?] = [:]
    for clause in pipeline.clauses {
      guard case .assuming(let facts) = clause.kind else { continue }
      for fact in facts {
        let assumption = try assumption(of: fact)
        if let earlier = assumed[assumption.condition], earlier != assumption.holds {
          throw failure(.name(.contradictingFacts(fact.name.written)), at: fact.span)
        }
        assumed[assumption.condition] = assumption.holds
        result.assume(assumption)
      }
    }
    return result
  }

  private func assumption(of fact: Fact) throws(BindError) -> Viewpoint.Assumption {
    guard let relation = schema.conditions else {
      throw failure(.name(.noConditions), at: fact.span)
    }
    let type = DataType.reference(relation)
    guard
      let row = try position(of: fact.name.written, type: type, at: fact.name.span)
    else {
      let example = PlanExpression(.constant(.missing(.none)), type, at: place(fact.name.span))
      throw unknownValue(fact.name.written, type: type, field: example, at: fact.name.span)
    }
    return switch fact.state {
    case .holds: Viewpoint.Assumption(condition: row, holds: true)
    case .fails: Viewpoint.Assumption(condition: row, holds: false)
    case .unknown: Viewpoint.Assumption(condition: row, holds: nil)
    }
  }

  /// Whether a thread field differs between a viewpoint and the plain one.
  func dependsOnView(
    _ field: Int, of relation: RelationID, _ viewpoint: Viewpoint
  ) -> Bool {
    if viewpoint.saidBy != nil || viewpoint.publishedBy != nil { return true }
    guard !viewpoint.assumptions.isEmpty, let rule = schema.conditionRule else { return false }
    return rule.relation == relation && rule.state == field
  }
}

/// Days from which the data are seen.
extension Binder {
  /// A date that is the same for all rows: a literal, `today`, a parameter, a sum of those.
  private mutating func constantDate(
    _ expression: Expression, of pipeline: Pipeline, scope: Scope
  ) throws(BindError) -> DateValue {
    if case .name(let name) = expression.kind, case .name(let source) = pipeline.source.kind,
      let relation = schema.relation(named: source.canonical),
      schema[relation].field(named: name.canonical) != nil
    {
      throw failure(.type(.notConstantDay(found: "field of each row")), at: expression.span)
    }
    let example = PlanExpression(
      .constant(.missing(.none)), .date, at: place(expression.span))
    let inner = scope.frames.isEmpty ? Scope(frames: [Frame(row: nil)]) : scope
    return try date(of: try bindOpposite(expression, to: example, scope: inner))
  }

  /// The date of a constant.
  private func date(of value: PlanExpression) throws(BindError) -> DateValue {
    switch value.kind {
    case .constant(.date(let date)): return date
    case .arithmetic(let operation, let left, let right)
    where left.type == .date && (operation == .add || operation == .subtract):
      if case .constant(.number(let range, let unit?)) = right.kind,
        let length = operation == .add ? range.exact : range.exact?.negated,
        let date = try date(of: left).moved(by: length, unit, schema.units)
      {
        return date
      }
    default: break
    }
    let found = value.type == .date ? "date of each row" : noun(for: value.type)
    throw failure(.type(.notConstantDay(found: found)), at: value.span)
  }

  /// The last day of a date that must have one.
  private func lastDay(of date: DateValue, at span: SourceSpan) throws(BindError) -> Day {
    guard !date.latest.isDistant else {
      throw failure(.type(.notConstantDay(found: "period without end")), at: span)
    }
    return date.latest
  }

  /// The day that a constant date names, the last one of a period.
  func day(of value: PlanExpression) throws(BindError) -> Day {
    try lastDay(of: try date(of: value), at: value.span)
  }
}

/// Rows that come into being with something said.
extension Binder {
  /// Leaves out of a source the rows that were not said yet.
  mutating func restrictToSaid(_ pipeline: inout BoundPipeline, at span: SourceSpan) {
    guard let (relation, row) = pipeline.rows,
      let predicate = saidPredicate(of: relation, row: row, at: span)
    else { return }
    pipeline.addFilter(predicate)
  }

  /// Whether a row was said within the viewpoint, nil where that does not matter.
  mutating func saidPredicate(
    of relation: RelationID, row: RowID, at span: SourceSpan
  ) -> Predicate? {
    guard schema[relation].isLimited(by: viewpoint) else { return nil }
    noteUse(of: viewpoint)
    let base = PlanExpression(.row(row), .reference(relation), at: place(span))
    let test = PlanExpression(
      .viewed(.isSaid(relation, viewpoint), [base]), .boolean, at: place(span))
    return Predicate(
      condition: test, causes: saidCauses(of: test, relation, base, at: span))
  }

  /// The dates that may leave open whether a row was said: both, one of them, or both together.
  private func saidCauses(
    of test: PlanExpression, _ relation: RelationID, _ base: PlanExpression, at span: SourceSpan
  ) -> [Cause] {
    var limits: [TimeLimit] = []
    if let last = viewpoint.saidBy {
      let word = viewpoint.saidSince == nil ? "by" : "within"
      let dates = DateValue(viewpoint.saidSince ?? last, last)
      var view = Viewpoint(saidBy: last)
      view.saidSince = viewpoint.saidSince
      limits.append(TimeLimit(view: view, dates: dates, verb: "said", preposition: word))
    }
    if let last = viewpoint.publishedBy {
      limits.append(
        TimeLimit(
          view: Viewpoint(publishedBy: last), dates: DateValue(last), verb: "published",
          preposition: "by"))
    }
    limits.removeAll { !schema[relation].isLimited(by: $0.view) }
    let clause = limits.map { "\($0.verb) \($0.preposition) \($0.dates)" }
      .joined(separator: " and ")
    guard limits.count > 1 else {
      return limits.map { cause([$0], test, clause, at: span) }
    }
    let tests = limits.map { limit in
      PlanExpression(.viewed(.isSaid(relation, limit.view), [base]), .boolean, at: place(span))
    }
    // Undecided where neither date lets the row in.
    let either = PlanExpression(.or(tests), .boolean, at: place(span))
    return [cause(limits, either, clause, at: span)]
      + zip(limits, tests).map { cause([$0], $1, clause, at: span) }
      + [cause(limits, test, clause, at: span)]
  }

  /// A limit of the days on which something was said or published.
  private struct TimeLimit {
    var view: Viewpoint
    var dates: DateValue
    var verb: String
    var preposition: String
  }

  private func cause(
    _ limits: [TimeLimit], _ comparison: PlanExpression, _ clause: String, at span: SourceSpan
  ) -> Cause {
    let last = limits[limits.count - 1]
    let earlier = limits.dropLast().map { "\($0.verb) crosses \($0.dates) and " }.joined()
    let date = PlanExpression(.constant(.date(last.dates)), .date, at: place(span))
    return Cause(
      comparison: comparison, subject: date, subjectText: earlier + last.verb, object: date,
      objectText: last.dates.description, text: clause)
  }

  /// Warns where the dates of a pipeline change nothing that it shows; what is asked of its rows
  /// outside its brackets is not known yet.
  mutating func checkDates(
    of pipeline: Pipeline, _ bound: BoundPipeline, usesBefore: Int
  ) throws(BindError) {
    guard let time = pipeline.times.first else { return }
    let name = bound.subject.map { schema[$0].name }
    if let during = pipeline.times.first(where: { $0.kind == .during }),
      let relation = bound.subject, !schema[relation].comesWithSaying
    {
      throw failure(.row(.notSaid(schema[relation].name)), at: during.span)
    }
    guard viewpointUses == usesBefore, !showsUses(bound) else { return }
    let subject = name.map { "\($0) are not said on a day, and " } ?? ""
    let warning = Diagnostic(
      .warning, .dateWithoutEffect, "the date changes nothing here", at: place(time.span),
      hint: subject + "nothing that is shown follows from what was said")
    idleDates.append(
      IdleDate(viewpoint: viewpoint, useCount: useCount(of: viewpoint), warning: warning))
  }

  /// Whether what a listing shows of itself depends on the viewpoint.
  private func showsUses(_ bound: BoundPipeline) -> Bool {
    guard bound.visible == nil, let row = bound.frame.row, let relation = bound.frame.relation
    else { return bound.presentation == .card }
    var copy = self
    for position in schema[relation].defaultColumns {
      _ = try? copy.field(position, of: relation, base: row, at: row.span)
    }
    return copy.viewpointUses > viewpointUses
  }
}

extension DateValue {
  /// The date some time later, nil where that is no time, or beyond the calendar.
  fileprivate func moved(by length: ExactNumber, _ unit: UnitID, _ units: UnitTable) -> DateValue? {
    guard units[unit].dimension == UnitTable.time else { return nil }
    if let factor = units[unit].factor, let day = units[UnitTable.days].factor {
      guard let days = length.multiplied(by: factor)?.divided(by: day), days.isWhole,
        let count = Int(exactly: days.mantissa), let first = earliest.advanced(byDays: count),
        let last = latest.advanced(byDays: count)
      else { return nil }
      return DateValue(first, last, meaning: meaning)
    }
    let months = units[unit].symbol == "years" ? 12 : 1
    guard let count = length.multiplied(by: ExactNumber(Int128(months))), count.isWhole,
      let number = Int(exactly: count.mantissa), let first = earliest.advanced(byMonths: number),
      let last = latest.advanced(byMonths: number)
    else { return nil }
    return DateValue(first, last, meaning: meaning)
  }
}

extension Pipeline {
  /// Whether it says from where it sees the data.
  var choosesViewpoint: Bool {
    !times.isEmpty
      || clauses.contains { if case .assuming = $0.kind { true } else { false } }
  }
}
