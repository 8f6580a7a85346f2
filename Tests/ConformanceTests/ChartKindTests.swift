import Avow
import AvowModel
import Testing

@Test func `the kinds of chart are offered after the word, and each is one`() throws {
  let session = try TestSession.session(on: nil)
  let text = "pledges group by type chart "
  let offered = session.complete(text, cursor: text.utf8.count).candidates.map(\.text)
  #expect(Array(offered.prefix(ChartKind.allCases.count)) == ChartKind.allCases.map(\.name))
  for kind in ChartKind.allCases {
    let query = "documents select name, published, count(statements) as told chart \(kind.name)"
    let printed = TestSession.print(query, dataset: nil)
    #expect(!printed.contains("error[") && printed.contains("not drawn:"))
    #expect(!kind.summary.hasSuffix("."))
  }
}

@Test(arguments: ["pledges chart", "pledges chart ", "pledges chart b"])
func `a chart may be run without its kind, and while it is typed`(text: String) {
  #expect(isComplete(text))
}
