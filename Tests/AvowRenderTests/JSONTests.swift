import AvowModel
import AvowRender
import Testing

@Test func `JSON says what makes an answer re-runnable`() throws {
  let value = try #require(JSONReader.read(Fixture.text(EveryType.table, .json)))
  let meta = try #require(value["meta"])
  #expect(meta["dataset"] == .text("register"))
  #expect(meta["version"] == .text("1.2.0"))
  #expect(meta["query"] == .text("pledges where x = \"y\""))
  #expect(meta["today"] == .text("2025-11-08"))
  #expect(meta["row_count"] == .number("4"))
  #expect(meta["undecided"]?["rows"] == .number("3"))
  #expect(meta["undecided"]?["causes"]?[1]?["cause"] == .text("said crosses 2025-05"))
  #expect(meta["notes"]?.count == 3)
  #expect(
    value["columns"]?[7] == .object(["name": .text("asked"), "type": .text("list of actors")]))
  #expect(value["rows"]?.count == 4)
}

@Test func `JSON Lines hold every type and state`() {
  #expect(
    Fixture.text(EveryType.table, .jsonl) == #"""
      {"country":"gb","type":"air_policing",\#
      "amount":{"low":280000000000,"high":null,"low_open":true,"unit":"USD"},\#
      "n":{"value":{"low":12000,"high":15500},"left_out":{"unknown":3,"undecided":0}},\#
      "sure":true,"said":"2025-05~","condition":"ceasefire and (bundestag_approval or not peace)",\#
      "asked":["gb","de"],"total":[{"low":12000000000,"high":12000000000,"unit":"USD"},\#
      {"low":3000000000,"high":3000000000,"unit":"EUR"}],"title":"plain, with \"quotes\" | bar"}
      {"country":"europe","type":"troops",\#
      "amount":{"low":null,"high":15,"high_open":true,"unit":"countries"},\#
      "n":{"value":7,"left_out":{"unknown":0,"undecided":2}},"sure":false,\#
      "said":"[..2025-08-28]","condition":"peace","asked":[],\#
      "total":[{"low":1,"high":1,"unit":"countries"}],\#
      "title":"two\r\nlines\t\u001b[31mred\u202e"}
      {"country":"jp","type":null,"amount":{"low":5000000000,"high":10000000000,"unit":"EUR"},\#
      "n":-1234,"sure":{"unknown":"undecided"},"said":"1970-01-01","condition":null,\#
      "asked":[{"unknown":"not stated"}],"total":[],"title":""}
      {"country":{"unknown":"unspecified"},"type":{"unknown":"not stated"},\#
      "amount":{"unknown":"undisclosed"},\#
      "n":{"value":null,"left_out":{"unknown":1,"undecided":0}},"sure":null,\#
      "said":{"unknown":"order"},"condition":{"unknown":"not stated"},"asked":null,\#
      "total":{"unknown":"not stated"},"title":"unknown"}

      """#)
}

@Test func `each line of JSON Lines is an object`() {
  for line in Fixture.text(EveryType.table, .jsonl).split(separator: "\n") {
    #expect(JSONReader.read(String(line))?.count == EveryType.columns.count)
  }
}

@Test func `no two keys of a JSON row are alike`() throws {
  let names = ["a", "a", "a_2", "a", "b"]
  let columns = names.map { Fixture.column($0, .text, [.text($0)]) }
  let value = try #require(JSONReader.read(Fixture.text(Fixture.table(columns), .json)))
  let keys = (0..<5).compactMap { value["columns"]?[$0]?["name"] }
  #expect(keys == ["a", "a_3", "a_2", "a_4", "b"].map(JSONValue.text))
  #expect(value["rows"]?[0]?.count == 5)
}

@Test func `JSON keeps every digit and every scalar`() throws {
  let digits = "-12345678901234567890.123456789"
  let number = try #require(ExactNumber(text: digits.utf8))
  let text = (0...0x2FF).compactMap(Unicode.Scalar.init).map(String.init).joined() + "👩‍👩‍👧\u{2028}"
  let table = Fixture.table([
    Fixture.column("n", .decimal, [.number(NumberRange(number), nil)]),
    Fixture.column("t", .text, [.text(text)]),
  ])
  let row = try #require(JSONReader.read(Fixture.text(table, .jsonl)))
  #expect(row["n"] == .number(digits))
  #expect(row["t"] == .text(text))
}
