import AvowModel

/// Tab-separated values; what would break a row is written as PostgreSQL's COPY writes it.
///
/// What is none is an empty field, what is unknown the word `unknown`.
struct TSVRenderer: RowRenderer {
  private let names: [[UInt8]]?
  private let columns: [ColumnText]
  let rowCount: Int

  init(_ page: Page) {
    let style = CellStyle(.spreadsheet, page: page)
    columns = page.table.columns.map { ColumnText($0, style: style, database: page.database) }
    names =
      page.options.header == .shown && !columns.isEmpty
      ? page.table.columns.map { style.bytes($0.name) } : nil
    rowCount = columns.isEmpty ? 0 : page.table.rowCount
  }

  func appendHead(to output: inout [UInt8]) {
    guard let names else { return }
    for (position, name) in names.enumerated() {
      if position > 0 { output.append(UInt8(ascii: "\t")) }
      Self.appendField(name, to: &output)
    }
    output.append(lineFeed)
  }

  func appendRow(_ row: Int, to output: inout [UInt8]) {
    var cell: [UInt8] = []
    for (position, column) in columns.enumerated() {
      if position > 0 { output.append(UInt8(ascii: "\t")) }
      cell.removeAll(keepingCapacity: true)
      column.append(row, to: &cell)
      Self.appendField(cell, to: &output)
    }
    output.append(lineFeed)
  }

  func appendFoot(to output: inout [UInt8]) {}

  private static func appendField(_ field: [UInt8], to output: inout [UInt8]) {
    guard field.contains(where: { $0 < spaceByte || $0 == UInt8(ascii: "\\") }) else {
      output += field
      return
    }
    for byte in field {
      switch byte {
      case UInt8(ascii: "\t"): output += "\\t".utf8
      case lineFeed: output += "\\n".utf8
      case UInt8(ascii: "\r"): output += "\\r".utf8
      case UInt8(ascii: "\\"): output += "\\\\".utf8
      default: output.append(byte)
      }
    }
  }
}
