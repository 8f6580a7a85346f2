internal import AvowDiagnostics

/// The words of errors about rows and groups.
extension BindError {
  func words(_ error: RowError) -> Diagnostic {
    switch error {
    case .noWayBack(let from, let to):
      return complaint(
        .noWayBack, "no field of \(to) refers to \(from)",
        hint: "(\(inside ?? to)) in brackets means all of them")
    case .notWayBack(let field, let relation, let target, let fields):
      return complaint(
        .noWayBack, "`\(field)` of \(relation) does not refer to \(target)",
        notes: fields.isEmpty ? [] : ["ways back: " + fields.joined(separator: ", ")])
    case .severalWaysBack(let from, let to, let fields):
      return complaint(
        .severalWaysBack, "several fields of \(to) refer to \(from)",
        hint: "say which: \(to) via \(fields.first ?? "")",
        notes: ["ways back: " + fields.joined(separator: ", ")])
    case .noOuterRow:
      return complaint(
        .noOuterRow, "`this` is the row outside the brackets, and there is none")
    case .aggregateNeedsRows(let function):
      return complaint(
        .aggregateNeedsRows, "`\(function)` needs rows to aggregate",
        hint: "add a group by, or name the rows in its brackets")
    case .mixedAggregate(let plain, let fix):
      return complaint(
        .mixedAggregate, "an aggregate of all rows cannot stand beside `\(plain)` of each row",
        fix: fix, hint: fix.map { "add: \($0.title)" })
    case .notGrouped(let name, let keys):
      let grouped = keys.isEmpty ? "the whole table" : keys.joined(separator: ", ")
      return complaint(
        .notGrouped, "`\(name)` is not the same for a whole group",
        hint: "aggregate it, such as list(\(name))", notes: ["grouped by: \(grouped)"])
    case .droppedColumn(let name):
      return complaint(
        .droppedColumn, "`\(name)` was left out by select",
        hint: "put this clause before the select, or select \(name) too")
    case .needsOneColumn(let found):
      return complaint(
        .needsOneColumn, "one column must stand here, and this query has \(found)",
        hint: "select one")
    case .groupsLists(let name):
      return complaint(
        .groupsLists, "`\(name)` is a list, and one value must stand here",
        hint: "write expand \(name) before")
    case .noHistory, .notSaid, .whereMissing, .severalViewpoints: return sourceWords(error)
    }
  }

  /// The words about what a query starts from.
  private func sourceWords(_ error: RowError) -> Diagnostic {
    switch error {
    case .noHistory(let relation):
      return complaint(
        .notSaid, "\(relation) do not follow from what is said, so that they have no changes",
        hint: "name rows that do, as in changes(pledges)")
    case .notSaid(let relation):
      return complaint(
        .notSaid, "\(relation) are not said on a day, so that none can be said during a period",
        hint: "as of sees them from a day; a where compares their dates")
    case .whereMissing(let rows, let fix):
      return complaint(
        .notComparable, "where is missing: \(rows) are rows, which a condition on a field picks",
        fix: fix, hint: fix?.title)
    case .severalViewpoints:
      return complaint(
        .severalViewpoints, "these rows are seen from several days, or under several assumptions",
        hint: "ask for the field where they are named, on each day by itself")
    case .noWayBack, .notWayBack, .severalWaysBack, .noOuterRow, .aggregateNeedsRows,
      .mixedAggregate, .notGrouped, .droppedColumn, .needsOneColumn, .groupsLists:
      return words(error)
    }
  }
}
