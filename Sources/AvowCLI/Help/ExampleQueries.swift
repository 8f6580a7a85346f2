internal import Avow

/// Queries that show what can be asked.
enum ExampleQueries {
  /// The queries, each with what it asks.
  static let all: [(query: String, question: String)] = [
    ("pledges where type = troops group by country", "who would send troops, and how firmly"),
    ("pledges where country = germany select title, stance, condition", "on what condition"),
    ("countries select name, count(pledges) as made order by made desc", "who promised most"),
  ]

  /// Queries of a dataset, about the relation with most fields that divide its rows.
  ///
  /// Those of the built-in dataset are told in `all`.
  static func queries(in session: Session) -> [String] {
    let stored = session.relations.filter { $0.rowCount != nil }
    if session.relations.contains(where: { $0.name == "countries" }),
      stored.contains(where: { $0.name == "pledges" })
    {
      return all.map(\.query)
    }
    var best: (relation: String, field: (name: String, value: String), count: Int)?
    for relation in stored.map(\.name) {
      let fields = dividing(relation, among: stored.map(\.name), session)
      let others = (session.fields(of: relation) ?? []).count {
        $0.type == "boolean" || $0.type == "condition"
      }
      guard let first = fields.first, fields.count + others > best?.count ?? 0 else { continue }
      best = (relation, first, fields.count + others)
    }
    guard let (relation, (name, value), _) = best else {
      return stored.first.map { [$0.name, "count(\($0.name))"] } ?? []
    }
    return [relation, "\(relation) group by \(name)", "\(relation) where \(name) = \(value)"]
  }

  /// The fields of a relation that have few values, each with the one that most rows have.
  private static func dividing(
    _ relation: String, among relations: [String], _ session: Session
  ) -> [(name: String, value: String)] {
    (session.fields(of: relation) ?? []).compactMap { field in
      guard !relations.contains(field.type), !field.type.hasPrefix("list of "),
        let values = session.values(of: "\(relation).\(field.name)"),
        let most = values.max(by: { $0.rows < $1.rows }), most.rows > 0
      else { return nil }
      return (field.name, most.name)
    }
  }
}

extension ValueSummary {
  fileprivate var rows: Int { count ?? 0 }
}
