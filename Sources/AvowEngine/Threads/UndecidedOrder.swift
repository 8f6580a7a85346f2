package import AvowModel

/// A field of a thread that is unknown because it is not known which row is the latest.
package struct UndecidedOrder: Hashable, Sendable {
  /// The relation of the thread.
  package var relation: RelationID
  /// The thread's own row.
  package var thread: Int
  /// The field of the thread, and the one of the dated rows that it follows.
  package var fields: ThreadRule.FieldPair
  /// The dated rows that may each be the latest, in stored order.
  package var contenders: [Int]
}

/// Finds the fields that `deriveThreads` left unknown for the sake of order; O(rows).
package func undecidedOrders(in derived: Database) -> [UndecidedOrder] {
  derived.schema.relations.indices.flatMap { index -> [UndecidedOrder] in
    let relation = RelationID(index)
    guard let rule = derived.schema[relation].thread,
      let member = derived[rule.source].columns[rule.member]
    else { return [] }
    let undecided = rule.fields.compactMap { pair -> (ThreadRule.FieldPair, [Int])? in
      guard let column = derived[relation].columns[pair.thread], let validity = column.validity
      else { return nil }
      let rows = validity.states.indices.filter { validity.states[$0] == .order }
      return rows.isEmpty ? nil : (pair, rows)
    }
    guard !undecided.isEmpty else { return [] }
    let threads = ThreadDerivation.threads(
      Vector(member), ThreadRows(rule, TimeLimits(), in: derived),
      count: derived[relation].rowCount)
    return undecided.flatMap { pair, rows -> [UndecidedOrder] in
      guard let values = derived[rule.source].columns[pair.source] else { return [] }
      return rows.map { row in
        UndecidedOrder(
          relation: relation, thread: row, fields: pair,
          contenders: threads[row].contenders(for: values))
      }
    }
  }
}
