/// An and/or/not expression over named conditions.
package indirect enum ConditionExpression: Hashable, Sendable {
  /// The row of a named condition in the relation of conditions.
  case named(UInt32)
  case not(ConditionExpression)
  case all([ConditionExpression])
  case any([ConditionExpression])

  /// The rows of the named conditions, each once, in the order of first mention.
  package var names: [UInt32] {
    var result: [UInt32] = []
    collect(into: &result)
    return result
  }

  private func collect(into result: inout [UInt32]) {
    switch self {
    case .named(let row): if !result.contains(row) { result.append(row) }
    case .not(let operand): operand.collect(into: &result)
    case .all(let operands), .any(let operands):
      for operand in operands { operand.collect(into: &result) }
    }
  }

  /// The expression in the language's own spelling, with names from `name`.
  package func text(_ name: (UInt32) -> String) -> String { text(name, inside: 0) }

  private func text(_ name: (UInt32) -> String, inside level: Int) -> String {
    switch self {
    case .named(let row): return name(row)
    case .not(let operand): return "not " + operand.text(name, inside: 3)
    case .all(let operands):
      let text = operands.map { $0.text(name, inside: 2) }.joined(separator: " and ")
      return level > 2 ? "(\(text))" : text
    case .any(let operands):
      let text = operands.map { $0.text(name, inside: 1) }.joined(separator: " or ")
      return level > 1 ? "(\(text))" : text
    }
  }
}
