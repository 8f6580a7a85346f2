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
    let early = page.table.warnings.map(ResultNote.warning)
    for (position, note) in notesText(early + page.table.notes).enumerated() {
      if position > 0 { output.append(UInt8(ascii: ",")) }
      JSONText.append(note, to: &output)
    }
    output.append(UInt8(ascii: "]"))
    appendWarnings(to: &output)
    output += "},\n\"columns\":[".utf8
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

  /// Adds what was probably not meant: `"warnings":[{"code":"W101","message":…}]`.
  private func appendWarnings(to output: inout [UInt8]) {
    let late = page.table.notes.compactMap { note -> ResultWarning? in
      switch note {
      case .warning(let warning): warning
      case .undecided, .ties, .remark: nil
      }
    }
    output += #","warnings":["#.utf8
    for (position, warning) in (page.table.warnings + late).enumerated() {
      output += (position > 0 ? ",{" : "{").utf8
      var members = [("code", warning.code), ("message", warning.message)]
      if let hint = warning.hint { members.append(("hint", hint)) }
      if let place = warning.place { members.append(("file", place.file)) }
      JSONText.appendMembers(members, to: &output)
      if let place = warning.place {
        output += #","line":\#(place.line),"column":\#(place.column)"#.utf8
      }
      output += #","start":\#(warning.bytes.lowerBound),"end":\#(warning.bytes.upperBound)}"#.utf8
    }
    output.append(UInt8(ascii: "]"))
  }

  /// Adds how many rows were undecided, and why: `"undecided":{"rows":2,"causes":[…]}`.
  private func appendUndecided(to output: inout [UInt8]) {
    let causes = page.table.notes.flatMap { note -> [UndecidedCause] in
      switch note {
      case .undecided(_, let causes): causes.filter { $0.count > 0 }
      case .ties, .remark, .warning: []
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
