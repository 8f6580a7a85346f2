import AvowModel

/// What a picture shows of an answer's rows as text: what names them, and the exact value.
struct ChartText {
  /// The names of the columns that name a row.
  let labelName: String
  /// The name of the column that is drawn.
  let drawnName: String
  /// The names of the columns that are not shown.
  let others: [String]
  let drawn: ResultColumn
  private let labels: [ColumnText]
  private let value: ColumnText
  private let separator: String

  init(_ chart: Chart, page: Page) {
    let style = CellStyle(.people, page: page)
    let columns = page.table.columns
    let names = columns.map { String(decoding: style.bytes($0.name), as: UTF8.self) }
    separator = style.fieldSeparator
    labelName = chart.labels.map { names[$0] }.joined(separator: separator)
    drawnName = names[chart.drawn]
    others = columns.indices.filter { $0 != chart.drawn && !chart.labels.contains($0) }
      .map { names[$0] }
    drawn = columns[chart.drawn]
    labels = chart.labels.map { ColumnText(columns[$0], style: style, database: page.database) }
    value = ColumnText(drawn, style: style, database: page.database)
  }

  /// What names a row; empty where no column does.
  func label(of row: Int) -> String {
    var bytes: [UInt8] = []
    for (position, label) in labels.enumerated() {
      if position > 0 { bytes += separator.utf8 }
      label.append(row, to: &bytes)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// How a row's name is marked: dim where it is not known.
  func labelMark(of row: Int) -> Emphasis.Mark? {
    labels.count == 1 && labels[0].state(at: row) != .known ? .dim : nil
  }

  /// The value of a row as a table has it.
  func value(of row: Int) -> String {
    var bytes: [UInt8] = []
    value.append(row, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// How a row's value is marked: dim where it is not known.
  func valueMark(of row: Int) -> Emphasis.Mark? {
    drawn.column.state(at: row) == .known ? nil : .dim
  }

  /// The cells of the widest label and of the widest value of the first rows.
  func extent(ofFirst rows: Int) -> (label: Int, value: Int) {
    (0..<rows).reduce((0, 0)) { widest, row in
      (
        max(widest.0, TextWidth.of(label(of: row))), max(widest.1, TextWidth.of(value(of: row)))
      )
    }
  }
}

extension ChartText {
  /// The layout of the rows that are shown, with the names of the columns above them.
  func layout(_ page: Page, minimumPicture: Int) -> ChartLayout {
    let extent = extent(ofFirst: page.options.shownRows(of: page.table.rowCount))
    let names = page.options.header == .shown ? [labelName, drawnName] : ["", ""]
    return ChartLayout(
      width: page.options.lineWidth, label: max(extent.label, TextWidth.of(names[0])),
      value: max(extent.value, TextWidth.of(names[1])), minimumPicture: minimumPicture)
  }
}
