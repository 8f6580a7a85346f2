import AvowModel
import Testing

@Test(arguments: [
  // Level 0.
  ("1985-04-12", "1985-04-12", "1985-04-12", ""), ("1985-04", "1985-04-01", "1985-04-30", ""),
  ("1985", "1985-01-01", "1985-12-31", ""), ("0000", "0000-01-01", "0000-12-31", ""),
  ("1985-04-12T23:20:30Z", "1985-04-12", "1985-04-12", ""),
  ("1985-04-12T23:20:30+04:30", "1985-04-12", "1985-04-12", ""),
  ("1964/2008", "1964-01-01", "2008-12-31", "lasting"),
  ("2004-02-01/2005-02", "2004-02-01", "2005-02-28", "lasting"),
  // Level 1.
  ("Y17000", "17000-01-01", "17000-12-31", ""), ("Y-17000", "-17000-01-01", "-17000-12-31", ""),
  ("-0999", "-0999-01-01", "-0999-12-31", ""), ("2001-21", "2001-03-01", "2001-05-31", ""),
  ("2001-24", "2001-12-01", "2002-02-28", ""), ("1984?", "1984-01-01", "1984-12-31", "?"),
  ("2004-06~", "2004-06-01", "2004-06-30", "~"), ("2004-06-11%", "2004-06-11", "2004-06-11", "?~"),
  ("201X", "2010-01-01", "2019-12-31", ""), ("20XX", "2000-01-01", "2099-12-31", ""),
  ("-198X", "-1989-01-01", "-1980-12-31", ""), ("2004-XX", "2004-01-01", "2004-12-31", ""),
  ("1985-04-XX", "1985-04-01", "1985-04-30", ""), ("1985-XX-XX", "1985-01-01", "1985-12-31", ""),
  ("1985-04-12/..", "1985-04-12", "future", "lasting"),
  ("../1985", "past", "1985-12-31", "lasting"), ("1985/", "1985-01-01", "future", "lasting"),
  ("1984-06?/2004-08?", "1984-06-01", "2004-08-31", "lasting?"),
  // Beyond: one of a range, and quarters.
  ("[2025-08-25..2025-08-28]", "2025-08-25", "2025-08-28", ""),
  ("[..2030]", "past", "2030-12-31", ""), ("[2023-06-06..]", "2023-06-06", "future", ""),
  ("[2024~..2025]", "2024-01-01", "2025-12-31", "~"), ("[2025]", "2025-01-01", "2025-12-31", ""),
  ("2025-Q3", "2025-07-01", "2025-09-30", ""),
])
func `a date reads`(text: String, first: String, last: String, marks: String) throws {
  let date = try #require(EDTF.parse(text))
  #expect(name(of: date.earliest) == first)
  #expect(name(of: date.latest) == last)
  #expect(AvowModelTests.marks(of: date) == marks)
  #expect(date.description == text)
}

@Test(arguments: [
  "", "today", "2025-6", "2025-13", "2025-02-30", "2023-02-29", "2025-04-12T25:00:00", "2025-Q5",
  "[..]", "[2026..2025]", "2026/2025", "../..", "/", "1985?-04", "-0000", "85", "2025-04-1X",
  "Y1234567", "Y2025", "2025 ", "٢٠٢٥", "1X85", "[2025", "2025..2026", "2001-25", "20250412",
])
func `no date`(text: String) {
  #expect(EDTF.parse(text) == nil)
}

@Test func `a year of a hundred digits is no date and no overflow`() {
  #expect(EDTF.parse("Y" + String(repeating: "9", count: 98)) == nil)
  #expect(EDTF.parse("Y-" + String(repeating: "9", count: 19)) == nil)
  #expect(EDTF.parse("[Y999999..Y999999]")?.latest.isDistant == false)
}

@Test func `a computed date is written in its shortest form`() throws {
  func text(_ first: String, _ last: String, _ meaning: DateValue.Meaning) throws -> String {
    let first = try #require(EDTF.parse(first)).earliest
    let last = try #require(EDTF.parse(last)).latest
    return DateValue(first, last, meaning: meaning).description
  }
  #expect(try text("2025-08-28", "2025-08-28", .oneDay) == "2025-08-28")
  #expect(try text("2025-08", "2025-08", .oneDay) == "2025-08")
  #expect(try text("2025", "2025", .oneDay) == "2025")
  #expect(try text("2025-Q2", "2025-Q2", .oneDay) == "2025-Q2")
  #expect(try text("2025-08-25", "2025-08-28", .oneDay) == "[2025-08-25..2025-08-28]")
  #expect(try text("2025", "2025", .lasting) == "2025-01-01/2025-12-31")
  #expect(try text("[..2024]", "2025", .lasting) == "../2025-12-31")
  #expect(try text("2024", "[2025..]", .oneDay) == "[2024-01-01..]")
}

@Test func `what a date writes, the reader reads again`() throws {
  var random = RandomSource(seed: 3)
  for _ in 0..<2000 {
    let first = Day(Int32.random(in: -800_000...800_000, using: &random))
    let length = Int.random(in: 0...400, using: &random)
    let last = try #require(first.advanced(byDays: length))
    let meaning: DateValue.Meaning = Bool.random(using: &random) ? .oneDay : .lasting
    let date = DateValue(first, last, meaning: length == 0 ? .oneDay : meaning)
    let again = try #require(EDTF.parse(date.description), "\(date)")
    #expect(again.isIdentical(to: date), "\(date)")
  }
}

@Test func `no damage to a date stops the reader`() {
  var random = RandomSource(seed: 4)
  let letters = Array("0123456789XYQTZ-/.[]?~%:+ ")
  let seeds = ["[2025-08-25..2025-08-28]", "1984-06?/2004-08?", "Y-17000", "198X-04", "2025-Q3"]
  for _ in 0..<20_000 {
    var text = Array(seeds.randomElement(using: &random) ?? "")
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      let place = Int.random(in: 0..<text.count, using: &random)
      let letter = letters.randomElement(using: &random) ?? "X"
      if Bool.random(using: &random) {
        text[place] = letter
      } else {
        text.insert(letter, at: place)
      }
    }
    guard let date = EDTF.parse(String(text)) else { continue }
    #expect(date.earliest <= date.latest, "\(String(text))")
  }
}

private func name(of day: Day) -> String {
  if day == .distantPast { return "past" }
  return day == .distantFuture ? "future" : day.description
}

private func marks(of date: DateValue) -> String {
  (date.meaning == .lasting ? "lasting" : "")
    + (date.qualifiers.contains(.uncertain) ? "?" : "")
    + (date.qualifiers.contains(.approximate) ? "~" : "")
}
