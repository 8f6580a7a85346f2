import Avow
import AvowModel
import Testing

@Test func `the kinds of chart are offered after the word, and each is one`() throws {
  let session = try TestSession.session(on: nil)
  let text = "pledges group by type chart "
  let offered = session.complete(text, cursor: text.utf8.count).candidates.map(\.text)
  #expect(Array(offered.prefix(ChartKind.allCases.count)) == ChartKind.allCases.map(\.name))
  for kind in ChartKind.allCases {
    #expect(!TestSession.print("events chart \(kind.name)", dataset: nil).contains("Q176"))
    #expect(!kind.summary.hasSuffix("."))
  }
}

@Test(arguments: ["pledges chart", "pledges chart ", "pledges chart b"])
func `a chart may be run without its kind, and while it is typed`(text: String) {
  #expect(isComplete(text))
}
