import AvowModel
import AvowTestSupport
import Testing

@Test(.enabled(if: SuiteFile.directory != nil))
func `what another implementation takes for dates and for none reads likewise`() throws {
  let suite = try #require(SuiteFile("edtf-valid.json"))
  var tally = SuiteTally(SuiteExceptions("Tests/Suites/edtf-valid-exceptions.txt"))
  var list = ""
  for scalar in suite.scalars.drop(while: { $0 != "lists" }).dropFirst() {
    if scalar.hasPrefix("L0_") || scalar.hasPrefix("L1_") || scalar.hasPrefix("L2_")
      || scalar.hasPrefix("invalid_")
    {
      list = scalar
      continue
    }
    let date = EDTF.parse(scalar)
    tally.count(
      scalar.isEmpty ? "(empty)" : scalar,
      isSame: (date == nil) == list.hasPrefix("invalid_"),
      found: date.map { "\($0.earliest) to \($0.latest)" } ?? "none")
  }
  #expect(tally.failures.isEmpty, "\(tally.failures.joined(separator: "\n"))")
  #expect(tally.stale.isEmpty)
  #expect(tally.passed == 110)
}

@Test(.enabled(if: SuiteFile.directory != nil))
func `dates have the bounds that another implementation gives them`() throws {
  let suite = try #require(SuiteFile("edtf-bounds.json"))
  var tally = SuiteTally(SuiteExceptions("Tests/Suites/edtf-bounds-exceptions.txt"))
  var rest = suite.scalars.drop { $0 != "cases" }.dropFirst()
  while rest.first == "edtf", rest.count >= 6 {
    let member = Array(rest.prefix(6))
    rest = rest.dropFirst(6)
    let date = EDTF.parse(member[1])
    let found = date.map { [boundName(of: $0.earliest), boundName(of: $0.latest)] } ?? []
    tally.count(
      member[1], isSame: found == [member[3], member[5]],
      found: found.isEmpty ? "none" : found.joined(separator: " to "))
  }
  for text in rest.drop(while: { $0 != "invalid" }).dropFirst() {
    let date = EDTF.parse(text)
    tally.count(text, isSame: date == nil, found: "a date")
  }
  #expect(tally.failures.isEmpty, "\(tally.failures.joined(separator: "\n"))")
  #expect(tally.stale.isEmpty)
  #expect(tally.passed == 70)
}

private func boundName(of day: Day) -> String {
  if day == .distantPast { return "-inf" }
  return day == .distantFuture ? "inf" : day.description
}
