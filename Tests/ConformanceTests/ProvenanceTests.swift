import Avow
import AvowTestSupport
import Testing

/// What follows `pledges` in queries whose rows are explained; the first column tells rows apart.
private let clauses = [
  "where type = troops group by country select country, count, list(title)",
  "where country.kind = state group by stance select stance, count, max(announced)",
  "group by type where count > 1 select type, count, count(where stance = refused) as refused",
  "where stance >= offered or country = germany select id, title, stance, announced",
  "where not (stance >= willing) order by announced desc limit 5 select id, title",
  "where count(statements) > 1 select id, count(statements), max(statements.said)",
  "where announced in 2025-08 distinct type select id, type",
  "where joint is known expand joint as other group by other select other, count",
]

@Test(arguments: clauses)
func `a query on only the pledges that why lists gives the same rows`(_ rest: String) throws {
  let rows = lines(of: "pledges \(rest)")
  try #require(!rows.isEmpty)
  for (position, row) in rows.enumerated().prefix(20) {
    let records = lines(of: "pledges \(rest) why")
      .filter { $0.hasPrefix("\(position + 1),") }
      .compactMap { $0.firstMatch(of: #/,pledge ([a-z0-9_]+),/#)?.1 }
    try #require(!records.isEmpty, "\(rest): row \(position + 1)")
    let ids = records.map { "\"\($0)\"" }.joined(separator: ", ")
    let replayed = lines(of: "pledges where id in (\(ids)) \(rest)")
    #expect(replayed.contains(row), "\(rest): row \(position + 1), \(ids)")
  }
}

/// The rows of an answer as CSV.
private func lines(of query: String) -> [String] {
  TestSession.print(query, dataset: nil).split(separator: "\n").dropFirst().map(String.init)
    .filter { !$0.hasPrefix("note: ") }
}
