import AvowModel

/// A pipe table for Markdown, with the notes beneath in italics.
struct MarkdownRenderer: RowRenderer {
  private let names: [[UInt8]]
  private let types: [DataType]
  private let columns: [ColumnText]
  private let footer: Footer
  let rowCount: Int

  init(_ page: Page) {
    let style = CellStyle(.people, page: page)
    columns = page.table.columns.map { ColumnText($0, style: style, database: page.database) }
    // A pipe table cannot be without a header; a hidden one is empty.
    names = page.table.columns.map { page.options.header == .shown ? style.bytes($0.name) : [] }
    types = page.table.columns.map(\.type)
    footer = Footer(page)
    rowCount = columns.isEmpty ? 0 : page.options.shownRows(of: page.table.rowCount)
  }

  func appendHead(to output: inout [UInt8]) {
    guard !columns.isEmpty else { return }
    for name in names {
      output += "| ".utf8
      Self.appendEscaped(name, to: &output)
      output.append(spaceByte)
    }
    output += "|\n".utf8
    for type in types { output += (type.isNumeric ? "| ---: " : "| --- ").utf8 }
    output += "|\n".utf8
  }

  func appendRow(_ row: Int, to output: inout [UInt8]) {
    var cell: [UInt8] = []
    for column in columns {
      cell.removeAll(keepingCapacity: true)
      column.append(row, to: &cell)
      output += "| ".utf8
      Self.appendEscaped(cell, to: &output)
      output.append(spaceByte)
    }
    output += "|\n".utf8
  }

  func appendFoot(to output: inout [UInt8]) {
    let lines = [footer.moreRows].compactMap(\.self) + footer.notes
    Self.append(lines, footer.references, isFirst: columns.isEmpty, to: &output)
  }

  /// Adds notes in italics and references, each a paragraph; `isFirst` where nothing is above.
  static func append(
    _ lines: [String], _ references: [String], isFirst: Bool, to output: inout [UInt8]
  ) {
    for (position, line) in lines.enumerated() {
      if position > 0 || !isFirst { output.append(lineFeed) }
      output.append(UInt8(ascii: "*"))
      appendEscaped(Array(line.utf8), to: &output)
      output += "*\n".utf8
    }
    for line in references {
      output.append(lineFeed)
      appendEscaped(Array(line.utf8), to: &output)
      output.append(lineFeed)
    }
  }

  /// Adds text in which nothing is markup.
  private static func appendEscaped(_ text: [UInt8], to output: inout [UInt8]) {
    for (position, byte) in text.enumerated() {
      switch byte {
      case UInt8(ascii: "<"): output += "&lt;".utf8
      case UInt8(ascii: "&"): output += "&amp;".utf8
      case UInt8(ascii: "_") where isInsideWord(position, of: text): output.append(byte)
      case UInt8(ascii: "|"), UInt8(ascii: "\\"), UInt8(ascii: "*"), UInt8(ascii: "`"),
        UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "~"), UInt8(ascii: "_"):
        output.append(UInt8(ascii: "\\"))
        output.append(byte)
      default: output.append(byte)
      }
    }
  }

  /// Whether letters or digits stand on both sides: there `_` is no emphasis.
  private static func isInsideWord(_ position: Int, of text: [UInt8]) -> Bool {
    guard position > 0, position + 1 < text.count else { return false }
    return [text[position - 1], text[position + 1]].allSatisfy { byte in
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
  }
}
