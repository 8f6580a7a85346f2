import AvowModel

/// One JSON object: `meta` says what makes the answer re-runnable, then `columns` and `rows`.
struct JSONRenderer: RowRenderer {
  private let page: Page
  private let rows: JSONRows
  let rowCount: Int

  init(_ page: Page) {
    self.page = page
    rows = JSONRows(page)
    rowCount = page.table.rowCount
  }

  func appendHead(to output: inout [UInt8]) {
    output += #"{"meta":{"#.utf8
    page.table.stamp.appendJSON(to: &output)
    output += #","row_count":\#(rowCount)"#.utf8
    appendUndecided(to: &output)
    output += #","notes":["#.utf8
    for (position, note) in notesText(page.table.notes).enumerated() {
      if position > 0 { output.append(UInt8(ascii: ",")) }
      JSONText.append(note, to: &output)
    }
    output += "]},\n\"columns\":[".utf8
    for (position, key) in rows.keys.enumerated() {
      if position > 0 { output.append(UInt8(ascii: ",")) }
      output += #"{"name":"#.utf8
      JSONText.append(key, to: &output)
      output += #","type":"#.utf8
      let type = page.table.columns[position].type
      JSONText.append(page.database.schema.name(of: type), to: &output)
      output.append(UInt8(ascii: "}"))
    }
    output += "],\n\"rows\":[".utf8
  }

  func appendRow(_ row: Int, to output: inout [UInt8]) {
    output += (row > 0 ? ",\n" : "\n").utf8
    rows.append(row, to: &output)
  }

  func appendFoot(to output: inout [UInt8]) {
    output += "\n]".utf8
    if !page.table.references.isEmpty {
      output += ",\n".utf8
      ReferenceJSON.append(page.table.references, to: &output)
    }
    output += "}\n".utf8
  }

  /// Adds how many rows were undecided, and why: `"undecided":{"rows":2,"causes":[…]}`.
  private func appendUndecided(to output: inout [UInt8]) {
    let causes = page.table.notes.flatMap { note -> [UndecidedCause] in
      switch note {
      case .undecided(_, let causes): causes.filter { $0.count > 0 }
      case .ties, .remark: []
      }
    }
    output += #","undecided":{"rows":\#(totalCount(of: causes)),"causes":["#.utf8
    for (position, cause) in causes.enumerated() {
      if position > 0 { output.append(UInt8(ascii: ",")) }
      output += #"{"cause":"#.utf8
      JSONText.append(cause.text, to: &output)
      output += #","rows":\#(cause.count)}"#.utf8
    }
    output += "]}".utf8
  }
}
