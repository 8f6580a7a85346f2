internal import AvowDiagnostics
internal import AvowModel
internal import AvowSyntax

/// A row that exists, but that no row has in the field that is compared with it.
extension Binder {
  /// `country = trump`: persons make no pledges; tells which rows name the person.
  mutating func warnOfNeverNamed(
    _ left: PlanExpression, _ right: PlanExpression, _ comparison: Comparison
  ) {
    guard comparison.operator == .equal || comparison.operator == .has, !comparison.isNegated,
      expansion == nil, viewpoint.isPlain, case .field(_, let relation, let field) = left.kind,
      case .reference(let target) = left.type.scalar,
      case .constant(.row(let position)) = right.kind,
      let column = catalog.database[relation].columns[field], column.count > 0,
      !column.names(anyOf: narrower(than: position, type: .reference(target)))
    else { return }
    let value = text(of: comparison.right)
    let uses = uses(of: position, in: target, written: value)
    warn(
      Diagnostic(
        .warning, .neverNamed,
        "no \(schema[relation].rowWord) has \(value) as \(schema[relation].fields[field].name)",
        at: comparison.right.span,
        hint: uses.isEmpty ? nil : "elsewhere: \(uses.joined(separator: ", "))"))
  }

  /// The queries for the rows that name a row, those that give most first, with their counts.
  private func uses(of position: UInt32, in target: RelationID, written value: String) -> [String] {
    var found: [(query: String, count: Int)] = []
    for index in schema.relations.indices where !schema.relations[index].isHidden {
      let relation = RelationID(index)
      guard catalog.database[relation].rowCount <= 100_000 else { continue }
      for field in waysBack(from: relation, to: target) {
        guard let column = catalog.database[relation].columns[field] else { continue }
        let count = (0..<column.count).count { column.value(at: $0).positions.contains(position) }
        guard count > 0 else { continue }
        let isList = schema[relation].fields[field].type.element != nil
        let name = schema[relation].fields[field].name
        found.append(
          ("\(schema[relation].name) where \(name) \(isList ? "has" : "=") \(value)", count))
      }
    }
    let ranked = found.enumerated().sorted { first, second in
      first.element.count == second.element.count
        ? first.offset < second.offset : first.element.count > second.element.count
    }
    return ranked.prefix(2).map { "\($0.element.query) (\($0.element.count))" }
  }
}

extension Column {
  /// Whether a cell names one of some rows; O(rows), and ends at the first that does.
  fileprivate func names(anyOf members: [Bool]) -> Bool {
    func isMember(_ position: UInt32) -> Bool {
      Int(position) < members.count && members[Int(position)]
    }
    if case .reference(let positions) = data {
      return positions.indices.contains { isMember(positions[$0]) && state(at: $0) == .known }
    }
    return (0..<count).contains { value(at: $0).positions.contains(where: isMember) }
  }
}
