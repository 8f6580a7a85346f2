internal import AvowDiagnostics
internal import AvowModel
internal import AvowPlan
internal import AvowSyntax

/// What help says, made from the tables of dot-commands, keywords, clauses, functions and
/// diagnostics, and from the pages of the manual.
enum HelpText {
  /// A topic that lists something.
  private struct List {
    let name: String
    let summary: String
    let text: @Sendable () -> String
  }

  private static let lists = [
    List(name: "topics", summary: "what there is help about", text: { topicList }),
    List(name: "functions", summary: "the functions") {
      Listing(FunctionTable.all.map { [$0.signature, $0.summary] }).text
    },
    List(name: "keywords", summary: "the words of the grammar") {
      Listing(Keyword.all.map { [$0.keyword.rawValue, $0.help] }).text
    },
    List(name: "types", summary: "the types of values") {
      section(titled: "values") ?? ""
    },
    List(name: "commands", summary: "the dot-commands") { commandList },
    List(name: "diagnostics", summary: "the codes of errors and warnings") {
      Listing(DiagnosticCode.all.map { [$0.code, $0.title] }).text
    },
  ]

  /// The text about a topic, nil where there is none; without one, an overview.
  static func text(about topic: String?) -> String? {
    guard let topic else { return overview(ExampleQueries.all.map(\.query)) }
    let words = topic.lowercased().split(whereSeparator: \.isWhitespace)
    let word = words.joined(separator: " ")
    if let list = lists.first(where: { $0.name == word }) { return list.text() }
    if let entry = diagnostic(word) { return entry }
    let found = [command(word), clause(word), function(word)].compactMap(\.self)
    let keywords = found.isEmpty ? self.keywords(word) : nil
    let section = section(titled: word)
    let entries = found + [keywords, section].compactMap(\.self)
    return entries.isEmpty ? nil : entries.joined(separator: "\n")
  }

  /// The sentence about a topic that there is no help about.
  static func complaint(
    about topic: String, names: [String], listing: String
  ) -> String {
    "there is no help about \(visible(topic))" + suggestion(for: topic, among: topics + names)
      + "; \(listing) lists what there is"
  }

  /// Everything that there is help about.
  static var topics: [String] {
    let codes = DiagnosticCode.all.map(\.code)
    return lists.map(\.name) + DotCommand.allNames + Keyword.all.map(\.keyword.rawValue)
      + FunctionTable.all.map(\.name) + manual.flatMap(\.sections).map(\.topic) + codes
  }

  /// The pages whose sections are topics.
  static var manual: [ManualPage] { [.language, .datasets] }

  /// The text of a section of the manual, with the tables that the program has.
  static func section(titled title: String) -> String? {
    manual.lazy.compactMap { $0.section(titled: title)?.text(filling: table) }.first
  }

  /// The table for a mark in the manual, indented; nil for any other line.
  static func table(for line: Substring) -> String? {
    guard ShortManual.tables.contains(where: { line == $0 }) else { return nil }
    switch line.dropFirst("<!-- ".count).dropLast(" -->".count) {
    case "aggregates": return functions { if case .aggregate = $0 { true } else { false } }
    case "functions": return functions { if case .aggregate = $0 { false } else { true } }
    case "reserved words": return words(.reserved)
    default: return words(.contextual)
    }
  }

  private static func functions(where belongs: (FunctionRow.Meaning) -> Bool) -> String {
    Listing(
      FunctionTable.all.filter { belongs($0.meaning) }.map { [$0.signature, $0.summary] },
      indent: "    "
    ).text
  }

  private static func words(_ role: Keyword.Role) -> String {
    var lines = [""]
    for word in Keyword.all.filter({ $0.role == role }).map(\.keyword.spelling).sorted() {
      let last = lines[lines.count - 1]
      if last.count + word.count > 72 { lines.append("") }
      lines[lines.count - 1] += (lines[lines.count - 1].isEmpty ? "    " : " ") + word
    }
    return lines.joined(separator: "\n")
  }

  private static func diagnostic(_ word: String) -> String? {
    guard DiagnosticCode.all.contains(where: { $0.code.lowercased() == word }) else { return nil }
    return ManualPage.diagnostics.sections.first { $0.topic.hasPrefix(word + " ") }?
      .text(filling: table)
  }

  private static func command(_ word: String) -> String? {
    let command = DotCommand.command(named: word) ?? DotCommand.command(named: "." + word)
    return command.map { "\($0.usage)\n  \($0.summary)\n" }
  }

  private static func clause(_ word: String) -> String? {
    let first = word.split(separator: " ").first ?? ""
    let clauses = ClauseSyntax.all.filter {
      $0.synopsis == word || $0.synopsis.hasPrefix(word + " ") && first == $0.keyword.rawValue
    }
    guard !clauses.isEmpty else { return nil }
    return clauses.map { "\($0.synopsis)\n  \($0.help)\n" }.joined()
      + kinds(of: clauses[0].keyword) + example(words(of: clauses[0].synopsis))
  }

  /// The kinds of chart, after an empty line; empty for other clauses.
  private static func kinds(of keyword: Keyword) -> String {
    guard keyword == .chart else { return "" }
    return "\n" + Listing(ChartKind.allCases.map { [$0.name, $0.summary] }, indent: "  ").text
  }

  private static func function(_ word: String) -> String? {
    FunctionTable.function(named: word).map {
      "\($0.signature)\n  \($0.summary)\n" + example([$0.name])
    }
  }

  private static func keywords(_ word: String) -> String? {
    let keywords = Keyword.all.filter { $0.keyword.rawValue == word }
    guard !keywords.isEmpty else { return nil }
    return keywords.map { "\($0.keyword.rawValue)\n  \($0.help)\n" }.joined() + example([word])
  }

  /// The words that a clause begins with: `order by` of `order by VALUE`.
  private static func words(of synopsis: String) -> [String] {
    synopsis.split(separator: " ").prefix { $0.allSatisfy(\.isLowercase) }.map(String.init)
  }

  /// An example of the manual, indented, after an empty line; empty where there is none.
  private static func example(_ words: [String]) -> String {
    guard let lines = ManualPage.language.example(with: words) else { return "" }
    return "\n" + lines.map { "    \($0)\n" }.joined()
  }

  /// How to begin, with queries that show what can be asked.
  static func overview(_ queries: [String]) -> String {
    """
    A query begins with a relation; clauses follow, in any order and number:

    \(queries.map { "  \($0)\n" }.joined())
    Statements are separated by semicolons. Tab completes, Ctrl-C stops, Ctrl-D leaves.

    \(commandList)
    .help topics lists what else there is help about: .help clauses, .help group, .help Q104.

    """
  }

  private static var commandList: String {
    Listing(DotCommand.all.map { [$0.usage, $0.summary] }).text
  }

  private static var topicList: String {
    let sections = manual.flatMap(\.sections).map { [$0.topic, ""] }
    return Listing(lists.map { [$0.name, $0.summary] }).text
      + "\nEach keyword, clause, function, dot-command and code of a diagnostic, as group, count, "
      + ".mode, Q104.\n\nThe sections of the manual:\n\n" + Listing(sections, indent: "  ").text
  }
}
