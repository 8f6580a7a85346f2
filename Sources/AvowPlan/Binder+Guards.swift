internal import AvowDiagnostics
internal import AvowModel
internal import AvowSyntax

/// Warnings about what is probably not meant; none changes an answer.
extension Binder {
  /// Adds a warning, once for a place; what a definition holds was its author's choice.
  mutating func warn(_ warning: Diagnostic) {
    guard expansion == nil,
      !warnings.contains(where: { $0.code == warning.code && $0.span == warning.span })
    else { return }
    warnings.append(warning)
  }

  /// `a or b and c`: whoever reads it must know that `and` binds more tightly.
  mutating func warnOfMixed(_ operands: [Expression]) {
    for operand in operands {
      guard case .and = operand.kind else { continue }
      let written = text(of: operand)
      warn(
        Diagnostic(
          .warning, .mixedConnectives, "`and` binds more tightly than `or` beside it",
          at: operand.span, hint: "write (\(written))",
          fix: Fix("put brackets", replacing: operand.span, with: "(\(written))")))
      return
    }
  }

  /// A comparison that leaves every row undecided.
  mutating func warnOfNeverDecided(
    _ left: PlanExpression, _ right: PlanExpression, _ comparison: Comparison
  ) {
    for (side, written) in [(left, comparison.left), (right, comparison.right)] {
      guard let relation = relationWhereUnknown(side) else { continue }
      warn(
        Diagnostic(
          .warning, .neverDecided,
          "\(text(of: written)) is unknown in every row of \(schema[relation].name)",
          at: written.span, hint: "no comparison with it is decided"))
    }
    let units = schema.units
    guard let a = onlyUnit(of: left), let b = onlyUnit(of: right), a != b,
      units[a].dimension == units[b].dimension, units[a].factor == nil || units[b].factor == nil
    else { return }
    let hasRates = schema.rates.map { units[$0.base].dimension == units[a].dimension }
    let hint =
      hasRates == true && !left.isConverted
      ? "write \(text(of: comparison.left)) to \(units[b].symbol)" : nil
    warn(
      Diagnostic(
        .warning, .neverDecided,
        "no amount in \(units[a].symbol) is known to be more or less than one in "
          + units[b].symbol,
        at: comparison.left.span.union(comparison.right.span), hint: hint))
  }

  /// The relation of a field of which no row knows the value.
  private func relationWhereUnknown(_ value: PlanExpression) -> RelationID? {
    guard case .field(_, let relation, let field) = value.kind,
      let column = catalog.database[relation].columns[field], column.count > 0,
      let validity = column.validity, validity.known.population == 0,
      validity.states.allSatisfy(\.isUnknown)
    else { return nil }
    return relation
  }

  /// The unit that an amount has in every row.
  private func onlyUnit(of value: PlanExpression) -> UnitID? {
    guard case .quantity = value.type else { return nil }
    if let unit = unit(of: value) { return unit }
    guard case .field(_, let relation, let field) = value.kind,
      case .number(let numbers)? = catalog.database[relation].columns[field]?.data,
      case .uniform(let unit) = numbers.units
    else { return nil }
    return unit
  }
}

extension PlanExpression {
  fileprivate var isConverted: Bool {
    switch kind {
    case .converted, .exchanged: true
    default: false
    }
  }
}
