/// Candidates in columns, page by page.
struct CompletionListing {
  /// One screenful.
  struct Page {
    /// The lines, without line breaks.
    var lines: [String]
    /// How many candidates they show.
    var shown: Int
  }

  /// The terminal's size in cells.
  var rows: Int
  var columns: Int
  /// Whether annotations are dimmed.
  var appearance: TerminalAppearance

  private static let gap = 2

  /// The rows of the terminal that a list leaves to the statement.
  private static let rowsKept = 4

  /// The first candidates, as many as a page holds, read down the columns.
  func page(of candidates: ArraySlice<Completion.Candidate>) -> Page {
    let rowLimit = max(1, rows - Self.rowsKept)
    let fitting = candidates.prefix(rowLimit * max(1, columns / (1 + Self.gap)))
    let names = fitting.map { CellWidth.withoutControls($0.text) }
    let notes = fitting.map { CellWidth.withoutControls($0.annotation) }
    let nameCells = min(names.map(CellWidth.of).max() ?? 0, max(1, columns - 1))
    let noteCells = notes.map(CellWidth.of).max() ?? 0
    let entryCells = nameCells + (noteCells > 0 ? Self.gap + noteCells : 0)
    let columnCount = max(1, (columns - 1 + Self.gap) / (entryCells + Self.gap))
    let shown = min(fitting.count, rowLimit * columnCount)
    let rowCount = (shown + columnCount - 1) / columnCount

    let lines = (0..<rowCount).map { row in
      stride(from: row, to: shown, by: rowCount).map { index in
        let isLast = index + rowCount >= shown
        return entry(
          names[index], nameCells, notes[index], isLast ? 0 : entryCells + Self.gap)
      }.joined()
    }
    return Page(lines: lines + remainder(candidates.count - shown), shown: shown)
  }

  private func remainder(_ count: Int) -> [String] {
    count > 0 ? [CellWidth.cut("… \(count) more: press Tab again", to: columns - 1)] : []
  }

  /// A name, its annotation in a column of its own, and spaces up to `cells`.
  private func entry(_ name: String, _ nameCells: Int, _ note: String, _ cells: Int) -> String {
    let shownName = CellWidth.cut(name, to: nameCells)
    var text = shownName
    var used = CellWidth.of(shownName)
    let room = columns - 1 - nameCells - Self.gap
    if !note.isEmpty, room > 0 {
      let shownNote = CellWidth.cut(note, to: room)
      text += spaces(nameCells + Self.gap - used) + dimmed(shownNote)
      used = nameCells + Self.gap + CellWidth.of(shownNote)
    }
    return text + spaces(cells - used)
  }

  private func dimmed(_ text: String) -> String {
    guard appearance == .colored else { return text }
    return TextStyle.dim.sequence + text + TextStyle.plain.sequence
  }

  private func spaces(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }
}
