import AvowModel

extension ResultTable {
  /// Whether its rows have references of their own.
  var isCited: Bool { !references.isEmpty && !citations.isEmpty }

  /// The references of a row; none where the row is not cited.
  func references(ofRow row: Int) -> [Reference] {
    guard citations.indices.contains(row) else { return [] }
    return citations[row].compactMap { number in
      references.indices.contains(number - 1) ? references[number - 1] : nil
    }
  }

  /// Adds a column with the references of each row, as a file of rows has no place below them.
  mutating func appendReferences(in database: Database, _ signs: RenderOptions.Signs) {
    guard isCited else { return }
    let text = ReferenceText(signs)
    var builder = ColumnBuilder(.text, in: database.schema)
    for row in 0..<rowCount {
      let cited = references(ofRow: row)
      let isUndecided = !citations.indices.contains(row)
      builder.append(
        cited.isEmpty ? .missing(isUndecided ? .undecided : .none) : .text(text.cell(cited)))
    }
    guard let column = builder.build() else { return }
    columns.append(ResultColumn(name: "references", type: .text, column: column))
  }
}
