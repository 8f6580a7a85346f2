internal import AvowDiagnostics
internal import AvowModel
internal import AvowSyntax

extension Binder {
  /// A number with its scale and unit.
  func number(_ literal: NumberLiteral, at span: SourceSpan) throws(BindError) -> PlanExpression {
    guard let digits = ExactNumber(text: literal.digits.utf8) else {
      throw failure(.type(.badNumber), at: span)
    }
    var value = digits
    if let scale = literal.scale {
      guard let factor = ExactNumber.powerOfTen(scale.exponent),
        let scaled = digits.multiplied(by: ExactNumber(factor))
      else { throw failure(.type(.badNumber), at: span) }
      value = scaled
    }
    guard let spelling = literal.currency ?? literal.unit?.written else {
      let type: DataType = value.isWhole ? .integer : .decimal
      return PlanExpression(.constant(.number(NumberRange(value), nil)), type, at: place(span))
    }
    let unit = try unit(spelling, at: literal.unit?.span ?? span)
    return PlanExpression(
      .constant(.number(NumberRange(value), unit)), .quantity(schema.units[unit].dimension),
      at: place(span))
  }

  func unit(_ spelling: String, at span: SourceSpan) throws(BindError) -> UnitID {
    if let unit = schema.units.unit(spelled: spelling) { return unit }
    let names = schema.units.units.flatMap { [$0.symbol] + $0.aliases }
    let near = suggestions(for: spelling, among: names)
    throw failure(.name(.unknownUnit(spelling, near: near)), at: span)
  }

  func percent(_ digits: String, at span: SourceSpan) throws(BindError) -> PlanExpression {
    guard let number = ExactNumber(text: digits.utf8),
      let hundredth = number.divided(by: ExactNumber(100))
    else { throw failure(.type(.badNumber), at: span) }
    return PlanExpression(
      .constant(.number(NumberRange(hundredth), nil)), .decimal, at: place(span))
  }

  func date(_ text: String, at span: SourceSpan) throws(BindError) -> PlanExpression {
    guard let date = EDTF.parse(text) else { throw failure(.type(.badDate(text)), at: span) }
    return PlanExpression(.constant(.date(date)), .date, at: place(span))
  }

  /// A plain year opposite a date: `said in 2025`.
  func year(_ literal: NumberLiteral, _ span: SourceSpan) -> PlanExpression? {
    guard literal.scale == nil, literal.unit == nil, literal.currency == nil,
      literal.digits.utf8.count == 4, let date = EDTF.parse(literal.digits)
    else { return nil }
    return PlanExpression(.constant(.date(date)), .date, at: place(span))
  }

  /// `3 months ago`: one day.
  func ago(
    _ digits: String, _ unit: TimeUnit, at span: SourceSpan
  ) throws(BindError) -> PlanExpression {
    guard let count = Int(digits), let day = environment.today.advanced(by: unit, -count) else {
      throw failure(.type(.outOfRange("\(digits) \(unit.rawValue)s ago")), at: span)
    }
    return PlanExpression(.constant(.date(DateValue(day))), .date, at: place(span))
  }

  /// `last month` is the calendar month before this one; `last 3 months` ends today;
  /// `next 2 weeks` begins tomorrow.
  func relativePeriod(
    _ period: RelativePeriod, at span: SourceSpan
  ) throws(BindError) -> PlanExpression {
    let unit = period.unit.rawValue
    let words = "\(period.direction.rawValue) " + (period.digits.map { "\($0) \(unit)s" } ?? unit)
    guard let (first, last) = days(of: period) else {
      throw failure(.type(.outOfRange(words)), at: span)
    }
    return PlanExpression(.constant(.date(DateValue(first, last))), .date, at: place(span))
  }

  private func days(of period: RelativePeriod) -> (Day, Day)? {
    let today = environment.today
    if let digits = period.digits {
      guard let count = Int(digits), count > 0 else { return nil }
      switch period.direction {
      case .last:
        guard let start = today.advanced(by: period.unit, -count)?.advanced(byDays: 1) else {
          return nil
        }
        return (start, today)
      case .next:
        guard let start = today.advanced(byDays: 1),
          let end = today.advanced(by: period.unit, count)
        else { return nil }
        return (start, end)
      case .this: return nil
      }
    }
    guard let start = today.start(of: period.unit) else { return nil }
    let shift =
      switch period.direction {
      case .last: -1
      case .this: 0
      case .next: 1
      }
    guard let first = start.advanced(by: period.unit, shift),
      let last = first.advanced(by: period.unit, 1)?.advanced(byDays: -1)
    else { return nil }
    return (first, last)
  }
}

extension Day {
  /// The day some calendar units later, nil beyond the calendar.
  fileprivate func advanced(by unit: TimeUnit, _ count: Int) -> Day? {
    let (days, months) =
      switch unit {
      case .day: (1, 0)
      case .week: (7, 0)
      case .month: (0, 1)
      case .quarter: (0, 3)
      case .year: (0, 12)
      }
    if days > 0 {
      let (total, overflow) = count.multipliedReportingOverflow(by: days)
      return overflow ? nil : advanced(byDays: total)
    }
    let (total, overflow) = count.multipliedReportingOverflow(by: months)
    return overflow ? nil : advanced(byMonths: total)
  }

  /// The first day of the calendar unit that the day lies in; weeks begin on Monday.
  fileprivate func start(of unit: TimeUnit) -> Day? {
    let (year, month, _) = date
    switch unit {
    case .day: return self
    case .week: return advanced(byDays: 1 - weekday)
    case .month: return Day(year: year, month: month, day: 1)
    case .quarter: return Day(year: year, month: (month - 1) / 3 * 3 + 1, day: 1)
    case .year: return Day(year: year, month: 1, day: 1)
    }
  }
}
