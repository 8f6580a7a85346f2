/// Rows of words in columns, two spaces between them.
struct Listing {
  private let rows: [[String]]
  private let rightAligned: Set<Int>
  private let indent: String

  init(_ rows: [[String]], rightAligned: Set<Int> = [], indent: String = "") {
    self.rows = rows.map { $0.map { visible($0) } }
    self.rightAligned = rightAligned
    self.indent = indent
  }

  /// The rows as lines.
  var text: String {
    let columnCount = rows.map(\.count).max() ?? 0
    let widths = (0..<columnCount).map { column in
      rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
    }
    return rows.map { row in
      let cells = row.enumerated().compactMap { column, cell -> String? in
        guard widths[column] > 0 else { return nil }
        let padding = String(repeating: " ", count: widths[column] - cell.count)
        return rightAligned.contains(column) ? padding + cell : cell + padding
      }
      var line = indent + cells.joined(separator: "  ")
      while line.last == " " { line.removeLast() }
      return line + "\n"
    }.joined()
  }
}
