internal import AvowModel

extension Schema {
  /// The listed relations, those first that tell most: what is built from things said, then what
  /// is said, then the rest in order.
  var relationsByTelling: [RelationID] {
    let listed = relations.indices.map { RelationID($0) }.filter { !self[$0].isHidden }
    let threads = listed.filter { self[$0].thread?.first != nil }
    let sources = listed.filter { id in threads.contains { self[$0].thread?.source == id } }
    let first = threads + sources.filter { !threads.contains($0) }
    return first + listed.filter { !first.contains($0) }
  }

  /// The names of the relations, the most telling first, with where to find the rest.
  func tellingRelations(atMost count: Int) -> String {
    let names = relationsByTelling.map { self[$0].name }
    let shown = names.prefix(count).joined(separator: ", ")
    return names.count > count ? shown + ", … (.tables)" : shown
  }
}
