import AvowModel

/// What stands beneath the rows in modes for people.
struct Footer {
  /// `… 1,234 more rows`, nil where all are shown.
  let moreRows: String?
  /// `1,284 rows`.
  let rowCount: String
  let notes: [String]
  let references: [String]

  init(_ page: Page) {
    let table = page.table
    let hidden = table.rowCount - page.options.shownRows(of: table.rowCount)
    let ellipsis = page.options.signs == .unicode ? "…" : "..."
    moreRows = hidden > 0 ? "\(ellipsis) \(counted(hidden, "more row"))" : nil
    rowCount = counted(table.rowCount, "row")
    let stamp = page.options.stamp == .amongNotes ? stampText(table.stamp) : []
    notes = notesText(table.notes) + stamp
    references = referencesText(table.references, signs: page.options.signs)
  }
}
