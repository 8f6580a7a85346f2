import AvowDataset
import AvowModel
import Testing

@Test(arguments: [
  ("280 bn USD", "280000000000 USD"), ("> 280 bn USD", "(280000000000.. USD"),
  (">=5 USD", "[5.. USD"), ("<= 5 USD", "..5] USD"), ("< 15 countries", "..15) countries"),
  ("[5..10] bn USD", "[5000000000..10000000000] USD"), ("[5..] bn USD", "[5000000000.. USD"),
  ("[ ..10] m USD", "..10000000] USD"), ("$1.5bn", "1500000000 USD"), ("€2", "2 EUR"),
  ("US$ 3 k", "3000 USD"), ("7 million dollars", "7000000 USD"),
  ("1 trillion EUR", "1000000000000 EUR"),
  ("-0.25 USD", "-0.25 USD"), ("30 Countries", "30 countries"), ("3 tn eur", "3000000000000 EUR"),
  ("2 thousand countries", "2000 countries"), ("4 mn USD", "4000000 USD"), ("12 weeks", "12 weeks"),
])
func `a quantity reads`(cell: String, expected: String) throws {
  let result = open(cell)
  #expect(result.problems.map(\.description) == [])
  let database = try #require(result.database)
  guard case .number(let range, let unit?) = database.value("a", 0, "q") else {
    Issue.record("no quantity")
    return
  }
  #expect(text(range) + " " + database.schema.units[unit].symbol == expected)
}

private func open(_ cell: String) -> DataPackage.Result {
  DataPackage.open(
    MemoryFiles([
      "datapackage.json": """
      {"avow:units": {"money": [{"unit": "USD", "aliases": ["$", "US$", "dollars"]},
        {"unit": "EUR", "aliases": ["€"]}], "countries": [{"unit": "countries"}]},
       "resources": [{"name": "a", "path": "a.csv", "schema": {"fields": [
        {"name": "q", "avow:type": "quantity"}]}}]}
      """,
      "a.csv": "q\n\"\(cell)\"\n",
    ]))
}

private func text(_ range: NumberRange) -> String {
  if let number = range.exact { return "\(number)" }
  let lower =
    switch range.lower {
    case .absent: ""
    case .open(let number): "(\(number)"
    case .closed(let number): "[\(number)"
    }
  let upper =
    switch range.upper {
    case .absent: ""
    case .open(let number): "\(number))"
    case .closed(let number): "\(number)]"
    }
  return lower + ".." + upper
}
