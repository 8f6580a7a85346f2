import AvowDiagnostics
import AvowSyntax
import Testing

private func format(_ text: String) throws -> String {
  try Formatter.format(SourceText(text))
}

@Suite struct FormatterTests {
  @Test(
    arguments: [
      ("PLEDGES|where Type=troops", "pledges where type = troops"),
      (
        "pledges where naval-presence = united-kingdom",
        "pledges where naval_presence = united_kingdom"
      ),
      ("pledges where amount>280  BN usd", "pledges where amount > 280 bn usd"),
      ("pledges where amount > $280 billion", "pledges where amount > $280bn"),
      ("pledges where amount > 5000 thousand USD", "pledges where amount > 5000 k USD"),
      ("pledges where met assuming a, b=true, c=false", "pledges assuming a, b, not c where met"),
      ("pledges order by a asc, b DESC", "pledges order by a, b desc"),
      ("x where `Type` = `by`", "x where type = `by`"),
      ("x where said in 2025-q2 or said in @2025-06", "x where said in 2025-Q2 or said in 2025-06"),
      (
        "x where a after 1 months ago and b in last 1 days",
        "x where a after 1 month ago and b in last 1 day"
      ),
      ("countries select pledges{type}as p", "countries select pledges { type } as p"),
      ("x where title matches \"\\d+\\\\.\" ", "x where title matches \"\\d+\\.\""),
      ("x where title = \"a\nb\\t\\u{1b}\\\\\"", "x where title = \"a\\nb\\t\\u{1b}\\\\\""),
      ("param c:LIST OF quantity(USD)=france", "param c: list of quantity(USD) = france"),
      (
        "x select count()over(by k order by d desc)", "x select count() over (by k order by d desc)"
      ),
      ("let k(p)=count(p where a);k(x)", "let k(p) = count(p where a);\nk(x)"),
      ("f((a group by b),90)", "f((a group by b), 90)"),
      (";;a;;b;", "a;\nb"),
      ("x where a = \"\u{301}b\"", "x where a = \"\u{301}b\""),
      ("x where `\u{301}b` = 1", "x where `\u{301}b` = 1"),
      ("", ""),
      ("# nothing", "# nothing"),
    ])
  func `each construct has one canonical spelling`(_ written: String, _ canonical: String) throws {
    #expect(try format(written) == (canonical.isEmpty ? "" : canonical + "\n"))
  }

  @Test func `a long statement has one clause to a line`() throws {
    let text = """
      pledges as of 2025-03 where country.region = europe and announced in 2025 \
      group by country select country, count, sum(amount) as total order by total desc limit 3 cite
      """
    #expect(
      try format(text) == """
        pledges as of 2025-03
          where country.region = europe and announced in 2025
          group by country
          select country, count, sum(amount) as total
          order by total desc
          limit 3
          cite

        """)
  }

  @Test func `set operators begin lines of their own`() throws {
    let part = "pledges where type = troops and stance != refused"
    #expect(
      try format("\(part) union \(part) why") == """
        pledges
          where type = troops and stance != refused
          union pledges
          where type = troops and stance != refused
          why

        """)
  }

  @Test func `comments stay beside their clauses, and blank lines between statements`() throws {
    let text = """
      #!/usr/bin/env avow

      # All of them.

      # Both.
      pledges # the source
        # why
        where met -- the condition
          and type = troops # the type

        select title; # the end
      countries


      # last
      """
    let formatted = """
      #!/usr/bin/env avow

      # All of them.

      # Both.
      pledges  # the source
        # why
        -- the condition
        where met and type = troops  # the type
        select title;  # the end
      countries

      # last

      """
    #expect(try format(text) == formatted)
    #expect(try format(formatted) == formatted)
  }

  @Test func `what is wrong is not formatted`() throws {
    let error = try #require(throws: FormatError.self) { try format("pledges where") }
    #expect(error.diagnostics.count == 1)
  }
}
