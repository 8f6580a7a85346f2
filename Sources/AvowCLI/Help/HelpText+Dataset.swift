internal import Avow
internal import AvowRender

extension HelpText {
  /// What other words people look for, with the topic that has it.
  private static let synonyms: [(word: String, topic: String)] = [
    ("citation", "cite"), ("citations", "cite"), ("evidence", "cite"), ("footnote", "cite"),
    ("footnotes", "cite"), ("provenance", "cite"), ("quote", "cite"), ("references", "cite"),
    ("source", "cite"), ("sources", "cite"), ("maybe", "three values"),
    ("undecided", "three values"), ("missing", "unknown and none"), ("nil", "unknown and none"),
    ("null", "unknown and none"), ("currency", "units"), ("exchange", "units"),
    ("rates", "units"), ("history", "time"), ("parameter", "param"), ("parameters", "param"),
    ("variables", "param"), ("subquery", "references"), ("view", "names for queries"),
    ("views", "names for queries"), ("what if", "assuming"),
  ]

  /// Words for the modes as a whole.
  private static let modeWords = ["export", "format", "formats", "mode", "modes", "output"]

  /// The text about a topic of the language, or a relation, a field or a word that a dataset
  /// or a title has; nil where there is none.
  static func text(about topic: String?, in session: Session) -> String? {
    guard let topic else {
      let queries = ExampleQueries.queries(in: session)
      return queries.isEmpty ? text(about: nil) : overview(queries)
    }
    let word = topic.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let known = text(about: topic)
    let named = relation(word, session) ?? field(word, session)
    let found = [known, named, mode(word)].compactMap(\.self)
    if !found.isEmpty { return found.joined(separator: "\n") }
    if let synonym = synonyms.first(where: { $0.word == word }) {
      return synonym.topic == "cite" ? evidence : text(about: synonym.topic)
    }
    return sections(about: word)
  }

  /// The names in a dataset that there is help about.
  static func names(in session: Session) -> [String] {
    let relations = session.relations.map(\.name)
    let fields = relations.flatMap { session.fields(of: $0) ?? [] }.map(\.name)
    return relations + Set(fields).subtracting(relations).sorted()
  }

  /// Fields as a listing.
  static func listing(_ fields: [FieldSummary], indent: String) -> String {
    Listing(fields.map { [$0.name, $0.type, $0.description] }, indent: indent).text
  }

  private static var evidence: String? {
    sections(about: "where it is written") ?? text(about: "cite")
  }

  private static func relation(_ name: String, _ session: Session) -> String? {
    guard let relation = session.relations.first(where: { $0.name == name }) else { return nil }
    let fields = session.schemaListing(of: relation.name, indent: "  ") ?? ""
    return "\(visible(relation.name))\n  \(visible(relation.description))\n\n\(fields)"
  }

  /// A field in each relation that has it, with its values where they are few.
  private static func field(_ name: String, _ session: Session) -> String? {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard parts.count < 3, let last = parts.last else { return nil }
    let relations = parts.count == 2 ? [parts[0]] : session.relations(withField: last)
    let rows = relations.flatMap { relation in
      (session.fields(of: relation) ?? []).filter { $0.name == last }
        .map { ["\(relation).\($0.name)", $0.type, $0.description] }
    }
    guard let first = rows.first else { return nil }
    var text = "\(visible(last))\n" + Listing(rows, indent: "  ").text
    let isReference = session.relations.contains { first[1].hasSuffix($0.name) }
    if !isReference, let values = session.values(of: first[0]) {
      text += "\n" + Listing(values.map { [$0.name, $0.description] }, indent: "  ").text
    }
    return text
  }

  private static func mode(_ word: String) -> String? {
    if modeWords.contains(word) {
      return "modes\n"
        + Listing(OutputMode.allCases.map { [$0.name, $0.summary] }, indent: "  ").text
        + "\n  --mode NAME, .mode NAME, or the end of the name after -o, as in -o answer.json\n"
    }
    let mode = OutputMode(rawValue: word) ?? OutputMode(endOf: "." + word)
    return mode.map { mode in
      "\(mode.name)\n  \(mode.summary)\n  --mode \(mode.name), or .mode \(mode.name)\n"
    }
  }

  /// The section of the manual that has words in its title; the names of several.
  private static func sections(about words: String) -> String? {
    let found = manual.flatMap { $0.sections(about: words) }
    guard let first = found.first else { return nil }
    if found.count == 1 { return first.text(filling: table) }
    return "Sections of the manual:\n\n"
      + Listing(found.map { [$0.topic] }, indent: "  ").text
  }
}
