import AvowModel
import Testing

@Test func `days count from 1970`() {
  #expect(Day(year: 1970, month: 1, day: 1)?.number == 0)
  #expect(Day(year: 2000, month: 3, day: 1)?.number == 11_017)
  #expect(Day(year: 1969, month: 12, day: 31)?.number == -1)
  #expect(Day(year: 0, month: 3, day: 1)?.number == -719_468)
}

@Test func `a day and its date are one`() {
  for number in stride(from: Int32(-800_000), to: 800_000, by: 97) {
    let date = Day(number).date
    #expect(Day(year: date.year, month: date.month, day: date.day)?.number == number)
  }
  for year in [-999_999, -400, -1, 0, 1600, 1900, 2000, 999_999] {
    #expect(Day(year: year, month: 12, day: 31)?.date.year == year)
  }
}

@Test func `there is no 30 February, nor a year beyond the calendar`() {
  #expect(Day(year: 2025, month: 2, day: 30) == nil)
  #expect(Day(year: 1900, month: 2, day: 29) == nil)
  #expect(Day(year: 2000, month: 2, day: 29) != nil)
  #expect(Day(year: 2025, month: 0, day: 1) == nil)
  #expect(Day(year: 1_000_000, month: 1, day: 1) == nil)
  #expect(Day(year: .max, month: 1, day: 1) == nil)
  #expect(Day(year: .min, month: 1, day: 1) == nil)
}

@Test func `months end where they end`() throws {
  let day = try #require(Day(year: 2024, month: 1, day: 31))
  #expect(day.advanced(byMonths: 1)?.description == "2024-02-29")
  #expect(day.advanced(byMonths: 13)?.description == "2025-02-28")
  #expect(day.advanced(byMonths: -2)?.description == "2023-11-30")
  #expect(day.advanced(byMonths: -24 * 12)?.description == "2000-01-31")
  #expect(day.advanced(byDays: -31)?.description == "2023-12-31")
}

@Test func `steps beyond the calendar end nowhere`() throws {
  let day = try #require(Day(year: 0, month: 1, day: 1))
  for months in [Int.min, Int.min + 1, Int.max, 12_000_000, -12_000_000] {
    #expect(day.advanced(byMonths: months) == nil)
  }
  #expect(day.advanced(byDays: .max) == nil)
  #expect(day.advanced(byDays: .min) == nil)
  #expect(Day.distantFuture.advanced(byDays: 1) == .distantFuture)
  #expect(Day.distantPast.advanced(byMonths: -1) == .distantPast)
}

@Test func `weeks begin on Monday`() {
  #expect(Day(year: 2025, month: 8, day: 28)?.weekday == 4)
  #expect(Day(year: 1970, month: 1, day: 1)?.weekday == 4)
  #expect(Day(year: 1969, month: 12, day: 28)?.weekday == 7)
  #expect(Day(-800_000).weekday == Day(-800_007).weekday)
}

@Test func `years have at least four digits`() {
  #expect(Day(year: 7, month: 2, day: 3)?.description == "0007-02-03")
  #expect(Day(year: -44, month: 3, day: 15)?.description == "-0044-03-15")
  #expect(Day(year: 17_000, month: 1, day: 1)?.description == "17000-01-01")
}
