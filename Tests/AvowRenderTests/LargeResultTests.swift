import AvowModel
import AvowRender
import Testing

private func table(rows: Int) -> ResultTable {
  let numbers = (0..<rows).map { Int64($0) }
  let names = TextColumn((0..<rows).map { "row number \($0), with a comma" })
  let actors = (0..<rows).map { UInt32($0 % 4) }
  return Fixture.table([
    ResultColumn(name: "n", type: .integer, column: Column(.number(NumberColumn(exact: numbers)))),
    ResultColumn(name: "name", type: .text, column: Column(.text(names))),
    ResultColumn(
      name: "actor", type: .reference(Fixture.actors), column: Column(.reference(actors))),
  ])
}

@Test(.timeLimit(.minutes(1)), arguments: OutputMode.allCases)
func `a hundred thousand rows come in small pieces`(mode: OutputMode) {
  var largest = 0
  var lines = 0
  render(
    table(rows: 100_000), from: Fixture.database, as: mode, options: RenderOptions(width: 80)
  ) { piece in
    largest = max(largest, piece.count)
    lines += piece.count { $0 == UInt8(ascii: "\n") }
  }
  #expect(lines >= 100_000)
  #expect(largest < 70_000)
}

@Test func `a write that fails ends the rendering`() {
  struct Full: Error {}
  var pieces = 0
  #expect(throws: Full.self) {
    try render(
      table(rows: 100_000), from: Fixture.database, as: .csv, options: RenderOptions()
    ) { (_: [UInt8]) throws(Full) in
      pieces += 1
      throw Full()
    }
  }
  #expect(pieces == 1)
}

@Test(.timeLimit(.minutes(1)), arguments: [nil, 80])
func `one enormous cell is wrapped`(width: Int?) {
  let text = String(repeating: "word 日本 ", count: 100_000)
  let table = Fixture.table([Fixture.column("t", .text, [.text(text), .text("x")])])
  let output = Fixture.text(table, .box, RenderOptions(width: width))
  #expect(output.utf8.count < 3 * text.utf8.count)
}
