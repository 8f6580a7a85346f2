import AvowSyntax
import Testing

@Suite struct CompletenessTests {
  @Test(
    arguments: [
      "pledges", "pledges;", "pledges where met # x", "pledges where == 3", "x where (a))",
      "x where 'a", "let a = b", "pledges wher met", "x where `a",
    ])
  func `what can be run, or is wrong for good, is complete`(_ text: String) {
    #expect(Parser.completeness(of: Array(text.utf8)) == .complete)
  }

  @Test(
    arguments: [
      ("pledges where", .openEnd), ("pledges where a =", .openEnd), ("pledges |", .openEnd),
      ("pledges select a,", .openEnd), ("pledges group", .openEnd), ("let x =", .openEnd),
      ("let", .openEnd), ("x where a between 1", .openEnd), ("x union", .openEnd),
      ("x where a in (b, c", .openBracket), ("count(pledges where", .openBracket),
      ("x select y { a", .openBracket), ("x where (", .openBracket),
      ("x where a = \"b", .openText), ("x where a = \"b\\\"", .openText),
      ("pledges where # more", .openEnd), ("x as", .openEnd), ("x where a not", .openEnd),
      ("x why not", .openEnd),
    ] as [(String, Completeness.Reason)])
  func `what wants more says why`(_ text: String, _ reason: Completeness.Reason) {
    #expect(Parser.completeness(of: Array(text.utf8)) == .incomplete(reason))
  }

  @Test(arguments: ["", "  \n", "# only a comment", ";", "\u{FEFF}"])
  func `nothing is empty`(_ text: String) {
    #expect(Parser.completeness(of: Array(text.utf8)) == .empty)
  }
}
