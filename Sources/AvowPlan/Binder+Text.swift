internal import AvowModel
internal import AvowSyntax

/// Names and texts of what was written, for headers and notes.
extension Binder {
  /// An expression in canonical spelling.
  func text(of expression: Expression) -> String { SyntaxPrinter.text(of: expression) }

  /// The same, in brackets where words may not follow it at once: `(a + b) to EUR`.
  func operandText(of expression: Expression) -> String {
    switch expression.kind {
    case .negative, .arithmetic, .comparison, .between, .test, .not, .and, .or:
      "(\(text(of: expression)))"
    default: text(of: expression)
    }
  }

  /// The same, with what was given for a parameter in the place of its name.
  func meantText(of expression: Expression) -> String {
    if case .name(let name) = expression.kind,
      let given = argument(named: name.canonical)?.query.bareExpression
    {
      return text(of: given)
    }
    if case .bracketed(let inner) = expression.kind { return meantText(of: inner) }
    return text(of: expression)
  }

  /// The name that a column gets without `as`: the word itself, else the text.
  func name(of expression: Expression) -> String {
    switch expression.kind {
    case .name(let name), .field(let name): name.canonical
    case .bracketed(let inner): name(of: inner)
    default: text(of: expression)
    }
  }

  /// What a value of a type is called in errors: `date`, `list of actors`, `actor`.
  func noun(for type: DataType) -> String {
    switch type {
    case .reference(let relation): schema[relation].rowWord
    case .boolean: "condition"
    case .enumeration(let id): "value of \(schema[id].name)"
    case .condition: "condition expression"
    case .integer, .decimal: "number"
    case .quantity, .inventory: "quantity"
    case .missing: "missing value"
    case .record: "record"
    case .text, .date, .list: schema.name(of: type)
    }
  }
}
