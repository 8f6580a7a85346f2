import AvowModel
import AvowRender
import Testing

@Suite struct ChartTests {
  /// A chart of a text column and another.
  private func chart(
    _ kind: ChartKind, _ names: [String], _ values: ResultColumn, width: Int? = 40,
    signs: RenderOptions.Signs = .unicode, maximumRows: Int? = nil
  ) -> [String] {
    let labels = Fixture.column("name", .text, names.map(Value.text))
    let table = Fixture.table(
      [labels, values], presentation: .chart(Chart(kind, labels: [0], drawn: 1)))
    let options = RenderOptions(width: width, signs: signs, maximumRows: maximumRows)
    return Fixture.text(table, .box, options).split(
      separator: "\n", omittingEmptySubsequences: false
    )
    .dropLast().map(String.init)
  }

  private func numbers(_ values: [Value]) -> ResultColumn {
    Fixture.column("n", .integer, values)
  }

  private func dates(_ values: [Value]) -> ResultColumn { Fixture.column("day", .date, values) }

  @Test func `wide and combining characters keep the bars in line`() {
    let lines = chart(
      .bar, ["日本", "e\u{301}te\u{301}", "a"], numbers([.count(1), .count(1), .count(1)]))
    #expect(lines[1] == "日本  1  ███████████████████████████████")
    #expect(lines[2] == "e\u{301}te\u{301}   1  ███████████████████████████████")
    #expect(lines[3] == "a     1  ███████████████████████████████")
  }

  @Test func `where all is zero there are no bars`() {
    let lines = chart(.bar, ["a", "b"], numbers([.count(0), .count(0)]))
    #expect(lines == ["name  n", "a     0", "b     0", "2 rows"])
  }

  @Test func `rows beyond the limit are counted, and are no part of the scale`() {
    let lines = chart(
      .bar, ["a", "b", "c"], numbers([.count(1), .count(2), .count(1000)]), maximumRows: 2)
    #expect(lines.count == 5)
    #expect(lines[2].hasSuffix("███"))
    #expect(lines[3] == "… 1 more row")
    #expect(lines[4] == "3 rows")
  }

  @Test func `what may be any number fills the scale`() {
    let lines = chart(
      .bar, ["a", "b"], numbers([.number(.between(.absent, .absent), nil), .count(5)]))
    #expect(lines[1].contains("◄▒▒▒") && lines[1].hasSuffix("▒►"))
  }

  @Test func `an interval around zero lies on both sides of it`() {
    let lines = chart(.bar, ["a", "b"], numbers([.count(-2, 3), .count(-5, -2)]), signs: .ascii)
    #expect(lines[1].contains("-|-"))
    #expect(lines[2].contains("-#") && lines[2].hasSuffix("#|"))
  }

  @Test func `the largest and the smallest numbers have bars`() {
    let largest = ExactNumber(.max)
    let least = ExactNumber(.min)
    let tiny = ExactNumber(1, scale: 38)
    let column = Fixture.column(
      "n", .decimal, [.number(NumberRange(largest), nil), .number(NumberRange(least), nil)])
    #expect(chart(.bar, ["a", "b"], column, width: 100).count == 4)
    let small = Fixture.column("n", .decimal, [.number(NumberRange(tiny), nil)])
    #expect(chart(.bar, ["a"], small, width: 100)[1].hasSuffix("█"))
  }

  @Test(arguments: [1, 2, 3, 5, 8, 20, 40, 80, 200, 100_000])
  func `no width is too narrow or too wide`(width: Int) {
    let amounts = Fixture.column(
      "amount", .quantity(nil),
      [
        .amount(.between(.open(280), .absent), Fixture.usd),
        .amount(.between(.absent, .open(-15)), Fixture.usd),
        .amount(.between(.closed(-5), .closed(10)), Fixture.usd), .missing(.undisclosed),
        .amount(NumberRange(3), Fixture.eur),
      ])
    let names = ["a long name of a thing", "日本の約束", "", "d", "e"]
    let bars = chart(.bar, names, amounts, width: width)
    let written = ["-4000", "9999-12-31", "[..2025]", "2025-01/..", "2025~"].map(Value.written)
    let marks = chart(.timeline, names, dates(written), width: width)
    #expect(bars.count > 5 && marks.count > 5)
    #expect((bars + marks).allSatisfy { !$0.isEmpty })
    for line in bars + marks where width >= 20 {
      #expect(line.count <= min(width, 1000))
    }
  }

