import AvowDiagnostics
import AvowSyntax
import AvowTestSupport
import Testing

@Suite struct DiagnosticPageTests {
  let path = "Grammar/Diagnostics.md"

  @Test func `every code of the syntax has an entry that shows what is printed`() throws {
    let text = try #require(TestFiles.text(path))
    let pages = DiagnosticPage.pages(in: text, phase: "S")
    if TestFiles.isUpdating {
      let messages = Dictionary(uniqueKeysWithValues: pages.map { ($0.code, shown($0)) })
      #expect(TestFiles.write(DiagnosticPage.updated(text, messages), to: path))
      return
    }
    #expect(pages.map(\.code) == DiagnosticCode.syntaxCodes.map(\.code))
    #expect(pages.map(\.title) == DiagnosticCode.syntaxCodes.map(\.title))
    for page in pages {
      #expect(shown(page) == page.shown)
      #expect(page.shown.contains("error[\(page.code)]: "), "\(page.code)")
      #expect(Parser.parse(SourceText(page.good)).diagnostics == [], "\(page.code)")
    }
  }

  private func shown(_ page: DiagnosticPage) -> String {
    let source = SourceText(bytes: page.bad)
    let text = DiagnosticRenderer().render(Parser.parse(source).diagnostics, in: source)
    return String(text.dropLast())
  }

  @Test func `a fix, applied, mends the query`() throws {
    let text = try #require(TestFiles.text(path))
    for page in DiagnosticPage.pages(in: text, phase: "S") {
      var bytes = page.bad
      for _ in 0..<5 {
        let diagnostics = Parser.parse(SourceText(bytes: bytes)).diagnostics
        guard let fix = diagnostics.lazy.compactMap(\.fix).first else { break }
        bytes = fix.applied(to: bytes)
      }
      let isMended = Parser.parse(SourceText(bytes: bytes)).diagnostics.isEmpty
      let hadFix = Parser.parse(SourceText(bytes: page.bad)).diagnostics.contains { $0.fix != nil }
      #expect(isMended || !hadFix, "\(page.code): \(String(decoding: bytes, as: UTF8.self))")
      if isMended, page.code != "S130" {
        #expect(Self.squeezed(bytes) == Self.squeezed(Array(page.good.utf8)), "\(page.code)")
      }
    }
  }

  /// The text with each run of blanks as one.
  private static func squeezed(_ bytes: [UInt8]) -> String {
    String(decoding: bytes, as: UTF8.self).split { $0 == " " || $0 == "\n" }.joined(separator: " ")
  }

  @Test func `codes are shown once each`() {
    let codes = DiagnosticCode.all.map(\.code)
    #expect(codes.count == Set(codes).count)
  }
}
