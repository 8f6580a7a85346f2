import AvowModel

/// A line a field: for one row that wants to be read, and for tables too wide for the terminal.
struct CardRenderer: RowRenderer {
  private let names: [String]
  private let nameWidth: Int
  private let columns: [ColumnText]
  private let isCard: Bool
  private let lineWidth: Int?
  private let showsNames: Bool
  private let emphasis: Emphasis
  private let footer: FooterText
  let rowCount: Int

  /// The cells that a value needs beside its name, else it goes beneath.
  private static let minimumBeside = 16
  private static let gap = 2

  init(_ page: Page) {
    let style = CellStyle(.people, page: page)
    let table = page.table
    names = table.columns.map { String(decoding: style.bytes($0.name), as: UTF8.self) }
    nameWidth = names.map { TextWidth.of($0) }.max() ?? 0
    columns = table.columns.map { ColumnText($0, style: style, database: page.database) }
    isCard = table.presentation == .card && table.rowCount == 1
    lineWidth = page.options.lineWidth
    showsNames = page.options.header == .shown
    emphasis = Emphasis(color: page.options.color)
    footer = FooterText(page)
    rowCount = columns.isEmpty ? 0 : page.options.shownRows(of: table.rowCount)
  }

  func appendHead(to output: inout [UInt8]) {
    guard rowCount == 0, showsNames, !names.isEmpty else { return }
    for line in wrap(names.joined(separator: " "), to: lineWidth ?? .max) {
      emphasis.append(line.text, as: .bold, to: &output)
      output.append(lineFeed)
    }
  }

  func appendRow(_ row: Int, to output: inout [UInt8]) {
    if row > 0 { output.append(lineFeed) }
    var cell: [UInt8] = []
    for (name, column) in zip(names, columns) {
      cell.removeAll(keepingCapacity: true)
      column.append(row, to: &cell)
      let mark: Emphasis.Mark? = column.state(at: row) == .known ? nil : .dim
      let value = String(decoding: cell, as: UTF8.self)
      if !showsNames {
        append(value, as: mark, indent: 0, isFirstIndented: true, to: &output)
      } else if fitsBeside {
        emphasis.append(name, as: .bold, to: &output)
        output.appendSpaces(nameWidth - TextWidth.of(name) + Self.gap)
        let indent = nameWidth + Self.gap
        append(value, as: mark, indent: indent, isFirstIndented: false, to: &output)
      } else {
        append(name, as: .bold, indent: 0, isFirstIndented: true, to: &output)
        append(value, as: mark, indent: Self.gap, isFirstIndented: true, to: &output)
      }
    }
  }

  func appendFoot(to output: inout [UInt8]) {
    if rowCount > 0, !isCard || footer.hasNotes { output.append(lineFeed) }
    if isCard {
      footer.appendNotes(to: &output)
    } else {
      footer.append(to: &output)
    }
  }

  private var fitsBeside: Bool {
    lineWidth.map { $0 - nameWidth - Self.gap >= Self.minimumBeside } ?? true
  }

  /// Adds a text, wrapped behind its indent.
  private func append(
    _ text: String, as mark: Emphasis.Mark?, indent: Int, isFirstIndented: Bool,
    to output: inout [UInt8]
  ) {
    let width = lineWidth.map { max($0 - indent, 2) } ?? .max
    for (position, line) in wrap(text, to: width).enumerated() {
      if position > 0 || isFirstIndented { output.appendSpaces(indent) }
      emphasis.append(line.text, as: mark, to: &output)
      output.append(lineFeed)
    }
  }
}
