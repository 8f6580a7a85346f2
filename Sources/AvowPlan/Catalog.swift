package import AvowDiagnostics
package import AvowModel
internal import AvowSyntax
internal import Synchronization

/// What names can mean in a dataset: relations, fields, values, views; built once per dataset.
package final class Catalog: Sendable {
  package let database: Database
  /// The names that the dataset's views give, found without parsing them.
  private let viewNames: Set<String>
  private let parsedViews = Mutex<ParsedViews?>(nil)
  private let indexes = Mutex<[RelationID: RowIndex]>([:])

  package var schema: Schema { database.schema }

  /// Makes the catalogue of a dataset.
  package init(_ database: Database) {
    self.database = database
    viewNames = database.schema.views.isEmpty ? [] : ParsedViews.names(in: database.schema.views)
  }

  /// The views of the dataset, in order; later ones may use earlier ones.
  var views: [Definition] { parsed.definitions }

  /// What is wrong with the dataset's views.
  package var diagnostics: [Diagnostic] { parsed.diagnostics }

  /// Whether a view has the name; most queries use none, so that the views stay unparsed.
  func hasView(named name: String) -> Bool { viewNames.contains(name) }

  private var parsed: ParsedViews {
    if viewNames.isEmpty, database.schema.views.isEmpty { return ParsedViews() }
    return parsedViews.withLock { cache in
      let views = cache ?? ParsedViews(database.schema.views)
      cache = views
      return views
    }
  }

  /// The names and descriptions of the views.
  package var viewSummaries: [(name: String, summary: String)] {
    views.map { ($0.name, $0.summary) }
  }

  /// The rows of a relation by id, label and alias.
  func rowIndex(of relation: RelationID) -> RowIndex {
    if let known = indexes.withLock({ $0[relation] }) { return known }
    let index = RowIndex(of: relation, in: database)
    indexes.withLock { $0[relation] = index }
    return index
  }

  /// The ids of a relation's rows, with their labels, for completion.
  package func rows(of relation: RelationID) -> [(key: String, label: String)] {
    (0..<database[relation].rowCount).map { row in
      let row = UInt32(clamping: row)
      let label = database.label(of: row, in: relation)
      return (database.key(of: row, in: relation) ?? label, label)
    }
  }
}

/// The views of a dataset, and what is wrong with them.
private struct ParsedViews: Sendable {
  var definitions: [Definition] = []
  var diagnostics: [Diagnostic] = []

  init() {}

  init(_ text: String) {
    let source = SourceText(text, name: "views.avow")
    let result = Parser.parse(source)
    diagnostics = result.diagnostics
    for statement in result.script.statements {
      guard case .binding(let binding) = statement.kind else { continue }
      let summary = source.comment(before: statement.span.start)
      definitions.append(Definition(binding, summary: summary))
    }
  }

  /// The words after each `let`: every name of a view, and perhaps words of its comments.
  static func names(in text: String) -> Set<String> {
    var names: Set<String> = []
    var isAfterLet = false
    let breaks = Set(" \n\t\r;=(`".utf8)
    for word in text.utf8.split(whereSeparator: breaks.contains) {
      let word = Name.canonical(of: String(Substring(word)))
      if isAfterLet { names.insert(word) }
      isAfterLet = word == "let"
    }
    return names
  }
}

/// A `let` or a view: a name for a query, perhaps with parameters.
struct Definition: Sendable {
  var name: String
  var parameters: [String]
  var value: Query
  var summary: String

  init(_ binding: Binding, summary: String = "") {
    name = binding.name.canonical
    parameters = binding.parameters.map(\.canonical)
    value = binding.value
    self.summary = summary
  }
}

extension SourceText {
  /// The comment line right above an offset, without its mark.
  fileprivate func comment(before offset: Int) -> String {
    let before = bytes[..<min(offset, bytes.count)]
    let lines = before.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    guard let line = lines.dropLast().last, line.first == UInt8(ascii: "#") else { return "" }
    let words = line.drop { $0 == UInt8(ascii: "#") || $0 == UInt8(ascii: " ") }
    return String(decoding: words, as: UTF8.self)
  }
}
