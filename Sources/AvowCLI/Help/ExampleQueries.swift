internal import Avow

/// Queries that show what can be asked.
enum ExampleQueries {
  /// The queries, each with what it asks.
  static let all: [(query: String, question: String)] = [
    ("pledges where type = troops group by country", "who would send troops, and how firmly"),
    ("pledges where country = germany select title, stance, condition", "on what condition"),
    ("countries select name, count(pledges) as made order by made desc", "who promised most"),
  ]

  /// Queries of a dataset: its first relation whose rows divide into few values, or its first.
  ///
  /// Those of the built-in dataset are told in `all`.
  static func queries(in session: Session) -> [String] {
    let stored = session.relations.filter { $0.rowCount != nil }
    if session.relations.contains(where: { $0.name == "countries" }),
      stored.contains(where: { $0.name == "pledges" })
    {
      return all.map(\.query)
    }
    for relation in stored {
      for field in session.fields(of: relation.name) ?? [] {
        let name = "\(relation.name).\(field.name)"
        guard !stored.contains(where: { $0.name == field.type }),
          let values = session.values(of: name), let most = values.max(by: { $0.rows < $1.rows }),
          most.rows > 0
        else { continue }
        return [
          relation.name, "\(relation.name) group by \(field.name)",
          "\(relation.name) where \(field.name) = \(most.name)",
        ]
      }
    }
    return stored.first.map { [$0.name, "count(\($0.name))"] } ?? []
  }
}

extension ValueSummary {
  fileprivate var rows: Int { count ?? 0 }
}
