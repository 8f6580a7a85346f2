import AvowModel
import AvowRender
import Testing

@Test func `Markdown has a pipe table and notes in italics`() {
  #expect(
    Fixture.text(EveryType.table, .markdown) == #"""
      | country | type | amount | n | sure | said | condition | asked | total | title |
      | --- | --- | ---: | ---: | --- | --- | --- | --- | ---: | --- |
      | United Kingdom | air_policing | > 280 bn USD | 12,000–15,500 +3 unknown | true \#
      | 2025-05\~ | ceasefire and (bundestag_approval or not peace) | United Kingdom, Germany \#
      | 12 bn USD + 3 bn EUR | plain, with "quotes" \| bar |
      | Europe (unbounded group) | troops | &lt; 15 countries | 7 +2 undecided | false \#
      | \[..2025-08-28\] | peace | – | 1 country | two␤lines\\t\\u{1B}\[31mred\\u{202E} |
      | 日本 | – | 5–10 bn EUR | -1234 | (undecided) | 1970-01-01 | – | (unknown) | 0 |  |
      | (unspecified) | (unknown) | (undisclosed) | – +1 unknown | – | (unknown order) \#
      | (unknown) | – | (unknown) | unknown |

      *3 pledges undecided: amount unknown 2, said crosses 2025-05 1*

      *1 more row ties for the last place*

      *2 rows without a partner*

      """#)
}

@Test func `nothing in a cell of Markdown is markup`() {
  let table = Fixture.table([
    Fixture.column("a", .text, [.text("*b* _c_ d_e `f` [g](h) <i> & ~~j~~ |")])
  ])
  let line = Fixture.text(table, .markdown).split(separator: "\n").last
  #expect(line == #"| \*b\* \_c\_ d_e \`f\` \[g\](h) &lt;i> &amp; \~\~j\~\~ \| |"#)
}

@Test func `a hidden header of Markdown is an empty one`() {
  let table = Fixture.table([Fixture.column("a", .integer, [.count(1), .count(2), .count(3)])])
  let options = RenderOptions(maximumRows: 1, header: .hidden)
  #expect(Fixture.text(table, .markdown, options) == "|  |\n| ---: |\n| 1 |\n\n*… 2 more rows*\n")
}
