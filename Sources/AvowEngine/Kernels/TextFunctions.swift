import AvowModel
import AvowPlan

extension Execution {
  func textFunction(
    _ function: ScalarFunction, _ vectors: [Vector], _ expression: PlanExpression
  ) throws(EvaluationError) -> Vector {
    try buildKnown(vectors, expression) { (position) throws(EvaluationError) -> Value in
      let values = vectors.map { $0.value(at: position) }
      guard case .text(let text) = values[0] else { return .missing(.undecided) }
      let result = self.apply(function, text, Array(values.dropFirst()))
      if case .text(let text) = result {
        try self.checkTextLength(text.utf8.count, at: expression.span)
      }
      return result
    }
  }

  private func apply(_ function: ScalarFunction, _ text: String, _ rest: [Value]) -> Value {
    switch function {
    case .lower: return .text(text.lowercased())
    case .upper: return .text(text.uppercased())
    case .trim: return .text(text.trimmed)
    case .length: return .number(NumberRange(text.count), nil)
    case .startsWith, .endsWith:
      guard case .text(let part)? = rest.first else { return .missing(.undecided) }
      return .boolean(
        function == .startsWith
          ? text.utf8.starts(with: part.utf8)
          : text.utf8.reversed().starts(with: part.utf8.reversed()))
    case .replace:
      guard rest.count == 2, case .text(let old) = rest[0], case .text(let new) = rest[1] else {
        return .missing(.undecided)
      }
      return .text(text.replacing(Array(old.utf8), with: Array(new.utf8)))
    case .substring:
      let numbers = rest.map { value -> Int? in
        guard case .number(let range, _) = value else { return nil }
        return range.exact.map { Int(clamping: $0.roundedDown) }
      }
      guard let start = numbers.first ?? nil else { return .missing(.undecided) }
      return .text(text.substring(from: start, length: numbers.dropFirst().first ?? nil))
    case .similar:
      guard case .text(let other)? = rest.first else { return .missing(.undecided) }
      return .number(NumberRange(Trigrams(text).similarity(to: Trigrams(other))), nil)
    case .text, .low, .high, .abs, .round, .floor, .ceiling, .mod, .year, .month, .quarter,
      .day, .weekday, .truncate, .reason, .coalesce, .size, .joined, .without, .names:
      return .missing(.undecided)
    }
  }
}

extension String {
  fileprivate var trimmed: String {
    var scalars = unicodeScalars[...]
    while scalars.first?.properties.isWhitespace == true { scalars = scalars.dropFirst() }
    while scalars.last?.properties.isWhitespace == true { scalars = scalars.dropLast() }
    return String(String.UnicodeScalarView(scalars))
  }

  /// The characters from a position that counts from 1; a position before the text uses up length.
  ///
  /// Characters as people see them, so that no accent parts from its letter.
  fileprivate func substring(from start: Int, length: Int?) -> String {
    let characters = Array(self)
    let first = min(max(start, 1) - 1, characters.count)
    guard let length else { return String(characters[first...]) }
    let (sum, overflow) = start.addingReportingOverflow(length)
    let end = overflow ? (length < 0 ? 0 : characters.count) : sum.saturatingPredecessor
    let last = min(max(end, first), characters.count)
    return String(characters[first..<last])
  }

  fileprivate func replacing(_ old: [UInt8], with new: [UInt8]) -> String {
    guard let first = old.first else { return self }
    let bytes = Array(utf8)
    var result: [UInt8] = []
    var position = 0
    // Beyond the limit of texts the caller fails anyway; memory must not grow further.
    while position < bytes.count, result.count <= 1 << 24 {
      if bytes[position] == first, bytes[position...].starts(with: old) {
        result.append(contentsOf: new)
        position += old.count
      } else {
        result.append(bytes[position])
        position += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}

extension Int {
  fileprivate var saturatingPredecessor: Int { self == .min ? .min : self - 1 }
}
