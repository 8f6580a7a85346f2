import AvowModel
import AvowPlan

extension NaiveEvaluator {
  /// What all possible worlds agree on.
  private func agreed(_ answers: [Bool]) -> Bool? {
    if answers.allSatisfy(\.self) { return true }
    return answers.contains(true) ? nil : false
  }

  private func holds<T: Comparable>(_ operation: ComparisonOperator, _ left: T, _ right: T)
    -> Bool
  {
    switch operation {
    case .equal: left == right
    case .notEqual: left != right
    case .less: left < right
    case .lessOrEqual: left <= right
    case .greater: left > right
    case .greaterOrEqual: left >= right
    }
  }

  // MARK: Numbers

  /// Compares two numbers by trying points of both ranges.
  func numbers(_ operation: ComparisonOperator, _ left: Value, _ right: Value) -> Bool? {
    guard case .number(let a, let x) = left, case .number(let b, let y) = right else {
      return nil
    }
    let units = schema.units
    guard x.map({ units[$0].dimension }) == y.map({ units[$0].dimension }) else {
      return operation == .notEqual
    }
    guard let a = inBase(a, x, y), let b = inBase(b, y, x) else { return nil }
    let bounds = [a.lower, a.upper, b.lower, b.upper].compactMap(\.number)
    var answers: [Bool] = []
    for one in points(of: a, around: bounds) {
      for other in points(of: b, around: bounds) {
        answers.append(holds(operation, one, other))
      }
    }
    return agreed(answers)
  }

  /// A range, whole units tightened, in the base unit where two units differ.
  private func inBase(_ range: NumberRange, _ unit: UnitID?, _ other: UnitID?) -> NumberRange? {
    guard let unit else { return range }
    let range = schema.units[unit].isWhole ? range.tightenedToWhole : range
    if unit == other { return range }
    return schema.units[unit].factor.flatMap { range.multiplied(by: $0) }
  }

  /// Points of a range on, beside and far from some bounds.
  private func points(of range: NumberRange, around bounds: [ExactNumber]) -> [ExactNumber] {
    let far = ExactNumber(1_000_000_000_000_000)
    // Two steps, so that two open ranges at one bound have points in every order.
    let steps = [ExactNumber(1, scale: 9), ExactNumber(2, scale: 9)]
    var candidates: [ExactNumber] = []
    for bound in bounds + [.zero] {
      candidates.append(bound)
      for step in steps + [far] {
        candidates += [bound.adding(step), bound.subtracting(step)].compactMap(\.self)
      }
    }
    return candidates.filter { contains(range, $0) }
  }

  private func contains(_ range: NumberRange, _ number: ExactNumber) -> Bool {
    if let low = range.lower.number {
      if number < low || (number == low && range.lower.isOpen) { return false }
    }
    if let high = range.upper.number {
      if number > high || (number == high && range.upper.isOpen) { return false }
    }
    return true
  }

  // MARK: Dates

  /// Compares a date with a day of the data or a period of the query.
  func dates(
    _ operation: DateOperator, _ left: Value, _ right: Value, _ reading: DateReading
  ) -> Bool? {
    guard case .date(let a) = left, case .date(var b) = right else { return nil }
    if operation == .notEqual { return dates(.equal, left, right, reading).map { !$0 } }
    if operation == .equal, case .day = reading {
      // Lasting or not, two dates are one and the same day only where both are exact.
      if a.latest < b.earliest || a.earliest > b.latest { return false }
      return a.exact != nil && a.exact == b.exact ? true : nil
    }
    if case .period = reading { b.meaning = .lasting }
    let bounds = [a.earliest, a.latest, b.earliest, b.latest]
    var answers: [Bool] = []
    for (begin, end) in extents(of: a, around: bounds) {
      for (otherBegin, otherEnd) in extents(of: b, around: bounds) {
        answers.append(holds(operation, (begin, end), (otherBegin, otherEnd)))
      }
    }
    return agreed(answers)
  }

