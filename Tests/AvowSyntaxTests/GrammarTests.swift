import AvowDiagnostics
import AvowSyntax
import AvowTestSupport
import Glibc
import Testing

@Suite struct GrammarTests {
  let grammar: Grammar
  /// `AVOW_SEED=7 swift test` tries other sentences.
  let seed = unsafe getenv("AVOW_SEED").flatMap { unsafe UInt64(String(cString: $0)) } ?? 20_251_121

  init() throws {
    grammar = Grammar(try #require(TestFiles.text("Grammar/avow.ebnf")))
  }

  @Test func `the parser takes every sentence of the grammar`() {
    var generator = SentenceGenerator(grammar, seed: seed)
    for _ in 0..<2000 {
      let tokens = generator.sentence()
      let sentence = generator.layout(tokens, comments: false)
      let diagnostics = Parser.parse(SourceText(sentence)).diagnostics
      guard diagnostics.isEmpty else {
        Issue.record("seed \(seed): \(sentence)\n\(complaints(about: sentence))")
        return
      }
    }
  }

  @Test func `formatting keeps the meaning, and formatting twice changes nothing`() throws {
    var generator = SentenceGenerator(grammar, seed: seed + 1)
    for round in 0..<800 {
      let tokens = generator.sentence()
      let sentence = generator.layout(tokens, comments: round.isMultiple(of: 2))
      let once = try Formatter.format(SourceText(sentence))
      let again = Parser.parse(SourceText(once))
      guard outline(Parser.parse(SourceText(sentence)).script) == outline(again.script),
        try Formatter.format(SourceText(once)) == once,
        count("note", in: once) == count("note", in: sentence)
      else {
        Issue.record("seed \(seed + 1): \(sentence)\nonce: \(once)\n\(complaints(about: once))")
        return
      }
    }
  }

  private func count(_ word: String, in text: String) -> Int {
    text.ranges(of: word).count
  }

  @Test func `damaged sentences are refused or taken, never more`() {
    var generator = SentenceGenerator(grammar, seed: seed + 2)
    for _ in 0..<1500 {
      var tokens = generator.sentence()
      guard !tokens.isEmpty else { continue }
      for _ in 0..<Int.random(in: 1...3, using: &generator.numbers) {
        damage(&tokens, &generator.numbers)
      }
      var bytes = Array(generator.layout(tokens, comments: true).utf8)
      if Bool.random(using: &generator.numbers), !bytes.isEmpty {
        let place = Int.random(in: 0..<bytes.count, using: &generator.numbers)
        bytes[place] = UInt8.random(in: 0...255, using: &generator.numbers)
      }
      check(SourceText(bytes: bytes), &generator.numbers)
    }
  }

  /// Checks that spans lie inside the text, and that nothing that asks about it traps.
  private func check(_ source: SourceText, _ numbers: inout RepeatableNumbers) {
    let diagnostics = Parser.parse(source).diagnostics
    #expect(diagnostics.count <= 5)
    for diagnostic in diagnostics {
      let spans = [diagnostic.span] + (diagnostic.fix?.edits.map(\.span) ?? [])
      for span in spans {
        #expect(0 <= span.start && span.start <= span.end && span.end <= source.bytes.count)
      }
    }
    _ = DiagnosticRenderer().render(diagnostics, in: source)
    _ = Parser.completeness(of: source.bytes)
    _ = highlight(source)
    let place = Int.random(in: 0...source.bytes.count, using: &numbers)
    _ = CompletionContext(at: place, in: source)
  }

  private func damage(_ tokens: inout [String], _ numbers: inout RepeatableNumbers) {
    guard let place = tokens.indices.randomElement(using: &numbers) else { return }
    switch Int.random(in: 0..<4, using: &numbers) {
    case 0: tokens.remove(at: place)
    case 1: tokens.insert(tokens[place], at: place)
    case 2:
      let other = Int.random(in: 0..<tokens.count, using: &numbers)
      tokens.swapAt(place, other)
    default:
      let extra = ["(", ")", "{", ",", ";", "where", "as", "is", "=", "null", "'", "\"", "[", "!"]
      tokens.insert(extra.randomElement(using: &numbers) ?? "", at: place)
    }
  }

  @Test func `the words of the grammar are the keywords`() {
    #expect(grammar.words == Set(Keyword.all.map(\.keyword.spelling)))
    #expect(Keyword.all.count == Keyword.allCases.count)
    #expect(Set(Keyword.all.map(\.keyword)).count == Keyword.allCases.count)
  }

  @Test func `scales and periods of the grammar are those of the parser`() {
    guard case .choice(let scales)? = grammar.rules["scale"],
      case .choice(let periods)? = grammar.rules["period"]
    else {
      Issue.record("no scales or periods")
      return
    }
    #expect(scales.count == Scale.allCases.flatMap(\.spellings).count)
    #expect(periods.count == TimeUnit.allCases.count * 2)
  }

  @Test func `every clause of the table is a clause of the language`() {
    let clauses = Set(ClauseSyntax.all.map(\.keyword))
    let places: Set<Keyword.Place> = [.clause, .time, .end]
    #expect(clauses == Set(Keyword.all.filter { places.contains($0.place) }.map(\.keyword)))
  }
}
