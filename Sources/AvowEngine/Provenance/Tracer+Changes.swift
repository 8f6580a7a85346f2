import AvowModel
import AvowPlan

extension Tracer {
  /// Adds to each change the row of the thread's source that made it.
  func trace(_ changes: ThreadChanges, _ block: Block, _ owners: [Int]) {
    guard let rule = database.schema[changes.relation].thread,
      let sources = block.column(changes.columns.source)
    else { return }
    for position in 0..<block.count {
      for row in sources.references(at: position) {
        add(rule.source, row, .source, to: owners[position])
      }
    }
  }
}
