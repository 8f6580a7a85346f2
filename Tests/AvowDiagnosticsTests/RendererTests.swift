import AvowDiagnostics
import Testing

/// Renders an error about the part of a text between two marks `«` and `»`.
private func render(
  _ marked: String, name: String = SourceText.defaultName, hint: String? = nil,
  notes: [String] = [], renderer: DiagnosticRenderer = DiagnosticRenderer()
) -> String {
  let parts = marked.split(separator: "«", omittingEmptySubsequences: false)
  let rest = parts[1].split(separator: "»", omittingEmptySubsequences: false)
  let start = parts[0].utf8.count
  let diagnostic = Diagnostic(
    .error, .unexpectedToken, "wrong", at: SourceSpan(start, start + rest[0].utf8.count),
    hint: hint, notes: notes)
  let source = SourceText(parts[0] + rest.joined(), name: name)
  return renderer.render(diagnostic, in: source)
}

@Suite struct RendererTests {
  @Test func `the line, the carets, the hint and the notes follow the message`() {
    let text = render(
      "pledges where type = «troop» group by country", hint: "did you mean troops? (7 pledges)",
      notes: ["other types: air_policing, bases"])
    #expect(
      text == """
        error[S120]: wrong
          pledges where type = troop group by country
                               ^^^^^ did you mean troops? (7 pledges)
          other types: air_policing, bases

        """)
  }

  @Test func `carets stand under wide characters, marks and after tabs`() {
    #expect(render("日本 «国» x").hasSuffix("\n  日本 国 x\n       ^^\n"))
    #expect(render("e\u{301}e\u{301} «x»").hasSuffix("\n     ^\n"))
    #expect(render("a\t«b»").hasSuffix("\n  a   b\n      ^\n"))
    #expect(render("👩‍🚀«b»").contains("^"))
  }

  @Test func `an empty place gets one caret`() {
    #expect(render("pledges where«»").hasSuffix("\n               ^\n"))
    let empty = Diagnostic(.error, .unexpectedToken, "nothing", at: SourceSpan(0, 0))
    #expect(
      DiagnosticRenderer().render(empty, in: SourceText("")) == "error[S120]: nothing\n")
  }

  @Test func `what must not reach a terminal does not`() {
    let source = SourceText(bytes: Array("a\u{1B}[31m\u{202E}".utf8) + [0xFF, 0x00, 0x9B, 0x7F])
    let diagnostic = Diagnostic(
      .error, .strayCharacter, "bad \u{1B}]0;x\u{7} \u{9B}", at: SourceSpan(1, 2),
      hint: "\u{8}", notes: ["\u{1B}c\n"])
    let shown = DiagnosticRenderer().render(diagnostic, in: source)
    let isHarmful = shown.unicodeScalars.contains {
      ($0.value < 0x20 && $0 != "\n") || (0x7F..<0xA0).contains($0.value) || $0 == "\u{202E}"
    }
    #expect(!isHarmful)
    #expect(shown.split(separator: "\n").count == 4)
    #expect(shown.contains("  a␛[31m<U+202E>\u{FFFD}␀\u{FFFD}␡\n   ^"))
  }

  @Test func `a span over several lines is shown on its first`() {
    let text = render("one «two\nthree» four", name: "x.avow")
    #expect(
      text == """
        error[S120]: wrong
          --> x.avow:1:5
          one two
              ^^^

        """)
  }

  @Test func `the place is told when there are several lines`() {
    #expect(render("a\n\n  «b»\n").contains("\n  --> query:3:3\n    b\n    ^\n"))
    #expect(render("a\r\n«b»\r\nc").contains("\n  b\n  ^\n"))
  }

  @Test(arguments: [0, 10, 150, 500_000, 999_990])
  func `a line of a megabyte is cut around the place`(_ start: Int) {
    let source = SourceText(String(repeating: "é2345678", count: 111_112))
    let diagnostic = Diagnostic(
      .error, .unexpectedToken, "long", at: SourceSpan(start, start + 5))
    let lines = DiagnosticRenderer().render(diagnostic, in: source).split(separator: "\n")
    #expect(lines[1].count <= 104)
    #expect(lines[1].contains("…"))
    let column = lines[2].prefix { $0 == " " }.count
    let shown = Array(lines[1])[column]
    let expected = source.text(of: SourceSpan(start, start + 2))
    #expect(expected.contains(shown) || expected.contains("\u{FFFD}"))
  }

  @Test func `a span longer than the line shown is cut`() {
    let line = String(repeating: "x", count: 5000)
    let lines = render("a «\(line)» b").split(separator: "\n")
    #expect(lines[1].count <= 104)
    #expect(lines[2].count <= 104)
  }

  @Test func `colours are escape sequences around the same text`() {
    let plain = render("a «b»", hint: "hint")
    let colored = render("a «b»", hint: "hint", renderer: DiagnosticRenderer(style: .colored))
    #expect(colored.contains("\u{1B}[1;31m^\u{1B}[0m"))
    let stripped = colored.split(separator: "\u{1B}[", omittingEmptySubsequences: false)
      .enumerated().map { $0.offset == 0 ? $0.element : $0.element.drop { $0 != "m" }.dropFirst() }
    #expect(stripped.joined() == plain)
  }

  @Test func `tools get one object`() {
    let diagnostic = Diagnostic(
      .warning, .unexpectedToken, "say \"x\"\n", at: SourceSpan(4, 5), hint: "h",
      notes: ["n\u{1}"], fix: Fix("t", replacing: SourceSpan(4, 5), with: "\\"))
    let json = diagnostic.json(in: SourceText("é\n b\n", name: "a.avow"))
    #expect(
      json == """
        {"severity":"warning","code":"S120","message":"say \\"x\\"\\n","file":"a.avow","line":2,\
        "column":2,"start":4,"end":5,"hint":"h","notes":["n\\u0001"],"fix":{"title":"t",\
        "edits":[{"start":4,"end":5,"replacement":"\\\\"}]}}
        """)
  }

  @Test func `spans outside the text are cut to it`() {
    let source = SourceText("abc")
    for span in [SourceSpan(5, 9), SourceSpan(-3, 1), SourceSpan(2, 1)] {
      let diagnostic = Diagnostic(.note, .unexpectedToken, "m", at: span)
      #expect(DiagnosticRenderer().render(diagnostic, in: source).contains("^"))
      #expect(!diagnostic.json(in: source).isEmpty)
    }
  }
}
