import AvowModel

/// Values separated by `|`, not aligned; the names come first.
struct ListRenderer: RowRenderer {
  private let names: [[UInt8]]?
  private let columns: [ColumnText]
  private let footer: Footer
  let rowCount: Int

  init(_ page: Page) {
    let style = CellStyle(.people, page: page)
    columns = page.table.columns.map { ColumnText($0, style: style, database: page.database) }
    names =
      page.options.header == .shown && !columns.isEmpty
      ? page.table.columns.map { style.bytes($0.name) } : nil
    footer = Footer(page)
    rowCount = columns.isEmpty ? 0 : page.options.shownRows(of: page.table.rowCount)
  }

  func appendHead(to output: inout [UInt8]) {
    guard let names else { return }
    output += names.joined(separator: [UInt8(ascii: "|")])
    output.append(lineFeed)
  }

  func appendRow(_ row: Int, to output: inout [UInt8]) {
    for (position, column) in columns.enumerated() {
      if position > 0 { output.append(UInt8(ascii: "|")) }
      column.append(row, to: &output)
    }
    output.append(lineFeed)
  }

  func appendFoot(to output: inout [UInt8]) {
    if let moreRows = footer.moreRows { output += (moreRows + "\n").utf8 }
  }
}
