internal import AvowDiagnostics
internal import AvowModel

/// The words of errors about sets, pivots and windows.
extension BindError {
  func words(_ error: TableError) -> Diagnostic {
    switch error {
    case .windowPlace(let function):
      return complaint(
        .windowPlace, "`\(function)` over other rows may stand in derive, select and order by only",
        hint: "derive it first, then use its name")
    case .windowFunction(let function, let needs):
      return complaint(
        .windowFunction,
        needs.map { "`\(function)` needs \($0)" } ?? "`\(function)` does not look at other rows",
        hint: needs == nil ? "leave out over (…)" : nil)
    case .pivotNeedsGroup(let key, let fix):
      return complaint(
        .pivotNeedsGroup, "pivot turns a key of a grouping into columns, and there is none",
        fix: fix, hint: "group by \(key) before, and by what makes a row")
    case .pivotNeedsKey(let key, let keys):
      return complaint(
        .pivotNeedsGroup, "`\(key)` is no key of the grouping", hint: "group by \(key) too",
        notes: ["grouped by: \(keys.joined(separator: ", "))"])
    case .pivotAfterExpand(let keys):
      return complaint(
        .pivotNeedsGroup, "expand made several rows of a group, and a cell has room for one",
        hint: "group again before: group by \(keys.joined(separator: ", "))")
    case .pivotNeedsMeasure(let key, let selected):
      return complaint(
        .pivotNeedsGroup, "no column besides the keys was selected to fill the columns of `\(key)`",
        hint: "select one too: select \(selected)")
    case .pivotNeedsValues(let key, let count):
      let reason = count.map { "\($0) rows, too many for columns" } ?? "no fixed set of values"
      return complaint(
        .pivotNeedsValues, "`\(key)` has \(reason)",
        hint: "name those that become columns: pivot on \(key) in (…)")
    case .differentWidths(let word, let left, let right):
      return complaint(
        .differentWidths, "`\(word)` of \(left) and \(right) columns",
        hint: "select as many columns on both sides")
    case .differentColumns(let word, let place, let left, let right):
      return complaint(
        .differentColumns, "column \(place) differs: \(left), and \(right)",
        hint: "`\(word)` matches columns by their place")
    case .unknownChart, .nothingToDraw: return chartWords(error)
    }
  }

  /// The words about pictures.
  private func chartWords(_ error: TableError) -> Diagnostic {
    switch error {
    case .unknownChart(let name, let near):
      let kinds = ChartKind.allCases.map(\.name).joined(separator: ", ")
      return complaint(
        .unknownChart, "there is no kind of chart called `\(name)`", nearest: near,
        note: "kinds: \(kinds)")
    case .nothingToDraw(let reason, let hint, let columns):
      return complaint(
        .nothingToDraw, reason, hint: hint,
        notes: columns.isEmpty ? [] : ["columns: " + columns.joined(separator: ", ")])
    case .windowPlace, .windowFunction, .pivotNeedsGroup, .pivotNeedsKey, .pivotNeedsValues,
      .pivotAfterExpand, .pivotNeedsMeasure, .differentWidths, .differentColumns:
      return words(error)
    }
  }
}
