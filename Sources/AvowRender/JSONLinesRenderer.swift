import AvowModel

/// One JSON object a row, each on its line.
struct JSONLinesRenderer: RowRenderer {
  private let rows: JSONRows
  let rowCount: Int

  init(_ page: Page) {
    rows = JSONRows(page)
    rowCount = page.table.rowCount
  }

  func appendHead(to output: inout [UInt8]) {}

  func appendRow(_ row: Int, to output: inout [UInt8]) {
    rows.append(row, to: &output)
    output.append(lineFeed)
  }

  func appendFoot(to output: inout [UInt8]) {}
}
