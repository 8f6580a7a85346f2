import AvowModel
import AvowRender
import Testing

/// A number and how it reads to people and in a spreadsheet.
struct NumberSample: Sendable, CustomTestStringConvertible {
  var range: NumberRange
  var unit: UnitID?
  var people: String
  var spreadsheet: String

  init(
    _ range: NumberRange, in unit: UnitID? = nil, _ people: String, _ spreadsheet: String
  ) {
    self.range = range
    self.unit = unit
    self.people = people
    self.spreadsheet = spreadsheet
  }

  var testDescription: String { people }
}

private func point(_ text: String) -> NumberRange {
  NumberRange(ExactNumber(text: text.utf8) ?? .zero)
}

private let plainNumbers = [
  NumberSample(point("0"), "0", "0"),
  NumberSample(point("999"), "999", "999"),
  NumberSample(point("1000"), "1000", "1000"),
  NumberSample(point("-1234567"), "-1,234,567", "-1234567"),
  NumberSample(point("-999"), "-999", "-999"),
  NumberSample(point("12345.6780"), "12,345.678", "12345.678"),
  NumberSample(point("0.333333333333"), "0.333333333333", "0.333333333333"),
  NumberSample(
    point("170141183460469231731687303715884105727"),
    "170,141,183,460,469,231,731,687,303,715,884,105,727",
    "170141183460469231731687303715884105727"),
]

private let intervals = [
  NumberSample(.between(.closed(3), .closed(5)), "3–5", "3-5"),
  NumberSample(.between(.closed(12_000), .closed(15_500)), "12,000–15,500", "12000-15500"),
  NumberSample(.between(.closed(-5), .closed(3)), "-5 to 3", "-5 to 3"),
  NumberSample(.between(.open(3), .absent), "> 3", "> 3"),
  NumberSample(.between(.closed(3), .absent), "≥ 3", ">= 3"),
  NumberSample(.between(.absent, .open(3)), "< 3", "< 3"),
  NumberSample(.between(.absent, .closed(3)), "≤ 3", "<= 3"),
  NumberSample(.between(.open(3), .closed(5)), "> 3 and ≤ 5", "> 3 and <= 5"),
  NumberSample(.between(.absent, .absent), "any", "any"),
]

private let quantities = [
  NumberSample(
    .between(.open(280_000_000_000), .absent), in: Fixture.usd, "> 280 bn USD", "> 280000000000 USD"
  ),
  NumberSample(
    .between(.closed(5_000_000_000), .closed(10_000_000_000)), in: Fixture.usd, "5–10 bn USD",
    "5000000000-10000000000 USD"),
  NumberSample(
    .between(.closed(500_000_000), .closed(1_500_000_000)), in: Fixture.eur, "0.5–1.5 bn EUR",
    "500000000-1500000000 EUR"),
  NumberSample(point("1234500000"), in: Fixture.usd, "1234.5 m USD", "1234500000 USD"),
  NumberSample(point("1234567"), in: Fixture.usd, "1,234,567 USD", "1234567 USD"),
  NumberSample(point("50000"), in: Fixture.usd, "50,000 USD", "50000 USD"),
  NumberSample(point("2000000000000"), in: Fixture.usd, "2 tn USD", "2000000000000 USD"),
  NumberSample(point("-3000000"), in: Fixture.usd, "-3 m USD", "-3000000 USD"),
  NumberSample(point("0"), in: Fixture.usd, "0 USD", "0 USD"),
  NumberSample(
    .between(.absent, .open(15)), in: Fixture.countries, "< 15 countries", "< 15 countries"),
  NumberSample(point("1"), in: Fixture.countries, "1 country", "1 countries"),
  NumberSample(point("1"), in: Fixture.days, "1 day", "1 days"),
  NumberSample(point("5000000"), in: Fixture.countries, "5,000,000 countries", "5000000 countries"),
]

@Test(arguments: plainNumbers + intervals + quantities)
func `a number reads as its source says it`(sample: NumberSample) {
  let type: DataType = sample.unit == nil ? .decimal : .quantity(nil)
  let table = Fixture.table(
    [Fixture.column("x", type, [.number(sample.range, sample.unit)])])
  let options = RenderOptions(header: .hidden)
  #expect(Fixture.text(table, .list, options) == sample.people + "\n")
  #expect(Fixture.text(table, .tsv, options) == sample.spreadsheet + "\n")
}

@Test func `signs are ASCII where a terminal has no others`() {
  let table = Fixture.table([
    Fixture.column("x", .integer, [.count(3, 5)]),
    Fixture.column("y", .integer, [.number(.between(.closed(3), .absent), nil)]),
    Fixture.column("z", .integer, [.missing(.none)]),
  ])
  let options = RenderOptions(signs: .ascii, header: .hidden)
  #expect(Fixture.text(table, .list, options) == "3-5|>= 3|-\n")
}
