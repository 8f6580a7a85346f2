internal import AvowDiagnostics
internal import AvowModel
internal import AvowSyntax

/// Bare values where conditions must stand.
extension Binder {
  /// `type = a or b`, `type = a and b`: a bare value where a condition must stand.
  mutating func rejectBareValues(
    _ operands: [Expression], joinedBy word: String, scope: Scope
  ) throws(BindError) {
    guard let first = operands.first, case .comparison(let comparison) = first.kind,
      comparison.operator == .equal, case .name(let name)? = operands.dropFirst().first?.kind,
      try fieldOrColumn(name, scope: scope) == nil, word == "or" || isValue(name, comparison, scope)
    else { return }
    let names = operands.dropFirst().prefix { if case .name = $0.kind { true } else { false } }
    let values = ([comparison.right] + names).map { text(of: $0) }
    let left = text(of: comparison.left)
    let replacement =
      word == "and" && isList(comparison.left, scope)
      ? values.map { "\(left) has \($0)" }.joined(separator: " and ")
      : "\(left) in (\(values.joined(separator: ", ")))"
    let span = first.span.union(names.last?.span ?? name.span)
    throw failure(
      .type(
        .valueOrCondition(
          word, right: name.written,
          fix: Fix("write \(replacement)", replacing: span, with: replacement))),
      at: name.span)
  }

  /// Whether a word that names nothing else is a value of the left side of a comparison.
  private func isValue(_ name: Name, _ comparison: Comparison, _ scope: Scope) -> Bool {
    guard argument(named: name.canonical) == nil, definition(named: name.canonical) == nil else {
      return false
    }
    var trial = self
    guard let left = try? trial.bindValue(comparison.left, scope: scope) else { return false }
    return catalog.value(of: left.type.scalar, named: name.written) != nil
  }

  private func isList(_ expression: Expression, _ scope: Scope) -> Bool {
    var trial = self
    return (try? trial.bindValue(expression, scope: scope))?.type.element != nil
  }
}