  @Test func `an axis may span all years`() {
    let written = ["-4000", "9999-12-31", "0000", "Y-170000", "Y170000"].map(Value.written)
    let lines = chart(.timeline, ["a", "b", "c", "d", "e"], dates(written), width: 80)
    #expect(lines[0].contains("-100000") && lines[0].contains("100000"))
    #expect(lines.count == 9)
  }

  @Test func `days have an axis of days`() {
    let written = ["2025-02-27", "2025-03-01"].map(Value.written)
    let lines = chart(.timeline, ["a", "b"], dates(written), width: 60)
    #expect(lines[0].hasSuffix("2025-02-27    2025-02-28    2025-03-01"))
  }

  @Test func `weeks begin on Monday`() {
    let written = ["2025-02-27", "2025-03-20"].map(Value.written)
    let lines = chart(.timeline, ["a", "b"], dates(written), width: 70)
    #expect(lines[0].hasSuffix("2025-03-03       2025-03-10      2025-03-17"))
  }

  @Test func `a date that is open on both sides goes through`() {
    let open = DateValue(.distantPast, .distantFuture)
    let lines = chart(
      .timeline, ["a", "b"], dates([.date(open), .written("2025-03-01")]), width: 50)
    #expect(lines[2].contains(" ◄╌╌╌") && lines[2].hasSuffix("╌╌►"))
    #expect(chart(.timeline, ["a"], dates([.date(open)]), width: 50).count == 3)
  }

  @Test func `unknown days keep their place without an axis`() {
    let lines = chart(.timeline, ["a", "b"], dates([.missing(.notStated), .missing(.none)]))
    #expect(lines == ["name  day", "a     (unknown)", "b     –", "2 rows"])
  }

  @Test func `a name cannot move the cursor`() {
    let lines = chart(.bar, ["\u{1B}[2Jx\ty\n"], numbers([.count(1)]))
    #expect(lines[1].hasPrefix("\\u{1B}[2Jx\\ty␤  1  █"))
  }

  @Test func `many rows are drawn one after another`() {
    let count = 20_000
    let names = (0..<count).map { "row \($0)" }
    let lines = chart(.bar, names, numbers((0..<count).map { .count($0) }))
    #expect(lines.count == count + 2)
    #expect(lines[count + 1] == "20,000 rows")
  }

  @Test(arguments: 0..<60)
  func `whatever the numbers and dates, no line is wider than the terminal`(seed: Int) {
    var state = UInt64(seed) &* 2_862_933_555_777_941_757 &+ 3_037_000_493
    func random(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    func bound(_ number: Int) -> NumberRange.End {
      switch random(6) {
      case 0: .absent
      case 1: .open(number)
      default: .closed(number)
      }
    }
    let size = [1, 10, 1000, 1_000_000_000_000][random(4)]
    let numbers = (0..<8).map { _ -> Value in
      let low = random(2 * size + 1) - (random(2) == 0 ? size : 0)
      let high = random(3) == 0 ? low + random(size) : low
      return random(8) == 0
        ? .missing(.notStated)
        : .amount(.between(bound(low), bound(high)), random(4) == 0 ? Fixture.eur : Fixture.usd)
    }
    let dates = (0..<8).map { _ -> Value in
      let first = random(2 * size) - size
      let last = random(2) == 0 ? first : first + random(size)
      let days = [first, last].map { Day(Int32(clamping: $0 % 100_000_000)) }
      guard random(8) > 0, days[0] <= days[1] else { return .missing(.none) }
      return .date(
        DateValue(
          random(6) == 0 ? .distantPast : days[0], random(6) == 0 ? .distantFuture : days[1],
          meaning: random(2) == 0 ? .oneDay : .lasting,
          qualifiers: DateValue.Qualifiers(rawValue: UInt8(random(4)))))
    }
    let names = (0..<8).map { "name \($0)" }
    let amounts = Fixture.column("amount", .quantity(nil), numbers)
    let signs: RenderOptions.Signs = seed.isMultiple(of: 2) ? .unicode : .ascii
    for width in [24, 47, 80, 133] {
      let lines =
        chart(.bar, names, amounts, width: width, signs: signs)
        + chart(.timeline, names, self.dates(dates), width: width, signs: signs)
      #expect(lines.allSatisfy { !$0.isEmpty && $0.count <= width }, "\(lines)")
    }
  }
}
