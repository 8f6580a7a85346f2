/// A dataset in memory: a schema and one table per relation.
package struct Database: Hashable, Sendable {
  package var schema: Schema
  /// One table per relation, in the schema's order.
  package var tables: [Table]

  /// Makes a database.
  package init(schema: Schema, tables: [Table]) {
    self.schema = schema
    self.tables = tables
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

  private func text(of row: UInt32, in relation: RelationID, field: Int?) -> String? {
    guard let field, let column = self[relation].columns[field],
      case .text(let text) = column.value(at: Int(row))
    else { return nil }
    return text
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
