import AvowModel
import AvowRender
import Testing

@Test(arguments: Array(6...130))
func `no line is wider than the terminal`(width: Int) {
  let options = RenderOptions(width: width)
  for count in 1...EveryType.columns.count {
    let table = Fixture.table(Array(EveryType.columns.prefix(count)), notes: EveryType.notes)
    for line in Fixture.text(table, .box, options).split(separator: "\n") {
      #expect(cells(of: line) <= width, "\(line)")
    }
  }
}

@Test(arguments: [Int.min, -1, 0, 1, 2, 3, Int.max])
func `any width of a terminal gives a text`(width: Int) {
  for presentation in [ResultTable.Presentation.table, .card] {
    let table = Fixture.table(
      EveryType.columns, notes: EveryType.notes, presentation: presentation)
    #expect(!Fixture.text(table, .box, RenderOptions(width: width)).isEmpty)
  }
}

@Test(arguments: [Int.min, -1, 0, 4, 5, Int.max])
func `any maximum of rows gives a text`(maximum: Int) {
  for mode in OutputMode.allCases where mode.audience == .people {
    let text = Fixture.text(EveryType.table, mode, RenderOptions(maximumRows: maximum))
    #expect(text.contains("more row") == (maximum < 4) || mode.notes == .within)
    #expect(text.contains("… 4 more rows") == (maximum <= 0))
  }
}

/// The cells of a line that holds ASCII, Latin letters, box signs and CJK.
private func cells(of line: Substring) -> Int {
  line.unicodeScalars.reduce(0) { $0 + (0x3000...0x9FFF ~= $1.value ? 2 : 1) }
}
