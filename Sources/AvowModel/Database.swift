/// A dataset in memory: a schema and one table per relation.
package struct Database: Hashable, Sendable {
  package var schema: Schema
  /// One table per relation, in the schema's order.
  package var tables: [Table]
  /// The digest of the files that it was read from, empty where it was made in memory.
  package var digest: String

  /// Makes a database.
  package init(schema: Schema, tables: [Table], digest: String = "") {
    self.schema = schema
    self.tables = tables
    self.digest = digest
  }

  package subscript(relation: RelationID) -> Table { tables[relation.index] }

  /// The text that identifies a row, where the relation has a key.
  package func key(of row: UInt32, in relation: RelationID) -> String? {
    text(of: row, in: relation, field: schema[relation].key)
  }

  /// The name of a row for people: its label, else its key, else its number.
  package func label(of row: UInt32, in relation: RelationID) -> String {
    text(of: row, in: relation, field: schema[relation].label)
      ?? key(of: row, in: relation) ?? "\(schema[relation].rowWord) \(Int(row) + 1)"
  }

  /// The label and, in brackets, what its relation notes beside it: `Europe (unbounded group)`.
  package func annotatedLabel(of row: UInt32, in relation: RelationID) -> String {
    let notes = schema[relation].labelNotes.compactMap { word(for: $0, of: row, in: relation) }
    let label = label(of: row, in: relation)
    return notes.isEmpty ? label : "\(label) (\(notes.joined(separator: " ")))"
  }

  private func word(for note: LabelNote, of row: UInt32, in relation: RelationID) -> String? {
    guard case .enumeration(let enumeration) = schema[relation].fields[note.field].type,
      case .code(let code)? = self[relation].columns[note.field]?.value(at: Int(row)),
      note.shown.contains(code)
    else { return nil }
    let name = schema[enumeration].values[Int(code)].name
    return String(name.map { $0 == "_" || $0 == "-" ? " " : $0 })
  }

  private func text(of row: UInt32, in relation: RelationID, field: Int?) -> String? {
    guard let field, let column = self[relation].columns[field] else { return nil }
    switch column.value(at: Int(row)) {
    case .text(let text): return text
    case .number(let range, _): return range.exact?.description
    case .date(let date): return date.description
    case .missing, .boolean, .code, .row, .condition, .list, .record: return nil
    }
  }
}

/// The rows of one relation: a column per field, nil where an expression derives it.
package struct Table: Hashable, Sendable {
  package var rowCount: Int
  package var columns: [Column?]

  /// Makes a table.
  package init(rowCount: Int, columns: [Column?]) {
    self.rowCount = rowCount
    self.columns = columns
  }
}
