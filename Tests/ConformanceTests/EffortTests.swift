import Testing

/// Queries that unfold, nest or repeat without end: each is answered or refused at once.
@Suite struct EffortTests {
  private static func nested(
    _ open: String, _ close: String, _ depth: Int, around inner: String
  ) -> String {
    String(repeating: open, count: depth) + inner + String(repeating: close, count: depth)
  }

  private static func definitions(_ count: Int, _ body: (Int) -> String) -> String {
    (1...count).map { "let a\($0) = \(body($0 - 1)); " }.joined()
  }

  private static func repeated(_ text: String, _ count: Int) -> String {
    Array(repeating: text, count: count).joined(separator: " ")
  }

  private static let texts = [
    "promises select " + nested("count((promises select ", "))", 20, around: "1"),
    "promises select " + nested("sum(count((promises select ", ")))", 20, around: "1"),
    nested("case when true then (", ") else 1 end", 30, around: "1"),
    "promises where " + nested("\"a\" = (", ")", 30, around: "title"),
    "let foo = 1; promises where " + nested("foo = (", ")", 30, around: "nothing"),
    "promises where " + nested("\"a\" = case when true then (", ") end", 30, around: "title"),
    "let a0 = 1; " + definitions(40) { "a\($0) + a\($0)" } + "a40",
    "let a0 = true; " + definitions(40) { "a\($0) or a\($0)" } + "a40",
    "let a0 = (promises); " + definitions(40) { "(a\($0) where count((a\($0))) > 0)" } + "a40",
    "let a0 = promises; " + definitions(40) { "a\($0) union a\($0)" } + "a40",
    "let f(x) = x; let g(x) = \(nested("f(", ")", 60, around: "x")); "
      + "let h(x) = \(nested("g(", ")", 60, around: "x")); h(1)",
    "let f0(x) = x + x; " + (1...20).map { "let f\($0)(x) = f\($0 - 1)(f\($0 - 1)(x)); " }.joined()
      + "f20(1)",
    "promises where "
      + nested("any((promises where title = this.title and ", "))", 20, around: "1 = 1"),
    "promises where " + nested("any((actors where ", "))", 6, around: "label = this.label"),
    "promises " + repeated("where type = grain", 2000),
    "promises " + repeated("where tipe = grain", 2000),
    "promises " + repeated("order by title", 2000),
    "promises " + (0..<2000).map { "derive x\($0) = 1" }.joined(separator: " "),
    "promises select " + (0..<2000).map { "title as x\($0)" }.joined(separator: ", "),
    "promises group by " + (0..<2000).map { "title as x\($0)" }.joined(separator: ", "),
    "promises select title" + String(repeating: ".actor", count: 450),
    (0..<4000).map { "let a\($0) = \($0);" }.joined() + "1",
  ]

  @Test(arguments: texts.indices)
  func `what unfolds without end is answered or refused at once`(index: Int) {
    let text = Self.texts[index]
    let clock = ContinuousClock()
    let elapsed = clock.measure { _ = TestSession.print(text, dataset: "small") }
    // A debug build on a busy machine takes several times as long as a release.
    #expect(elapsed < .seconds(20), "\(text.prefix(100))")
  }
}
