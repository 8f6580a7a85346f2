import AvowModel
import AvowRender
import Testing

private let people = Fixture.table(
  [
    Fixture.column(
      "country", .reference(Fixture.actors), [.row(0), .row(2), .row(3), .missing(.none)],
      isGroupKey: true),
    EveryType.columns[2], EveryType.columns[3],
  ], notes: EveryType.notes)

@Test func `a box has borders, numbers on the right, and a footer`() {
  #expect(
    Fixture.text(people, .box) == """
      ┌──────────────────────────┬────────────────┬──────────────────────────┐
      │ country                  │         amount │                        n │
      ├──────────────────────────┼────────────────┼──────────────────────────┤
      │ United Kingdom           │   > 280 bn USD │ 12,000–15,500 +3 unknown │
      │ Europe (unbounded group) │ < 15 countries │           7 +2 undecided │
      │ 日本                     │    5–10 bn EUR │                    -1234 │
      │ (none)                   │  (undisclosed) │             – +1 unknown │
      └──────────────────────────┴────────────────┴──────────────────────────┘
      4 rows
      3 pledges undecided: amount unknown 2, said crosses 2025-05 1
      1 more row ties for the last place
      2 rows without a partner

      """)
}

@Test func `a box that is too wide wraps texts first`() {
  #expect(
    Fixture.text(people, .box, RenderOptions(width: 62, signs: .ascii, maximumRows: 2)) == """
      +----------------+----------------+--------------------------+
      | country        |         amount |                        n |
      +----------------+----------------+--------------------------+
      | United Kingdom |   > 280 bn USD | 12,000-15,500 +3 unknown |
      +----------------+----------------+--------------------------+
      | Europe         | < 15 countries |           7 +2 undecided |
      | (unbounded     |                |                          |
      | group)         |                |                          |
      +----------------+----------------+--------------------------+
      ... 2 more rows
      4 rows
      3 pledges undecided: amount unknown 2, said crosses 2025-05 1
      1 more row ties for the last place
      2 rows without a partner

      """)
}

@Test func `a box that does not fit becomes a card a row`() {
  #expect(
    Fixture.text(people, .box, RenderOptions(width: 30, maximumRows: 1)) == """
      country  United Kingdom
      amount   > 280 bn USD
      n        12,000–15,500 +3
               unknown

      … 3 more rows
      4 rows
      3 pledges undecided: amount
      unknown 2, said crosses
      2025-05 1
      1 more row ties for the last
      place
      2 rows without a partner

      """)
}

@Test func `an answer of no rows shows what it would have`() {
  let table = Fixture.table(
    [Fixture.column("a", .text, []), Fixture.column("b", .integer, [])], notes: EveryType.notes)
  #expect(
    Fixture.text(table, .box) == """
      ┌───┬───┐
      │ a │ b │
      └───┴───┘
      0 rows
      3 pledges undecided: amount unknown 2, said crosses 2025-05 1
      1 more row ties for the last place
      2 rows without a partner

      """)
  #expect(
    Fixture.text(Fixture.table(table.columns), .box, RenderOptions(header: .hidden)) == "0 rows\n")
}

@Test func `a hidden header leaves the rows in their box`() {
  let table = Fixture.table([Fixture.column("long_name", .integer, [.count(1)])])
  #expect(
    Fixture.text(table, .box, RenderOptions(header: .hidden)) == """
      ┌───┐
      │ 1 │
      └───┘
      1 row

      """)
}

@Test func `colour marks names and missing values only`() {
  let table = Fixture.table([Fixture.column("a", .text, [.text("x"), .missing(.none)])])
  #expect(
    Fixture.text(table, .box, RenderOptions(color: .on)) == """
      ┌───┐
      │ \u{1B}[1ma\u{1B}[0m │
      ├───┤
      │ x │
      │ \u{1B}[2m–\u{1B}[0m │
      └───┘
      \u{1B}[2m2 rows\u{1B}[0m

      """)
}

@Test func `one row that wants to be read is a card`() {
  let table = Fixture.table(
    [
      Fixture.column("name", .text, [.text("Germany")]),
      Fixture.column(
        "aliases", .list(.text), [.list([.text("FRG"), .text("the Federal Republic")])]),
      Fixture.column("size", .integer, [.missing(.notStated)]),
    ], presentation: .card)
  #expect(
    Fixture.text(table, .box, RenderOptions(width: 27)) == """
      name     Germany
      aliases  FRG, the Federal
               Republic
      size     (unknown)

      """)
}

@Test func `wide characters, marks and emoji keep the borders straight`() {
  let texts = ["日本語", "e\u{301}te\u{301}", "👩‍👩‍👧 family", "🇺🇦", "👍🏽", "❤️", "한국", "\u{200B}zero"]
  let table = Fixture.table([
    Fixture.column("t", .text, texts.map(Value.text)),
    Fixture.column("n", .integer, texts.map { _ in .count(1) }),
  ])
  #expect(
    Fixture.text(table, .box) == """
      ┌───────────┬───┐
      │ t         │ n │
      ├───────────┼───┤
      │ 日本語    │ 1 │
      │ e\u{301}te\u{301}       │ 1 │
      │ 👩‍👩‍👧 family │ 1 │
      │ 🇺🇦        │ 1 │
      │ 👍🏽        │ 1 │
      │ ❤️        │ 1 │
      │ 한국      │ 1 │
      │ \u{200B}zero      │ 1 │
      └───────────┴───┘
      8 rows

      """)
}

@Test func `words wider than a column break between characters`() {
  let table = Fixture.table([
    Fixture.column("t", .text, [.text("antidisestablishment 日本語日本語日本語日本語 a_long_identifier")])
  ])
  #expect(
    Fixture.text(table, .box, RenderOptions(width: 17)) == """
      ┌───────────────┐
      │ t             │
      ├───────────────┤
      │ antidisestabl │
      │ ishment       │
      │ 日本語日本語  │
      │ 日本語日本語  │
      │ a_long_       │
      │ identifier    │
      └───────────────┘
      1 row

      """)
}
