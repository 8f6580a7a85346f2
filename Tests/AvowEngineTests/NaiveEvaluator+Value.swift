import AvowModel
import AvowPlan

extension NaiveEvaluator {
  func arithmetic(_ operation: ArithmeticOperator, _ left: Value, _ right: Value) -> Value {
    if left.state == .none || right.state == .none { return .missing(.none) }
    if left.state != .known { return left }
    if right.state != .known { return right }
    switch (left, right) {
    case (.number(let a, let x), .number(let b, let y)):
      return numbers(operation, a, x, b, y)
    case (.text(let a), .text(let b)): return .text(a + b)
    case (.date(let a), .date(let b)):
      return .number(
        NumberRange(
          lower: days(a.earliest, b.latest), upper: days(a.latest, b.earliest)),
        UnitTable.days)
    case (.date(let date), .number(let time, let unit)):
      return shifted(date, time, unit, operation)
    default: return .missing(.undecided)
    }
  }

  private func numbers(
    _ operation: ArithmeticOperator, _ a: NumberRange, _ x: UnitID?, _ b: NumberRange,
    _ y: UnitID?
  ) -> Value {
    let unit = x ?? y
    switch operation {
    case .add: return a.adding(b).map { .number($0, unit) } ?? .missing(.undecided)
    case .subtract: return a.subtracting(b).map { .number($0, unit) } ?? .missing(.undecided)
    case .multiply:
      let product =
        b.exact.flatMap { a.multiplied(by: $0) }
        ?? a.exact.flatMap {
          b.multiplied(by: $0)
        }
      return product.map { .number($0, unit) } ?? .missing(.undecided)
    case .divide:
      guard let divisor = b.exact else { return .missing(.undecided) }
      if divisor == .zero { return .missing(.none) }
      return a.divided(by: divisor).map { .number($0, y == nil ? x : nil) }
        ?? .missing(.undecided)
    }
  }

  private func days(_ left: Day, _ right: Day) -> NumberRange.Bound {
    left.isDistant || right.isDistant
      ? .absent : .closed(ExactNumber(Int128(left.number) - Int128(right.number)))
  }

  /// Whole days, weeks, months or years later or earlier.
  private func shifted(
    _ date: DateValue, _ time: NumberRange, _ unit: UnitID?, _ operation: ArithmeticOperator
  ) -> Value {
    guard let unit, let count = time.exact, count.isWhole else { return .missing(.undecided) }
    let signed = Int(count.mantissa) * (operation == .add ? 1 : -1)
    func move(_ day: Day) -> Day? {
      switch schema.units[unit].symbol {
      case "days": day.advanced(byDays: signed)
      case "weeks": day.advanced(byDays: signed * 7)
      case "months": day.advanced(byMonths: signed)
      case "years": day.advanced(byMonths: signed * 12)
      default: nil
      }
    }
    guard let first = move(date.earliest), let last = move(date.latest) else {
      return .missing(.undecided)
    }
    return .date(DateValue(first, last, meaning: date.meaning, qualifiers: date.qualifiers))
  }

  func converted(_ value: Value, _ unit: UnitID) -> Value {
    guard case .number(let range, let from) = value else { return value }
    let units = schema.units
    guard let from, units[from].dimension == units[unit].dimension else {
      return .missing(.none)
    }
    if from == unit { return value }
    guard let factor = units[from].factor, let target = units[unit].factor,
      let result = range.multiplied(by: factor)?.divided(by: target)
    else { return .missing(.undecided) }
    return .number(result, unit)
  }

  /// The functions that random predicates use.
  func call(_ function: ScalarFunction, _ arguments: [Value]) -> Value {
    switch function {
    case .coalesce:
      return arguments.first { $0.state == .known } ?? arguments.last ?? .missing(.none)
    case .reason:
      return arguments[0].state.reason.map(Value.text) ?? .missing(.none)
    case .low, .high, .abs, .round, .floor, .ceiling, .mod, .lower, .upper, .trim, .length,
      .startsWith, .endsWith, .replace, .substring, .similar, .text, .year, .month, .quarter, .day,
      .weekday, .truncate, .size, .joined, .without, .names:
      break
    }
    for argument in arguments where argument.state == .none { return .missing(.none) }
    for argument in arguments where argument.state != .known { return argument }
    return known(function, arguments)
  }

  private func known(_ function: ScalarFunction, _ arguments: [Value]) -> Value {
    switch (function, arguments[0]) {
    case (.low, .number(let range, let unit)), (.high, .number(let range, let unit)):
      let isWhole = unit.map { schema.units[$0].isWhole } ?? false
      let tightened = isWhole ? range.tightenedToWhole : range
      let bound = function == .low ? tightened.lower : tightened.upper
      return bound.number.map { .number(NumberRange($0), unit) } ?? .missing(.none)
    case (.low, .date(let date)), (.high, .date(let date)):
      let day = function == .low ? date.earliest : date.latest
      return day.isDistant ? .missing(.none) : .date(DateValue(day))
    case (.year, .date(let date)):
      if date.earliest.isDistant || date.latest.isDistant { return .missing(.undecided) }
      let year = date.earliest.date.year
      return year == date.latest.date.year
        ? .number(NumberRange(year), nil) : .missing(.undecided)
    case (.size, .list(let members)): return .number(NumberRange(members.count), nil)
    case (.length, .text(let text)): return .number(NumberRange(text.count), nil)
    case (.lower, .text(let text)): return .text(text.lowercased())
    case (.startsWith, .text(let text)):
      guard case .text(let start) = arguments[1] else { return .missing(.undecided) }
      return .boolean(text.unicodeScalars.starts(with: start.unicodeScalars))
    default: return .missing(.undecided)
    }
  }
}
