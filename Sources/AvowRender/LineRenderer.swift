import AvowModel

/// One value a line, `name = value`, with an empty line between rows and before the notes.
struct LineRenderer: RowRenderer {
  private let labels: [[UInt8]]
  private let columns: [ColumnText]
  private let footer: Footer
  let rowCount: Int

  init(_ page: Page) {
    let style = CellStyle(.people, page: page)
    columns = page.table.columns.map { ColumnText($0, style: style, database: page.database) }
    let names = page.table.columns.map { style.bytes($0.name) }
    let width = names.map(TextWidth.of(utf8:)).max() ?? 0
    labels = names.map { name in
      guard page.options.header == .shown else { return [] }
      var label: [UInt8] = []
      label.appendSpaces(width - TextWidth.of(utf8: name))
      return label + name + Array(" = ".utf8)
    }
    footer = Footer(page)
    rowCount = columns.isEmpty ? 0 : page.options.shownRows(of: page.table.rowCount)
  }

  func appendHead(to output: inout [UInt8]) {}

  func appendRow(_ row: Int, to output: inout [UInt8]) {
    if row > 0 { output.append(lineFeed) }
    for (label, column) in zip(labels, columns) {
      output += label
      column.append(row, to: &output)
      output.append(lineFeed)
    }
  }

  func appendFoot(to output: inout [UInt8]) {
    let lines = [footer.moreRows].compactMap(\.self) + footer.notes + footer.references
    if rowCount > 0, !lines.isEmpty { output.append(lineFeed) }
    for line in lines { output += (line + "\n").utf8 }
  }
}
