import AvowModel

/// A picture of an answer's rows, an entry at a time.
protocol ChartPicture {
  var text: ChartText { get }
  /// How many entries there are: rows, and headings between them.
  var count: Int { get }
  /// The signs that are not plain, each with its meaning.
  var legend: [String] { get }
  func appendHead(to output: inout [UInt8])
  func append(_ entry: Int, to output: inout [UInt8])
}

/// A chart with what stands beneath the rows of a table.
struct ChartRenderer<Picture: ChartPicture>: RowRenderer {
  private let picture: Picture
  private let frame: Frame
  private let emphasis: Emphasis
  private let width: Int?

  /// What a chart stands in.
  private enum Frame {
    /// Lines of text, as on a terminal.
    case lines(FooterText)
    /// A block of code, for Markdown.
    case code(fence: String, Footer)
  }

  init(_ picture: Picture, as mode: OutputMode, _ page: Page) {
    self.picture = picture
    emphasis = Emphasis(color: page.options.color)
    width = page.options.lineWidth
    let rows = page.options.shownRows(of: page.table.rowCount)
    frame =
      mode == .markdown
      ? .code(fence: Self.fence(around: picture.text, rows: rows), Footer(page))
      : .lines(FooterText(page))
  }

  var rowCount: Int { picture.count }

  func appendHead(to output: inout [UInt8]) {
    if case .code(let fence, _) = frame { output += "\(fence)text\n".utf8 }
    picture.appendHead(to: &output)
  }

  func appendRow(_ row: Int, to output: inout [UInt8]) { picture.append(row, to: &output) }

  func appendFoot(to output: inout [UInt8]) {
    if !picture.legend.isEmpty { append(picture.legend.joined(separator: "; "), to: &output) }
    let others = picture.text.others
    let remark = others.isEmpty ? nil : "not drawn: " + others.joined(separator: ", ")
    switch frame {
    case .lines(let footer):
      if let remark { append(remark, to: &output) }
      footer.append(to: &output)
    case .code(let fence, let footer):
      output += "\(fence)\n".utf8
      let lines = [footer.moreRows, remark].compactMap(\.self) + footer.notes
      MarkdownRenderer.append(lines, footer.references, isFirst: false, to: &output)
    }
  }

  private func append(_ line: String, to output: inout [UInt8]) {
    for line in wrap(line, to: width ?? .max) {
      emphasis.append(line.text, as: .dim, to: &output)
      output.append(lineFeed)
    }
  }

  /// A fence longer than any run of backticks in the names of rows.
  private static func fence(around text: ChartText, rows: Int) -> String {
    var longest = backticks(in: text.labelName)
    for row in 0..<rows { longest = max(longest, backticks(in: text.label(of: row))) }
    return String(repeating: "`", count: max(longest + 1, 3))
  }

  private static func backticks(in text: String) -> Int {
    text.utf8.split { $0 != UInt8(ascii: "`") }.map(\.count).max() ?? 0
  }
}
