import AvowDiagnostics
import AvowSyntax
import Testing

/// Returns what may stand at the mark `|` in a text.
private func place(_ marked: String) -> CompletionContext? {
  let parts = marked.split(separator: "‸", omittingEmptySubsequences: false)
  let source = SourceText(parts.joined())
  return CompletionContext(at: parts[0].utf8.count, in: source)
}

@Suite struct CompletionTests {
  @Test func `a statement begins with a relation`() throws {
    for text in ["‸", "ple‸", "pledges; ‸", "pledges;\ncou‸ where x"] {
      let context = try #require(place(text))
      #expect(context.categories.contains(.relation), "\(text)")
      #expect(context.categories.contains(.keyword(.let)), "\(text)")
      #expect(context.pipelines.isEmpty)
    }
    #expect(place("pledges; cou‸")?.statements.count == 1)
    #expect(place("pledges; cou‸")?.partialWord == "cou")
    #expect(place("pledges; cou‸ntries")?.partialSpan == SourceSpan(9, 12))
  }

  @Test func `after a source come dates, clauses and ends`() throws {
    let context = try #require(place("pledges ‸"))
    for keyword in [Keyword.as, .during, .where, .group, .why, .union] {
      #expect(context.categories.contains(.keyword(keyword)), "\(keyword)")
    }
    #expect(context.pipelines.count == 1)
    #expect(context.clause == nil)
  }

  @Test func `a clause knows its source and the clauses before`() throws {
    let context = try #require(place("pledges where met select ti‸"))
    #expect(context.clause == .select)
    #expect(context.categories.contains(.field))
    #expect(context.categories.contains(.function))
    #expect(!context.categories.contains(.value))
    #expect(context.pipelines.first?.clauses.count == 1)
    #expect(context.partialWord == "ti")
  }

  @Test(
    arguments: [
      "pledges where type = ‸", "pledges where type = tr‸", "pledges where type in (troops, ‸",
      "pledges where met and type != ‸", "pledges where type is exactly ‸",
      "pledges where type between ‸", "pledges where (type = ‸",
      "countries where any(pledges where type = ‸",
    ])
  func `opposite an expression values may stand`(_ text: String) throws {
    let context = try #require(place(text))
    #expect(context.categories.first == .value)
    let opposite = try #require(context.opposite)
    #expect(SyntaxPrinter.text(of: opposite) == "type")
  }

  @Test func `in quotes the content counts`() throws {
    let context = try #require(place("pledges where type = \"naval pr‸"))
    #expect(context.isInText)
    #expect(context.partialWord == "naval pr")
    #expect(context.opposite != nil)
  }

  @Test(arguments: ["pledges where met and ‸", "pledges where a = b and ‸", "x where f(‸"])
  func `elsewhere they may not`(_ text: String) throws {
    let context = try #require(place(text))
    #expect(context.opposite == nil)
    #expect(context.categories.contains(.field))
  }

  @Test func `after a dot come members, after via ways back`() throws {
    let member = try #require(place("pledges where country.re‸"))
    #expect(member.categories == [.member])
    #expect(member.base.map(SyntaxPrinter.text(of:)) == "country")
    let wayBack = try #require(place("countries select count(pledges via ‸"))
    #expect(wayBack.categories.contains(.wayBack))
    #expect(wayBack.base.map(SyntaxPrinter.text(of:)) == "pledges")
  }

  @Test func `within a call the function is known`() throws {
    let context = try #require(place("x select percentile(amount, ‸"))
    #expect(context.function?.canonical == "percentile")
    #expect(context.argumentIndex == 1)
    #expect(context.pipelines.count == 1)
  }

  @Test func `within brackets the pipelines around are known`() throws {
    let context = try #require(place("countries where any(pledges where ty‸"))
    #expect(
      context.pipelines.map { SyntaxPrinter.text(of: $0.source) } == ["countries", "pledges"])
    #expect(context.clause == .where)
  }

  @Test(
    arguments: [
      ("pledges assuming ‸", .condition), ("pledges assuming a, not ‸", .condition),
      ("pledges where a > 5 ‸", .unit), ("pledges select a to ‸", .unit),
      ("pledges where a = $‸", .parameter), ("param x: ‸", .type), ("pledges chart ‸", .chart),
      ("pledges group ‸", .keyword(.by)), ("pledges where a is ‸", .keyword(.known)),
      ("pledges where a is not ‸", .keyword(.exactly)), ("pledges as ‸", .keyword(.of)),
      ("pledges where a ‸", .keyword(.between)), ("pledges where a = b ‸", .keyword(.and)),
      ("pledges limit 3 ‸", .keyword(.per)), ("pledges order by a ‸", .keyword(.desc)),
      ("pledges select a as ‸", .newName), ("x select case ‸", .keyword(.when)),
      ("pledges explain ‸", .keyword(.sql)), ("pledges join ‸", .relation),
      ("pledges | ‸", .keyword(.where)), ("pledges where a not ‸", .keyword(.in)),
    ] as [(String, CompletionCategory)])
  func `each place has its words`(_ text: String, _ category: CompletionCategory) throws {
    let context = try #require(place(text))
    #expect(context.categories.contains(category))
  }

  @Test func `comments want nothing`() {
    #expect(place("pledges # whe‸") == nil)
  }

  @Test func `what comes after the place does not matter`() throws {
    let context = try #require(place("pledges where type = ‸ ((( \"open"))
    #expect(context.categories.first == .value)
    #expect(!context.isInText)
  }

  @Test(arguments: workingQueries)
  func `any place of a query may be asked about`(_ query: String) {
    let source = SourceText(query)
    for offset in 0...source.bytes.count {
      let context = CompletionContext(at: offset, in: source)
      #expect(context == nil || context?.partialSpan.end == offset)
    }
  }
}
