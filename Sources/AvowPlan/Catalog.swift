package import AvowDiagnostics
package import AvowModel
internal import AvowSyntax
internal import Synchronization

/// What names can mean in a dataset: relations, fields, values, views; built once per dataset.
package final class Catalog: Sendable {
  package let database: Database
  /// The views of the dataset, in order; later ones may use earlier ones.
  let views: [Definition]
  /// What is wrong with the dataset's views.
  package let diagnostics: [Diagnostic]
  private let indexes = Mutex<[RelationID: RowIndex]>([:])

  package var schema: Schema { database.schema }

  /// Makes the catalogue of a dataset.
  package init(_ database: Database) {
    self.database = database
    var views: [Definition] = []
    var diagnostics: [Diagnostic] = []
    if !database.schema.views.isEmpty {
      let source = SourceText(database.schema.views, name: "views.avow")
      let result = Parser.parse(source)
      diagnostics = result.diagnostics
      for statement in result.script.statements {
        guard case .binding(let binding) = statement.kind else { continue }
        let summary = source.comment(before: statement.span.start)
        views.append(Definition(binding, summary: summary))
      }
    }
    self.views = views
    self.diagnostics = diagnostics
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
