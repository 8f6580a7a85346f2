internal import AvowDiagnostics

/// The words of errors about types and rows.
extension BindError {
  var typeWords: Diagnostic {
    switch kind {
    case .notComparable(let left, let right, let hint):
      return error(
        .notComparable, "\(article(left)) does not compare with \(article(right))", hint: hint)
    case .notOrdered(let name):
      return error(
        .notOrdered, "the values of \(name) have no order", hint: "compare them with = or in")
    case .notArithmetic(let operation, let left, let right, let hint):
      let operands = right.isEmpty ? article(left) : "\(article(left)) and \(article(right))"
      return error(.notArithmetic, "`\(operation)` makes no sense for \(operands)", hint: hint)
    case .notCondition(let found, let hint):
      return error(
        .notCondition, "a condition must stand here, and this is \(article(found))",
        hint: hint.map { "write \($0)" })
    case .notList(let found, let hint):
      return error(.notList, "a list must stand here, and this is \(article(found))", hint: hint)
    case .notRows(let found):
      return error(
        .notRows, "rows or a list must stand here, and this is \(article(found))")
    case .notReference(let found, let name):
      return error(
        .notReference, "\(article(found)) has no fields, so `.\(name)` means nothing")
    case .needsUnit(let field, let units):
      return error(
        .needsUnit, "\(article(field)) compares with a number that has a unit",
        hint: units.isEmpty ? nil : "add one, such as " + units.joined(separator: ", "))
    case .dimensionClash(let left, let right):
      return error(.dimensionClash, "\(left) and \(right) do not compare")
    case .noWayBack(let from, let to):
      return error(
        .noWayBack, "no field of \(to) refers to \(from)",
        hint: "(\(to)) in brackets means all of them")
    case .severalWaysBack(let from, let to, let fields):
      return error(
        .severalWaysBack, "several fields of \(to) refer to \(from)",
        hint: "say which: \(to) via \(fields.first ?? "")",
        notes: ["ways back: " + fields.joined(separator: ", ")])
    case .noOuterRow:
      return error(.noOuterRow, "`this` is the row outside the brackets, and there is none")
    case .aggregateNeedsRows(let function):
      return error(
        .aggregateNeedsRows, "`\(function)` needs rows to aggregate",
        hint: "add a group by, or name the rows in its brackets")
    case .mixedAggregate(let plain, let fix):
      return error(
        .mixedAggregate, "an aggregate of all rows cannot stand beside `\(plain)` of each row",
        fix: fix, hint: fix.map { "add: \($0.title)" })
    default: return rowWords
    }
  }

  private var rowWords: Diagnostic {
    switch kind {
    case .notGrouped(let name, let keys):
      let grouped = keys.isEmpty ? "the whole table" : keys.joined(separator: ", ")
      return error(
        .notGrouped, "`\(name)` is not the same for a whole group",
        hint: "aggregate it, such as list(\(name))", notes: ["grouped by: \(grouped)"])
    case .droppedColumn(let name):
      return error(
        .droppedColumn, "`\(name)` was left out by select",
        hint: "put this clause before the select, or select \(name) too")
    case .needsOneColumn(let found):
      return error(
        .needsOneColumn, "one column must stand here, and this query has \(found)",
        hint: "select one")
    case .groupsLists(let name):
      return error(
        .groupsLists, "`\(name)` is a list, and a group needs one value",
        hint: "write expand \(name) before")
    case .comparedWithMissing(let word, let isNegated):
      let test = isNegated ? "is not \(word)" : "is \(word)"
      return error(
        .comparedWithMissing, "nothing equals `\(word)`",
        fix: Fix("write \(test)", replacing: span, with: test), hint: "write \(test)")
    case .valueOrCondition(_, let right, let fix):
      return error(
        .valueOrCondition, "`or` joins conditions, and `\(right)` is a value", fix: fix,
        hint: fix?.title)
    default:
      // Every other kind has its words in `diagnostic(in:)`.
      return error(.notSupported, "this query has no meaning")
    }
  }
}
