package import AvowModel

/// Writes an answer in a mode, in pieces of some 64 KiB, so that a large text is never whole.
///
/// The time is linear in the cells. The database names referenced rows, enumeration values, units
/// and conditions.
package func render<Failure: Error>(
  _ table: ResultTable, from database: Database, as mode: OutputMode, options: RenderOptions,
  to write: ([UInt8]) throws(Failure) -> Void
) throws(Failure) {
  var page = Page(table: table, database: database, options: options)
  if mode == .csv || mode == .tsv { page.table.appendReferences(in: database, options.signs) }
  if case .chart(let chart) = table.presentation, mode.charts == .drawn, table.rowCount > 0 {
    return try render(chart, page, as: mode, to: write)
  }
  switch mode {
  case .box:
    if table.presentation != .card, let box = BoxRenderer(page) {
      try stream(box, to: write)
    } else {
      try stream(CardRenderer(page), to: write)
    }
  case .csv: try stream(CSVRenderer(page), to: write)
  case .tsv: try stream(TSVRenderer(page), to: write)
  case .json: try stream(JSONRenderer(page), to: write)
  case .jsonl: try stream(JSONLinesRenderer(page), to: write)
  case .markdown: try stream(MarkdownRenderer(page), to: write)
  case .list: try stream(ListRenderer(page), to: write)
  case .line: try stream(LineRenderer(page), to: write)
  }
}

/// Draws an answer's rows.
private func render<Failure: Error>(
  _ chart: Chart, _ page: Page, as mode: OutputMode, to write: ([UInt8]) throws(Failure) -> Void
) throws(Failure) {
  var page = page
  // A block of code shows the bytes of a mark, not the mark.
  if mode == .markdown { page.options.color = .off }
  switch chart.kind {
  case .bar: try stream(ChartRenderer(BarChart(chart, page: page), as: mode, page), to: write)
  case .timeline:
    try stream(ChartRenderer(TimelineChart(chart, page: page), as: mode, page), to: write)
  }
}

/// An answer in a mode as one text; for a large answer, write it in pieces instead.
package func renderedText(
  _ table: ResultTable, from database: Database, as mode: OutputMode,
  options: RenderOptions = RenderOptions()
) -> String {
  var bytes: [UInt8] = []
  render(table, from: database, as: mode, options: options) { bytes += $0 }
  return String(decoding: bytes, as: UTF8.self)
}

/// What every renderer starts from.
struct Page {
  var table: ResultTable
  let database: Database
  var options: RenderOptions
}

/// One mode: what stands before, for each and after the rows.
protocol RowRenderer {
  /// How many rows are written.
  var rowCount: Int { get }
  func appendHead(to output: inout [UInt8])
  func appendRow(_ row: Int, to output: inout [UInt8])
  func appendFoot(to output: inout [UInt8])
}

private func stream<Failure: Error>(
  _ renderer: some RowRenderer, to write: ([UInt8]) throws(Failure) -> Void
) throws(Failure) {
  let pieceSize = 1 << 16
  var output: [UInt8] = []
  renderer.appendHead(to: &output)
  for row in 0..<renderer.rowCount {
    renderer.appendRow(row, to: &output)
    if output.count >= pieceSize {
      try write(output)
      output.removeAll(keepingCapacity: true)
    }
  }
  renderer.appendFoot(to: &output)
  if !output.isEmpty { try write(output) }
}
