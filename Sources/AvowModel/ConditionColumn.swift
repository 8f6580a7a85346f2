/// Condition expressions as codes into the distinct expressions of the column.
package struct ConditionColumn: Hashable, Sendable {
  package var codes: [UInt32] = []
  package private(set) var expressions: [ConditionExpression] = []
  private var positions: [ConditionExpression: UInt32] = [:]

  /// The code that fills cells without a value.
  private var placeholder: UInt32?

  package init() {}

  /// Makes a column from its parts, or nil where a code names no expression.
  package init?(codes: [UInt32], expressions: [ConditionExpression]) {
    guard codes.allSatisfy({ Int($0) < expressions.count }) else { return nil }
    self.codes = codes
    self.expressions = expressions
    for (code, expression) in expressions.enumerated() {
      positions[expression] = UInt32(clamping: code)
    }
  }

  package var count: Int { codes.count }

  package subscript(row: Int) -> ConditionExpression { expressions[Int(codes[row])] }

  /// Adds an expression.
  package mutating func append(_ expression: ConditionExpression) {
    if let known = positions[expression] {
      codes.append(known)
      return
    }
    let code = UInt32(clamping: expressions.count)
    positions[expression] = code
    expressions.append(expression)
    codes.append(code)
  }

  /// Adds a cell without a value.
  package mutating func appendPlaceholder() {
    if let placeholder {
      codes.append(placeholder)
    } else {
      append(.all([]))
      placeholder = codes.last
    }
  }

  /// The rows at the given positions.
  package func gathered(_ rows: [UInt32]) -> ConditionColumn {
    var result = self
    result.codes = rows.map { codes[Int($0)] }
    return result
  }
}

extension ConditionColumn {
  /// Whether both hold the same expressions; how they are looked up is no part of them.
  package static func == (left: ConditionColumn, right: ConditionColumn) -> Bool {
    left.codes == right.codes && left.expressions == right.expressions
  }

  /// Hashes what `==` compares.
  package func hash(into hasher: inout Hasher) {
    hasher.combine(codes)
    hasher.combine(expressions)
  }
}
