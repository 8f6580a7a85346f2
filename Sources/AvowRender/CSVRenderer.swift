import AvowModel

/// Comma-separated values after RFC 4180, with line feeds.
///
/// What is none is an empty field, what is unknown the word `unknown`. Texts that are empty or the
/// very word stand in quotes, as in PostgreSQL, so that they stay apart.
struct CSVRenderer: RowRenderer {
  private let names: [[UInt8]]?
  private let columns: [ColumnText]
  private let unknown: [UInt8]
  let rowCount: Int

  init(_ page: Page) {
    let style = CellStyle(.spreadsheet, page: page)
    columns = page.table.columns.map { ColumnText($0, style: style, database: page.database) }
    names =
      page.options.header == .shown && !columns.isEmpty
      ? page.table.columns.map { style.bytes($0.name) } : nil
    unknown = Array(style.text(of: .notStated, isGroupKey: false).utf8)
    rowCount = columns.isEmpty ? 0 : page.table.rowCount
  }

  func appendHead(to output: inout [UInt8]) {
    guard let names else { return }
    for (position, name) in names.enumerated() {
      if position > 0 { output.append(UInt8(ascii: ",")) }
      appendField(name, isValue: true, to: &output)
    }
    output.append(lineFeed)
  }

  func appendRow(_ row: Int, to output: inout [UInt8]) {
    var cell: [UInt8] = []
    for (position, column) in columns.enumerated() {
      if position > 0 { output.append(UInt8(ascii: ",")) }
      cell.removeAll(keepingCapacity: true)
      column.append(row, to: &cell)
      // A lone empty field would be a blank line, which readers skip.
      let isValue = column.state(at: row) == .known || columns.count == 1 && cell.isEmpty
      appendField(cell, isValue: isValue, to: &output)
    }
    output.append(lineFeed)
  }

  func appendFoot(to output: inout [UInt8]) {}

  private func appendField(_ field: [UInt8], isValue: Bool, to output: inout [UInt8]) {
    let looksMissing = isValue && (field.isEmpty || field == unknown)
    guard looksMissing || field.contains(where: Self.needsQuotes) else {
      output += field
      return
    }
    output.append(UInt8(ascii: "\""))
    for byte in field {
      if byte == UInt8(ascii: "\"") { output.append(byte) }
      output.append(byte)
    }
    output.append(UInt8(ascii: "\""))
  }

  private static func needsQuotes(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == lineFeed
      || byte == UInt8(ascii: "\r")
  }
}
