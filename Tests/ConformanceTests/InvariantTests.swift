import Avow
import AvowTestSupport
import Testing

/// A relation and predicates over it; what must hold of each whatever it says.
struct PredicateCase: Sendable, CustomTestStringConvertible {
  var dataset: String?
  var source: String
  var predicate: String
  var testDescription: String { "\(source) where \(predicate)" }

  static let all: [PredicateCase] =
    small.map { PredicateCase(dataset: "small", source: "promises", predicate: $0) }
    + builtIn.map { PredicateCase(dataset: nil, source: "pledges", predicate: $0) }

  private static let small = [
    "type = grain", "type != goods", "type in (soldiers, loan)", "type is exactly soldiers",
    "stance >= offered", "stance between proposed and willing", "stance is unknown",
    "amount > 7 bn USD", "amount <= 10 bn USD", "amount = 12 bn USD", "amount < 15 countries",
    "amount between 5 and 10 bn USD", "amount != 3 bn EUR", "amount = amount",
    "said in 2025-05", "said before 2025-05-20", "said after 2025", "said >= 2025-Q2",
    "due in 2025", "due overlaps 2025-07", "due != 2025-06", "said < due", "said = said",
    "due - said > 60 days", "signed", "not signed", "signed and parts > 2",
    "signed or parts > 2", "signed or not signed", "not (signed and not (parts > 2))",
    "possibly(signed)", "certainly(amount > 7 bn USD)", "parts in (1, 2)", "ratio * parts > 1",
    "1 / parts > 0", "tags has written", "tags not in (first, repeated)", "asked = avalon",
    "condition = condition", "actor.region = west", "actor.part_of = western_league",
    "actor in (actors where region = west)", "title contains \"grain\"", "title like \"%loan\"",
    "title matches \"[aeiou]{2}\"", "any(asked where region = west)", "count(tags) > 1",
    "none((promises where parts > this.parts))", "all(actor.promises, signed)",
    "max(actor.promises.parts) >= 4", "sum(actor.promises.amount) > 10 bn USD",
    "case when signed then parts > 2 else stance = refused end",
    "reason(amount) = \"undisclosed\"", "coalesce(parts, 0) = 0", "year(due) = 2025",
  ]

  private static let builtIn = [
    "type = troops", "type in (aid, naval)", "stance >= willing", "stance = refused",
    "class = hard", "amount > 100 bn USD", "amount is unknown", "announced in 2025-08",
    "announced before 2025-06", "announced since 2025 and stance < pledged", "due is none",
    "country.region = europe", "country.kind = state or stance is unknown",
    "any(statements where category = commitment)", "count(statements) > 1",
    "count(statements where said in 2025) >= 2", "condition is known",
    "names(condition) has ceasefire",
    "not (possibly(stance >= pledged) and announced in 2025)", "joint has france",
  ]
}

@Test(arguments: PredicateCase.all)
func `each row is where p, where not p, or where p is unknown`(_ test: PredicateCase) throws {
  let p = test.predicate
  let yes = try rows(of: test, where: p)
  let no = try rows(of: test, where: "not (\(p))")
  let undecided = try rows(of: test, where: "(\(p)) is unknown")
  #expect((yes + no + undecided).sorted() == (try rows(of: test, where: "true")).sorted())
  #expect(yes == (try rows(of: test, where: "certainly(\(p))")))
  #expect(
    (yes + undecided).sorted() == (try rows(of: test, where: "possibly(\(p))")).sorted())
  #expect(yes == (try rows(of: test, where: "not not (\(p)) and true")))
}

@Test(arguments: PredicateCase.all)
func `a condition counts what where keeps and what it leaves undecided`(
  _ test: PredicateCase
) throws {
  let yes = try rows(of: test, where: test.predicate).count
  let undecided = try rows(of: test, where: "(\(test.predicate)) is unknown").count
  let count = TestSession.print(
    "let n = count(\(test.source) where \(test.predicate)); n", dataset: test.dataset)
  let expected = undecided == 0 ? "\(yes)" : "\(yes)-\(yes + undecided)"
  #expect(count == "n\n\(expected)")
}

/// The ids of the rows that a condition keeps.
private func rows(of test: PredicateCase, where condition: String) throws -> [String] {
  let printed = TestSession.print(
    "\(test.source) where \(condition) select id", dataset: test.dataset)
  let lines = printed.split(separator: "\n").map(String.init)
  try #require(lines.first == "id", "\(printed)")
  return lines.dropFirst().filter { !$0.hasPrefix("note: ") }
}
