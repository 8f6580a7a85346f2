import AvowModel

/// A table with borders, wrapped to the terminal: the presentation for people.
///
/// Texts stand left, numbers right. Where a value takes several lines, lines part the rows.
struct BoxRenderer: RowRenderer {
  private let header: [String]?
  private let columns: [ColumnText]
  private let types: [DataType]
  private let widths: [Int]
  private let partsRows: Bool
  private let border: BoxBorder
  private let emphasis: Emphasis
  private let footer: FooterText
  let rowCount: Int

  /// Makes a renderer, or nil where the columns do not fit the terminal side by side.
  init?(_ page: Page) {
    let style = CellStyle(.people, page: page)
    let table = page.table
    let names = table.columns.map { String(decoding: style.bytes($0.name), as: UTF8.self) }
    let rows = table.columns.isEmpty ? 0 : page.options.shownRows(of: table.rowCount)
    let showsHeader = page.options.header == .shown && !names.isEmpty
    let columns = table.columns.map { ColumnText($0, style: style, database: page.database) }
    let types = table.columns.map(\.type)
    let contents = columns.map { Self.extent(of: $0, rows: rows) }
    let namePieces = names.map { $0.split(separator: "_").map { TextWidth.of($0) }.max() ?? 0 }
    let wishes = types.indices.map { index in
      ColumnWidths.Wish(
        natural: max(contents[index].width, showsHeader ? TextWidth.of(names[index]) : 0),
        longestWord: max(contents[index].longestWord, showsHeader ? namePieces[index] : 0),
        isFirm: Self.isFirm(types[index]))
    }
    let frame = 3 * columns.count + 1
    let available = page.options.lineWidth.map { $0 - frame }
    guard let fitted = ColumnWidths.fit(wishes, into: available) else { return nil }
    header = showsHeader ? names : nil
    self.columns = columns
    self.types = types
    widths = fitted
    partsRows = zip(contents, fitted).contains { $0.width > $1 }
    border = BoxBorder(page.options.signs)
    emphasis = Emphasis(color: page.options.color)
    footer = FooterText(page)
    rowCount = rows
  }

  func appendHead(to output: inout [UInt8]) {
    guard header != nil || rowCount > 0 else { return }
    output += border.text(.top, over: widths).utf8
    guard let header else { return }
    let cells = zip(header, widths).map { wrap($0, to: $1) }
    append(cells, marks: [Emphasis.Mark?](repeating: .bold, count: cells.count), to: &output)
  }

  func appendRow(_ row: Int, to output: inout [UInt8]) {
    if row == 0 ? header != nil : partsRows { output += border.text(.middle, over: widths).utf8 }
    var cell: [UInt8] = []
    var cells: [[TextLine]] = []
    for (column, width) in zip(columns, widths) {
      cell.removeAll(keepingCapacity: true)
      column.append(row, to: &cell)
      cells.append(wrap(String(decoding: cell, as: UTF8.self), to: width))
    }
    let marks = columns.map { $0.state(at: row) == .known ? nil : Emphasis.Mark.dim }
    append(cells, marks: marks, to: &output)
  }

  func appendFoot(to output: inout [UInt8]) {
    if header != nil || rowCount > 0 { output += border.text(.bottom, over: widths).utf8 }
    footer.append(to: &output)
  }

  /// Adds one row, as many lines high as its highest cell.
  private func append(_ cells: [[TextLine]], marks: [Emphasis.Mark?], to output: inout [UInt8]) {
    let height = cells.reduce(1) { max($0, $1.count) }
    for line in 0..<height {
      for (index, cell) in cells.enumerated() {
        output += border.vertical.utf8
        output.append(spaceByte)
        let piece = line < cell.count ? cell[line] : TextLine(text: "", width: 0)
        let padding = widths[index] - piece.width
        if types[index].isNumeric { output.appendSpaces(padding) }
        emphasis.append(piece.text, as: marks[index], to: &output)
        if !types[index].isNumeric { output.appendSpaces(padding) }
        output.append(spaceByte)
      }
      output += border.vertical.utf8
      output.append(lineFeed)
    }
  }

  /// The cells of a column's widest value and of its longest word.
  private static func extent(
    of column: ColumnText, rows: Int
  ) -> (width: Int, longestWord: Int) {
    var widest = 0
    var longestWord = 0
    var cell: [UInt8] = []
    for row in 0..<rows {
      cell.removeAll(keepingCapacity: true)
      column.append(row, to: &cell)
      let width = TextWidth.of(utf8: cell)
      widest = max(widest, width)
      guard width > longestWord else { continue }
      longestWord = max(longestWord, TextWidth.ofLongestWord(utf8: cell))
    }
    return (widest, longestWord)
  }

  /// Whether values of a type are short and lose by being broken.
  private static func isFirm(_ type: DataType) -> Bool {
    switch type {
    case .boolean, .integer, .decimal, .date, .quantity, .enumeration, .missing: true
    case .text, .inventory, .reference, .condition, .list, .record: false
    }
  }
}
