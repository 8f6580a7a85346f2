package import AvowDiagnostics
internal import AvowModel
internal import AvowSyntax

/// Adds to complaints about the form of a text what only the dataset tells: that words together
/// are a name, which tables there are, and which query the words may be meant for.
package func advised(
  _ diagnostics: [Diagnostic], about source: SourceText, in catalog: Catalog,
  _ environment: Environment
) -> [Diagnostic] {
  var result = diagnostics
  var saysTables = false
  for place in result.indices where result[place].fix == nil && result[place].hint == nil {
    let advice = SyntaxAdvice(
      about: result[place].span, in: source, catalog: catalog, environment: environment)
    if advice.addQuotes(to: &result[place]) { continue }
    if !saysTables { advice.addTables(to: &result[place]) }
    saysTables = true
  }
  if result.count == 1 { result[0].joinConditions(in: source, catalog, environment) }
  return result
}

extension Diagnostic {
  /// `type = troops, met`: where what follows the comma is no value, it is a condition.
  fileprivate mutating func joinConditions(
    in source: SourceText, _ catalog: Catalog, _ environment: Environment
  ) {
    guard code == .conditionsJoinedByComma, let given = fix, given.title != "write and",
      !given.binds(in: source, catalog, environment)
    else { return }
    let joined = Fix("write and", replacing: span, with: " and")
    guard joined.binds(in: source, catalog, environment) else { return }
    (message, fix, hint) = ("a comma does not join conditions", joined, joined.title)
  }
}

extension Fix {
  /// Whether the last statement of a text has a meaning once mended.
  fileprivate func binds(
    in source: SourceText, _ catalog: Catalog, _ environment: Environment
  ) -> Bool {
    let parsed = Parser.parse(SourceText(bytes: applied(to: source.bytes)))
    guard parsed.diagnostics.isEmpty, let statement = parsed.script.statements.last else {
      return false
    }
    var environment = environment
    return bind(statement, in: catalog, environment: &environment).bound != nil
  }
}

/// The words of the statement that a complaint is about.
private struct SyntaxAdvice {
  let source: SourceText
  let catalog: Catalog
  let environment: Environment
  private let span: SourceSpan
  private var words: [SourceSpan] = []
  /// Whether nothing but words and the points of a sentence stand there.
  private var isSentence = true

  /// How far to both sides of a complaint words are looked at.
  private static let reach = 1000

  init(
    about span: SourceSpan, in source: SourceText, catalog: Catalog, environment: Environment
  ) {
    (self.source, self.span, self.catalog) = (source, span, catalog)
    self.environment = environment
    let bytes = source.bytes
    let semicolon = UInt8(ascii: ";")
    var start = min(span.start, bytes.count)
    while start > 0, span.start - start < Self.reach, bytes[start - 1] != semicolon { start -= 1 }
    var end = start
    while end < bytes.count, end - span.start < Self.reach, bytes[end] != semicolon {
      guard Self.isWordByte(bytes[end]) else {
        if !" \t\n\r?!.,".utf8.contains(bytes[end]) { isSentence = false }
        end += 1
        continue
      }
      let first = end
      while end < bytes.count, Self.isWordByte(bytes[end]) { end += 1 }
      words.append(SourceSpan(first, end))
    }
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"),
      UInt8(ascii: "'"), 0x80...:
      true
    default: false
    }
  }

  /// `country = Great Britain`: words that together are the name of a value stand in quotes.
  func addQuotes(to diagnostic: inout Diagnostic) -> Bool {
    guard let place = words.firstIndex(where: { $0.start == span.start }), place > 0 else {
      return false
    }
    defer {
      if diagnostic.fix == nil, isValuePlace(place - 1), areOneBlankApart(place - 1...place) {
        diagnostic.notes.append(note(onWordsUpTo: place))
      }
    }
    for start in (max(0, place - 4)..<place).reversed() where isValuePlace(start) {
      for end in (place...min(place + 5, words.count - 1)).reversed() {
        let phrase = SourceSpan(words[start].start, words[end].end)
        let text = source.text(of: phrase)
        guard areOneBlankApart(start...end), isName(text) else { continue }
        diagnostic.fix = Fix("write \"\(text)\"", replacing: phrase, with: "\"\(text)\"")
        diagnostic.hint = "write \"\(text)\""
        diagnostic.notes.append("several words that are one text or name stand in quotes")
        return true
      }
    }
    return false
  }

  /// What is wrong with a second word where one value stands.
  private func note(onWordsUpTo place: Int) -> String {
    let (first, second) = (source.text(of: words[place - 1]), source.text(of: words[place]))
    return isName(first) && isName(second)
      ? "several values stand in brackets: in (\(first), \(second))"
      : "several words that are one text or name stand in quotes"
  }

  /// Whether an operator, a bracket or a comma stands before a word.
  private func isValuePlace(_ place: Int) -> Bool {
    guard place > 0 else { return false }
    let gap = source.bytes[words[place - 1].end..<words[place].start]
    if let mark = gap.last(where: { $0 != UInt8(ascii: " ") }) { return "=(,".utf8.contains(mark) }
    return ["has", "in", "not", "why"].contains(source.text(of: words[place - 1]).lowercased())
  }

  private func areOneBlankApart(_ range: ClosedRange<Int>) -> Bool {
    range.dropFirst().allSatisfy { words[$0].start - words[$0 - 1].end == 1 }
  }

  private func isName(_ text: String) -> Bool {
    let schema = catalog.schema
    return schema.enumerations.contains { $0.position(named: text) != nil }
      || schema.relations.indices.contains { index in
        guard schema.relations[index].label != nil else { return false }
        return catalog.rowIndex(of: RelationID(index)).rows(named: text) != .none
      }
  }

  /// `who would send troops`: a query begins with a table, and what it may be meant for.
  func addTables(to diagnostic: inout Diagnostic) {
    guard isSentence, let first = words.first else { return }
    let texts = words.map { Name.canonical(of: source.text(of: $0)) }
    let guess = QueryGuess(words: texts, in: catalog)
    diagnostic.hint = guess.map { "perhaps: \($0.text)" }
    guard !isTable(texts[0]), Keyword.named(texts[0]) == nil, first.start <= span.start else {
      return
    }
    let tables = catalog.schema.tellingRelations(atMost: 4)
    diagnostic.notes.append("a query begins with a table: " + tables)
  }

  private func isTable(_ name: String) -> Bool {
    catalog.schema.relation(named: name) != nil || catalog.hasView(named: name)
      || environment.definitionNames.contains(name)
  }
}
