import AvowModel

/// One JSON object a row, each on its line.
struct JSONLinesRenderer: RowRenderer {
  private let rows: JSONRows
  private let table: ResultTable
  /// The key of the references of a row, nil where there are none.
  private let referenceKey: [UInt8]?
  let rowCount: Int

  init(_ page: Page) {
    rows = JSONRows(page)
    table = page.table
    rowCount = table.rowCount
    guard table.isCited, let key = JSONRows.distinct(rows.keys + ["references"]).last else {
      referenceKey = nil
      return
    }
    var bytes = Array(",".utf8)
    JSONText.appendKey(key, to: &bytes)
    referenceKey = bytes
  }

  func appendHead(to output: inout [UInt8]) {}

  func appendRow(_ row: Int, to output: inout [UInt8]) {
    rows.append(row, to: &output)
    if let referenceKey {
      output.removeLast()
      output += referenceKey
      ReferenceJSON.appendLine(table.references(ofRow: row), to: &output)
      output.append(UInt8(ascii: "}"))
    }
    output.append(lineFeed)
  }

  func appendFoot(to output: inout [UInt8]) {}
}
