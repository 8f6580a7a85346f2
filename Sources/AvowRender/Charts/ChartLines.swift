/// The lines of one row of a chart: its name, its value, its picture.
struct ChartLines {
  /// On which side of its column a value stands.
  enum Alignment: Hashable {
    case left
    case right
  }

  let layout: ChartLayout
  let alignment: Alignment
  let emphasis: Emphasis

  /// A piece of text with its mark.
  struct Piece {
    var text: String
    var mark: Emphasis.Mark?
  }

  /// A column of a row, wrapped.
  private struct Cell {
    var lines: [TextLine]
    var width: Int
    var alignment: Alignment
    var mark: Emphasis.Mark?
  }

  /// Adds a row: the picture stands on its first line, or beneath.
  func append(label: Piece, value: Piece, picture: String, to output: inout [UInt8]) {
    var cells: [Cell] = []
    if let width = layout.label {
      if width > 0 { cells.append(cell(label, width, .left)) }
    } else {
      appendLines(of: label, indent: 0, to: &output)
    }
    if let width = layout.value {
      cells.append(cell(value, width, alignment))
    } else {
      appendLines(of: value, indent: ChartLayout.gap, to: &output)
      guard picture.contains(where: { $0 != " " }) else { return }
    }
    let height = max(cells.map(\.lines.count).max() ?? 1, 1)
    for line in 0..<height { append(line, of: cells, line == 0 ? picture : "", to: &output) }
  }

  /// Adds a heading above rows.
  func append(heading: String, to output: inout [UInt8]) {
    appendLines(of: Piece(text: heading, mark: .bold), indent: 0, to: &output)
  }

  private func cell(_ piece: Piece, _ width: Int, _ alignment: Alignment) -> Cell {
    Cell(lines: wrap(piece.text, to: width), width: width, alignment: alignment, mark: piece.mark)
  }

  private func append(
    _ line: Int, of cells: [Cell], _ picture: String, to output: inout [UInt8]
  ) {
    var blanks = layout.label == nil ? ChartLayout.gap : 0
    for cell in cells {
      let piece = line < cell.lines.count ? cell.lines[line] : TextLine(text: "", width: 0)
      let padding = max(cell.width - piece.width, 0)
      if cell.alignment == .right { blanks += padding }
      if !piece.text.isEmpty {
        output.appendSpaces(blanks)
        blanks = 0
        emphasis.append(piece.text, as: cell.mark, to: &output)
      }
      if cell.alignment == .left { blanks += padding }
      blanks += ChartLayout.gap
    }
    appendPicture(picture, after: blanks, to: &output)
    output.append(lineFeed)
  }

  /// Adds a picture without the blanks at its end.
  private func appendPicture(_ picture: String, after blanks: Int, to output: inout [UInt8]) {
    guard let last = picture.lastIndex(where: { $0 != " " }) else { return }
    output.appendSpaces(blanks)
    output += picture[...last].utf8
  }

  private func appendLines(of piece: Piece, indent: Int, to output: inout [UInt8]) {
    guard !piece.text.isEmpty else { return }
    for line in wrap(piece.text, to: max(layout.width - indent, 2)) {
      output.appendSpaces(indent)
      emphasis.append(line.text, as: piece.mark, to: &output)
      output.append(lineFeed)
    }
  }
}
