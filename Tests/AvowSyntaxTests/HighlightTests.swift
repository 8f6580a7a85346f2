import AvowDiagnostics
import AvowSyntax
import Testing

/// Returns the parts of a text with their classes: `where/keyword`.
private func classes(_ text: String) -> [String] {
  let source = SourceText(text)
  return highlight(source).map { "\(source.text(of: $0.span))/\($0.tokenClass.rawValue)" }
}

@Suite struct HighlightTests {
  @Test func `each token has its class`() {
    #expect(
      classes("pledges where count(x) > $5bn and said in 2025-06 # y") == [
        "pledges/name", "where/keyword", "count/function", "(/punctuation", "x/name",
        ")/punctuation", ">/punctuation", "$/number", "5/number", "bn/name", "and/keyword",
        "said/name", "in/keyword", "2025-06/date", "# y/comment",
      ])
    #expect(
      classes("`a` = \"b\" or $c is none ^") == [
        "`a`/name", "=/punctuation", "\"b\"/text", "or/keyword", "$c/parameter", "is/keyword",
        "none/literal", "^/invalid",
      ])
  }

  @Test func `contextual words are keywords only in their place`() {
    #expect(classes("let let = list").first == "let/keyword")
    #expect(classes("let let = list") == ["let/keyword", "let/name", "=/punctuation", "list/name"])
    #expect(classes("x as of 2025")[2] == "of/keyword")
    #expect(classes("x where known = of")[2] == "known/name")
    #expect(classes("x where a is not known").last == "known/keyword")
    #expect(classes("x where a in last 3 months")[4] == "last/keyword")
    #expect(classes("x select last(a)")[2] == "last/function")
    #expect(classes("x explain sql").last == "sql/keyword")
    #expect(classes("x chart bar").last == "bar/keyword")
    #expect(classes("x chart; bar").last == "bar/name")
  }
}
