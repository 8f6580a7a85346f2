import AvowModel
import AvowPlan

/// Means of exact numbers, as a book of statistics has them.
extension NaiveEvaluator {
  func mean(_ values: [Value]) -> Value {
    let numbers = exact(values)
    let sum = numbers.reduce(ExactNumber.zero) { $0.adding($1) ?? $0 }
    return number(numbers.isEmpty ? nil : sum.divided(by: ExactNumber(Int128(numbers.count))))
  }

  /// The value at a place among the sorted ones, on the straight line between its neighbours.
  func percentile(_ percent: ExactNumber, of values: [Value]) -> Value {
    let sorted = exact(values).sorted()
    guard let last = sorted.last else { return number(nil) }
    let steps = ExactNumber(Int128(sorted.count - 1))
    guard let place = percent.multiplied(by: steps)?.divided(by: ExactNumber(100)) else {
      return .missing(.undecided)
    }
    let index = sorted.indices.last { ExactNumber(Int128($0)) <= place } ?? 0
    guard sorted.indices.contains(index + 1) else { return number(last) }
    let fraction = place.subtracting(ExactNumber(Int128(index))) ?? .zero
    let step = sorted[index + 1].subtracting(sorted[index])?.multiplied(by: fraction)
    return number(step.flatMap { sorted[index].adding($0) })
  }

  /// The certain rows of a group over those of all groups.
  func share(of rows: [NaiveRow], among all: [NaiveRow]) -> Value {
    let part = ExactNumber(Int128(rows.count(where: \.isCertain)))
    return number(part.divided(by: ExactNumber(Int128(all.count(where: \.isCertain)))))
  }

  private func exact(_ values: [Value]) -> [ExactNumber] {
    values.compactMap { value in
      if case .number(let range, _) = value { range.exact } else { nil }
    }
  }

  private func number(_ number: ExactNumber?) -> Value {
    number.map { .number(NumberRange($0), nil) } ?? .missing(.none)
  }
}
