import Avow
import Testing

/// A place in a text that is being typed, words that must be offered there and words that must not.
private struct CompletionCase: Sendable, CustomTestStringConvertible {
  var text: String
  var offered: [String]
  var others: [String] = []

  var testDescription: String { text }
}

private let cases = [
  CompletionCase(
    text: "countries select name, pledges { ‸", offered: ["type", "stance", "title"],
    others: ["region"]),
  CompletionCase(
    text: "countries select name, pledges { type, st‸", offered: ["stance", "statements"]),
  CompletionCase(
    text: "pledges select title, country { na‸", offered: ["name", "naming"], others: ["stance"]),
  CompletionCase(
    text: "countries select pledges { type, statements { sai‸", offered: ["said"]),
  CompletionCase(
    text: "countries select (pledges where type = troops) { tit‸", offered: ["title"]),
  CompletionCase(text: "countries select pledges { type }, na‸", offered: ["name"]),
  CompletionCase(text: "countries select pledges { type } ‸", offered: ["as", "where", "limit"]),
  CompletionCase(
    text: "pledges select country, title why not ‸", offered: ["italy", "germany", "title"]),
  CompletionCase(text: "pledges select country, title why not ita‸", offered: ["italy"]),
  CompletionCase(
    text: "pledges where type = troops why not country = ita‸", offered: ["italy"]),
  CompletionCase(
    text: "pledges where type = troops why not sta‸", offered: ["stance", "statements"]),
  CompletionCase(
    text: "pledges group by type why not tro‸", offered: ["troops"]),
  CompletionCase(
    text: "holds(cea‸", offered: ["ceasefire"]),
  CompletionCase(text: "holds(ceasefire and ‸", offered: ["peace_agreement"]),
  CompletionCase(text: "holds(not cea‸", offered: ["ceasefire"]),
  CompletionCase(text: "pledges where holds(con‸", offered: ["condition"]),
  CompletionCase(text: "pledges select blockers(con‸", offered: ["condition", "context"]),
  CompletionCase(text: "pledges assuming cea‸", offered: ["ceasefire"]),
  CompletionCase(text: "holds(ceasefire, to‸", offered: ["today"]),
  CompletionCase(
    text: "pledges derive n = row_number() over (by co‸", offered: ["country", "condition"]),
]

@Test(arguments: cases)
private func `what may stand at a place is offered`(_ completion: CompletionCase) throws {
  let parts = completion.text.split(separator: "‸", omittingEmptySubsequences: false)
  let session = try TestSession.session(on: nil)
  let found = session.complete(parts.joined(), cursor: parts[0].utf8.count).candidates
    .map(\.text)
  for word in completion.offered { #expect(found.contains(word), "\(word) of \(found)") }
  for word in completion.others { #expect(!found.contains(word), "\(word)") }
}
