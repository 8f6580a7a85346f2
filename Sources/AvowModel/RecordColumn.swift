/// Records as one column per field, all of one length.
package struct RecordColumn: Hashable, Sendable {
  package var fields: [Column]
  package let count: Int

  /// Makes a column of so many records.
  package init(_ fields: [Column], count: Int) {
    precondition(fields.allSatisfy { $0.count == count }, "fields are of one length")
    self.fields = fields
    self.count = count
  }

  /// The rows at the given positions.
  package func gathered(_ rows: [UInt32]) -> RecordColumn {
    RecordColumn(fields.map { $0.gathered(rows) }, count: rows.count)
  }
}
