import AvowModel
import Testing

private func number(_ text: String) throws -> ExactNumber {
  try #require(ExactNumber(text: text.utf8), "\(text)")
}

@Test(arguments: [
  ("0", "0"), ("-0", "0"), ("007", "7"), ("+1.50", "1.5"), ("-12.5", "-12.5"), (".5", "0.5"),
  ("5.", "5"), ("0.000000000000000000000000000000000001", "0.000000000000000000000000000000000001"),
  ("170141183460469231731687303715884105727", "170141183460469231731687303715884105727"),
])
func `a number reads and writes`(text: String, written: String) throws {
  #expect(try number(text).description == written)
}

@Test(arguments: [
  "", "-", ".", "1.2.3", "1 000", "1,5", "1e5", "--1", "0x10", "٣",
  "170141183460469231731687303715884105728", "0.000000000000000000000000000000000000001",
])
func `no number`(text: String) {
  #expect(ExactNumber(text: text.utf8) == nil)
}

@Test func `two spellings of one number are equal and hash alike`() throws {
  #expect(try number("1.50") == number("1.5"))
  #expect(Set([try number("2.0"), try number("2")]).count == 1)
}

@Test func `sums and products are exact`() throws {
  #expect(try number("0.1").adding(number("0.2")) == number("0.3"))
  #expect(try number("1").subtracting(number("0.999")) == number("0.001"))
  #expect(try number("1.5").multiplied(by: number("-0.02")) == number("-0.03"))
}

@Test func `quotients round half to even at twelve places`() throws {
  #expect(try number("1").divided(by: number("3")) == number("0.333333333333"))
  #expect(try number("-2").divided(by: number("3")) == number("-0.666666666667"))
  #expect(try number("1").divided(by: number("8"), places: 2) == number("0.12"))
  #expect(try number("3").divided(by: number("8"), places: 2) == number("0.38"))
  #expect(try number("-1").divided(by: number("8"), places: 2) == number("-0.12"))
  #expect(try number("1").divided(by: number("0")) == nil)
  #expect(try number("2.5").rounded(to: 0) == number("2"))
  #expect(try number("3.5").rounded(to: 0) == number("4"))
  #expect(try number("-2.5").rounded(to: 0) == number("-2"))
  #expect(try number("1.25").rounded(to: 5) == number("1.25"))
}

@Test func `overflow is nil`() {
  let largest = ExactNumber(.max)
  let smallest = ExactNumber(.min)
  #expect(largest.adding(ExactNumber(1)) == nil)
  #expect(smallest.subtracting(ExactNumber(1)) == nil)
  #expect(largest.multiplied(by: ExactNumber(2)) == nil)
  #expect(smallest.negated == nil)
  #expect(smallest.divided(by: ExactNumber(-1), places: 0) == nil)
  #expect(largest.adding(ExactNumber(1, scale: 1)) == nil)
  #expect(ExactNumber(1, scale: 30).multiplied(by: ExactNumber(1, scale: 30)) == nil)
}

@Test func `numbers of any scale compare`() throws {
  #expect(try number("0.1") < number("0.11"))
  #expect(try number("-0.1") > number("-0.11"))
  #expect(try !(number("1.0") < number("1")))
  let tiny = ExactNumber(1, scale: 38)
  #expect(tiny < ExactNumber(.max))
  #expect(ExactNumber(.min) < tiny)
  #expect(!(ExactNumber(.max) < tiny))
}
