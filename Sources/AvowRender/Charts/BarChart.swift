import AvowModel

/// A bar for each row, as long as its number, which stands beside it.
///
/// Amounts in several units do not compare: each unit has a heading and a scale of its own.
struct BarChart: ChartPicture {
  let text: ChartText
  let legend: [String]
  private let numbers: BarNumbers
  private let scales: [Scale]
  /// What stands in order where there are several scales; nil where each row stands once.
  private let entries: [Entry]?
  private let rowCount: Int
  private let showsNames: Bool
  private let signs: ChartSigns
  private let lines: ChartLines

  /// The scale of the amounts in one unit.
  private struct Scale {
    var unit: UnitID?
    var scale: BarScale
  }

  /// A line of a chart with several scales.
  private enum Entry {
    case heading(String)
    /// A row, nil for the scale where it has no number.
    case row(Int, scale: Int?)
  }

  /// The least that a picture is given.
  private static let minimumPicture = 10

  init(_ chart: Chart, page: Page) {
    text = ChartText(chart, page: page)
    numbers = BarNumbers(text.drawn)
    rowCount = page.options.shownRows(of: page.table.rowCount)
    showsNames = page.options.header == .shown
    signs = ChartSigns(page.options.signs)
    lines = ChartLines(
      layout: text.layout(page, minimumPicture: Self.minimumPicture), alignment: .right,
      emphasis: Emphasis(color: page.options.color))
    let survey = BarSurvey(numbers, rows: rowCount)
    let picture = lines.layout.picture
    scales = survey.extents.map { unit, extent in
      Scale(unit: unit, scale: BarScale(extent, width: picture))
    }
    entries = scales.count > 1 ? Self.entries(scales, numbers, rows: rowCount, page) : nil
    legend = survey.legend(signs)
  }

  var count: Int { entries?.count ?? rowCount }

  func appendHead(to output: inout [UInt8]) {
    guard showsNames else { return }
    lines.append(
      label: ChartLines.Piece(text: text.labelName, mark: .bold),
      value: ChartLines.Piece(text: text.drawnName, mark: .bold), picture: "", to: &output)
  }

  func append(_ entry: Int, to output: inout [UInt8]) {
    guard let entries else {
      append(row: entry, on: scales.isEmpty ? nil : 0, to: &output)
      return
    }
    switch entries[entry] {
    case .heading(let words): lines.append(heading: words, to: &output)
    case .row(let row, let scale): append(row: row, on: scale, to: &output)
    }
  }

  private func append(row: Int, on scale: Int?, to output: inout [UInt8]) {
    var picture = ""
    if let scale {
      var bar = BarPicture(scales[scale].scale, signs: signs)
      let unit = scales[scale].unit
      if let part = numbers.parts(of: row).first(where: { $0.unit == unit }) {
        bar.draw(part.reach)
      }
      picture = bar.text
    }
    lines.append(
      label: ChartLines.Piece(text: text.label(of: row), mark: text.labelMark(of: row)),
      value: ChartLines.Piece(text: text.value(of: row), mark: text.valueMark(of: row)),
      picture: picture, to: &output)
  }

  /// The rows under their units, each unit with those that have an amount in it; then the rows
  /// without any.
  private static func entries(
    _ scales: [Scale], _ numbers: BarNumbers, rows: Int, _ page: Page
  ) -> [Entry] {
    var members = [[Entry]](repeating: [], count: scales.count)
    var without: [Entry] = []
    let positions = Dictionary(
      scales.enumerated().map { ($1.unit, $0) }, uniquingKeysWith: { first, _ in first })
    for row in 0..<rows {
      let parts = numbers.parts(of: row)
      for part in parts {
        guard let position = positions[part.unit] else { continue }
        members[position].append(.row(row, scale: position))
      }
      if parts.isEmpty { without.append(.row(row, scale: nil)) }
    }
    let safety = TextSafety(page.options.signs)
    let units = page.database.schema.units
    var result: [Entry] = []
    for (scale, rows) in zip(scales, members) {
      let name = scale.unit.map { safety.text(units[$0].symbol) } ?? "without a unit"
      result.append(.heading(name + ":"))
      result += rows
    }
    return without.isEmpty ? result : result + [.heading("without a bar:")] + without
  }
}
