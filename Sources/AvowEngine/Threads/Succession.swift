import AvowModel

/// Which rows take the place of which others, as links say.
///
/// A link decides only what dates leave open: among rows of which each may be the latest.
struct Succession {
  /// The rows that supersede a row.
  private var successors: [Int: [Int]] = [:]

  /// What the links of a dataset say of the rows of a relation.
  init(of relation: RelationID, in database: Database) {
    guard let rule = database.schema.links,
      database.schema[rule.relation].fields[rule.from].type == .reference(relation)
    else { return }
    database.forEachLink(rule, of: rule.supersedes) { _, later, earlier in
      if later != earlier { successors[Int(earlier), default: []].append(Int(later)) }
    }
  }

  /// The rows that no other of them supersedes; all of them where they go round in a circle.
  func latest(of contenders: [ThreadRow]) -> [ThreadRow] {
    guard contenders.count > 1, !successors.isEmpty else { return contenders }
    let certain = Set(contenders.filter(\.isCertain).map(\.row))
    let rest = contenders.filter { contender in
      !(successors[contender.row] ?? []).contains(where: certain.contains)
    }
    return rest.isEmpty ? contenders : rest
  }
}
