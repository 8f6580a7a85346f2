import AvowModel
import AvowRender
import Testing

@Test func `a list is values between bars`() {
  let table = Fixture.table(Array(EveryType.columns.prefix(5)))
  #expect(
    Fixture.text(table, .list) == """
      country|type|amount|n|sure
      United Kingdom|air_policing|> 280 bn USD|12,000–15,500 +3 unknown|true
      Europe (unbounded group)|troops|< 15 countries|7 +2 undecided|false
      日本|–|5–10 bn EUR|-1234|(undecided)
      (unspecified)|(unknown)|(undisclosed)|– +1 unknown|–

      """)
}

@Test func `lines are names and values, with the notes beneath`() {
  let table = Fixture.table(Array(EveryType.columns.suffix(2)), notes: EveryType.notes)
  #expect(
    Fixture.text(table, .line, RenderOptions(maximumRows: 2)) == #"""
      total = 12 bn USD + 3 bn EUR
      title = plain, with "quotes" | bar

      total = 1 country
      title = two␤lines\t\u{1B}[31mred\u{202E}

      … 2 more rows
      3 pledges undecided: amount unknown 2, said crosses 2025-05 1
      1 more row ties for the last place
      2 rows without a partner

      """#)
}

@Test func `none is a word where it is a group`() {
  let values: [Value] = [.row(1), .missing(.notStated), .missing(.none)]
  let table = Fixture.table([
    Fixture.column("country", .reference(Fixture.actors), values, isGroupKey: true),
    Fixture.column("sum", .integer, [.count(1), .count(1234), .missing(.none)]),
  ])
  #expect(
    Fixture.text(table, .list, RenderOptions(header: .hidden))
      == "Germany|1\n(unknown)|1234\n(none)|–\n")
}