  private func holds(_ operation: DateOperator, _ a: (Day, Day), _ b: (Day, Day)) -> Bool {
    switch operation {
    case .equal: a.0 >= b.0 && a.1 <= b.1
    case .notEqual: a.0 < b.0 || a.1 > b.1
    case .before: a.1 < b.0
    case .after: a.0 > b.1
    case .since: a.0 >= b.0
    case .until: a.1 <= b.1
    case .overlaps: a.0 <= b.1 && b.0 <= a.1
    }
  }

  /// When a date may begin and end: what lasts in one way, one day in as many as there are days.
  private func extents(of date: DateValue, around bounds: [Day]) -> [(Day, Day)] {
    guard date.meaning == .oneDay else { return [(date.earliest, date.latest)] }
    var days: Set<Day> = [date.earliest, date.latest]
    for bound in bounds where !bound.isDistant {
      for step in [-1, 0, 1] { bound.advanced(byDays: step).map { _ = days.insert($0) } }
    }
    return days.filter { $0 >= date.earliest && $0 <= date.latest }.map { ($0, $0) }
  }

  // MARK: Codes and texts

  func codes(
    _ operation: ComparisonOperator, _ left: Value, _ right: Value, _ type: DataType
  ) -> Bool? {
    switch (left, right) {
    case (.code(let a), .code(let b)):
      guard operation == .equal || operation == .notEqual else {
        return holds(operation, a, b)
      }
      guard case .enumeration(let id) = type else { return nil }
      let isNarrower = climb(Int(a), to: Int(b)) { schema[id].values[$0].broader }
      return isNarrower == (operation == .equal)
    case (.row(let a), .row(let b)):
      guard case .reference(let relation) = type else { return nil }
      let isNarrower = climb(Int(a), to: Int(b)) { row in
        guard let field = schema[relation].broader,
          case .row(let parent)? = database[relation].columns[field]?.value(at: row)
        else { return nil }
        return Int(parent)
      }
      return isNarrower == (operation == .equal)
    default: return (left == right) == (operation == .equal)
    }
  }

  private func climb(_ start: Int, to goal: Int, _ broader: (Int) -> Int?) -> Bool {
    var current: Int? = start
    var steps = 0
    while let here = current, steps < 1000 {
      if here == goal { return true }
      current = broader(here)
      steps += 1
    }
    return false
  }

  func texts(_ operation: ComparisonOperator, _ left: Value, _ right: Value) -> Bool? {
    guard case .text(let a) = left, case .text(let b) = right else { return nil }
    let x = a.unicodeScalars.map(\.value)
    let y = b.unicodeScalars.map(\.value)
    if x == y { return holds(operation, 0, 0) }
    return x.lexicographicallyPrecedes(y) ? holds(operation, 0, 1) : holds(operation, 1, 0)
  }

  func match(_ match: TextMatch, _ text: Value, _ pattern: Value) -> Bool? {
    guard case .text(let text) = text, case .text(let pattern) = pattern else { return nil }
    let letters = folded(text)
    let wanted = folded(pattern)
    switch match {
    case .contains:
      guard wanted.count <= letters.count else { return false }
      return (0...letters.count - wanted.count).contains {
        Array(letters[$0..<$0 + wanted.count]) == wanted
      }
    case .like: return isLike(letters[...], wanted[...])
    case .matches: return nil
    }
  }

  /// Enough folding for the texts of the tests: Latin letters with one accent.
  private func folded(_ text: String) -> [Character] {
    let plain: [Character: Character] = ["é": "e", "ö": "o", "É": "e", "Ö": "o"]
    return text.map { plain[$0] ?? Character($0.lowercased()) }
  }

  private func isLike(_ text: ArraySlice<Character>, _ pattern: ArraySlice<Character>) -> Bool {
    guard let first = pattern.first else { return text.isEmpty }
    let rest = pattern.dropFirst()
    if first == "%" {
      return isLike(text, rest) || (!text.isEmpty && isLike(text.dropFirst(), pattern))
    }
    guard let letter = text.first, first == "_" || first == letter else { return false }
    return isLike(text.dropFirst(), rest)
  }
}
