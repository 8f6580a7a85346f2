import AvowDiagnostics
import AvowSyntax
import Testing

/// Texts of great length or depth, that must neither hang nor overflow the stack.
@Suite struct LimitTests {
  @Test(
    arguments: [
      "(", "a ", "\"", "1,", "@", "a or ", "'", "“", "[", "]", "!", "a.", "not ", "- ", ";",
      "a;", "a\n", "{", "case ", "f(", "a where ", "a union ", "#\n", "\0", "\u{301}", "`", "1-",
      "a = ", "x select a, ", "x in (1, ", "5 bn ", "$", "\\", "x to y at ", "=", "«", "a = (a ",
    ])
  func `much of anything is read in time`(_ piece: String) {
    let text = String(repeating: piece, count: 50_000 / piece.utf8.count)
    let source = SourceText(text)
    let clock = ContinuousClock()
    let elapsed = clock.measure {
      let diagnostics = Parser.parse(source).diagnostics
      _ = DiagnosticRenderer().render(diagnostics, in: source)
    }
    #expect(elapsed < .seconds(5), "\(piece.debugDescription)")
  }

  @Test(arguments: ["(", "not ", "a = (", "f(", "case when ", "x to y at ", "x { a ", "a.b"])
  func `what is nested too deep is one complaint`(_ piece: String) {
    let text = "x select " + String(repeating: piece, count: 10_000)
    let diagnostics = Parser.parse(SourceText(text)).diagnostics
    #expect(diagnostics.filter { $0.code == .tooDeep }.count <= 1)
    #expect(diagnostics.count <= 2)
  }

  @Test func `brackets within the limit are taken`() {
    let depth = Parser.depthMax
    let text = String(repeating: "(", count: depth) + "1" + String(repeating: ")", count: depth)
    #expect(Parser.parse(SourceText(text)).diagnostics == [])
    let deeper = "(" + text + ")"
    #expect(Parser.parse(SourceText(deeper)).diagnostics.map(\.code) == [.tooDeep])
  }

  @Test(arguments: [" or ", " and ", " + ", " * ", ", "])
  func `long chains are taken`(_ separator: String) throws {
    let chain = Array(repeating: "a", count: 10_000).joined(separator: separator)
    let source = SourceText("x select " + chain)
    #expect(Parser.parse(source).diagnostics == [])
    #expect(try Formatter.format(source).utf8.count > 10_000)
  }
}
