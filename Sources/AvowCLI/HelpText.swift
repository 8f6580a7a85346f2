internal import AvowPlan
internal import AvowSyntax

/// What `.help` says, made from the tables of dot-commands, keywords and functions.
enum HelpText {
  /// The text about a topic; without one, an overview.
  static func text(about topic: String?) throws(CommandFailure) -> String {
    guard let topic else { return overview }
    let word = topic.lowercased()
    switch word {
    case "keywords": return listing(Keyword.all)
    case "functions": return Listing(FunctionTable.all.map { [$0.signature, $0.summary] }).text
    default: break
    }
    let command = DotCommand.command(named: word) ?? DotCommand.command(named: "." + word)
    let keywords = Keyword.all.filter { $0.keyword.rawValue == word }
    let lines =
      (command.map { "\($0.usage)\n  \($0.summary)\n" } ?? "")
      + keywords.map { "\($0.keyword.rawValue)\n  \($0.help)\n" }.joined()
      + (FunctionTable.function(named: word).map { "\($0.signature)\n  \($0.summary)\n" } ?? "")
    guard lines.isEmpty else { return lines }
    throw .dotCommand(
      "there is no help about \(visible(topic))" + suggestion(for: word, among: topics)
        + "; .help lists the commands")
  }

  /// Everything that there is help about.
  static var topics: [String] {
    ["keywords", "functions"] + DotCommand.allNames + Keyword.all.map(\.keyword.rawValue)
      + FunctionTable.all.map(\.name)
  }

  private static var overview: String {
    """
    A query begins with a relation; clauses follow, in any order and number:

    \(ExampleQueries.all.map { "  \($0.query)\n" }.joined())
    Statements are separated by semicolons. Tab completes, Ctrl-C stops, Ctrl-D leaves.

    \(Listing(DotCommand.all.map { [$0.usage, $0.summary] }).text)
    .help keywords and .help functions list the language.

    """
  }

  private static func listing(_ keywords: [Keyword.Entry]) -> String {
    Listing(keywords.map { [$0.keyword.rawValue, $0.help] }).text
  }
}

/// Queries that show what can be asked.
enum ExampleQueries {
  /// The queries, each with what it asks.
  static let all: [(query: String, question: String)] = [
    ("pledges where type = troops group by country", "who would send troops, and how firmly"),
    ("pledges where country = germany select title, stance, condition", "on what condition"),
    ("countries select name, count(pledges) as made order by made desc", "who promised most"),
  ]
}
