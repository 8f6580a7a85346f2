import AvowModel

/// A mark for each row where its date lies, under an axis; the date as written stands beside it.
struct TimelineChart: ChartPicture {
  let text: ChartText
  let legend: [String]
  private let dates: DateColumn?
  /// Nil where no date has a known end.
  private let axis: TimeAxis?
  private let rowCount: Int
  private let showsNames: Bool
  private let signs: ChartSigns
  private let lines: ChartLines

  /// The least that a picture is given.
  private static let minimumPicture = 24

  init(_ chart: Chart, page: Page) {
    text = ChartText(chart, page: page)
    if case .date(let dates) = text.drawn.column.data { self.dates = dates } else { dates = nil }
    rowCount = page.options.shownRows(of: page.table.rowCount)
    showsNames = page.options.header == .shown
    signs = ChartSigns(page.options.signs)
    let survey = TimeSurvey(text.drawn.column, dates, rows: rowCount)
    let least = survey.first == nil ? 0 : Self.minimumPicture
    lines = ChartLines(
      layout: text.layout(page, minimumPicture: least), alignment: .left,
      emphasis: Emphasis(color: page.options.color))
    axis = TimeAxis(survey, width: lines.layout.picture)
    legend = axis == nil ? [] : survey.legend(signs)
  }

  var count: Int { rowCount }

  func appendHead(to output: inout [UInt8]) {
    let names = showsNames ? [text.labelName, text.drawnName] : ["", ""]
    if showsNames || axis != nil {
      lines.append(
        label: ChartLines.Piece(text: names[0], mark: .bold),
        value: ChartLines.Piece(text: names[1], mark: .bold), picture: axis?.labels ?? "",
        to: &output)
    }
    guard let axis else { return }
    let nothing = ChartLines.Piece(text: "")
    lines.append(label: nothing, value: nothing, picture: axis.line(signs), to: &output)
  }

  func append(_ entry: Int, to output: inout [UInt8]) {
    var picture = ""
    if let axis {
      var marks = TimePicture(axis, signs: signs)
      if let dates, text.drawn.column.state(at: entry) == .known { marks.draw(dates[entry]) }
      picture = marks.text
    }
    lines.append(
      label: ChartLines.Piece(text: text.label(of: entry), mark: text.labelMark(of: entry)),
      value: ChartLines.Piece(text: text.value(of: entry), mark: text.valueMark(of: entry)),
      picture: picture, to: &output)
  }
}
