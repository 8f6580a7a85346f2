internal import AvowDiagnostics
internal import AvowModel

/// Looks for rows that say the same under two keys.
enum DuplicateCheck {
  static func run(_ inspection: inout PackageInspection) {
    for relation in inspection.readRelations where inspection.isWanted() {
      check(relation, &inspection)
    }
  }

  private static func check(_ relation: RelationID, _ inspection: inout PackageInspection) {
    let fields = inspection.storedColumns(of: relation)
    let columns = fields.map(\.column)
    guard !columns.isEmpty, inspection.database[relation].rowCount > 1 else { return }
    var hashes = RowHashes(rowCount: inspection.database[relation].rowCount)
    for column in columns { hashes.combine(column) }
    var found: [(row: Int, first: Int)] = []
    hashes.forEachRepeated(of: columns) { row, first in
      let isFaulty = fields.contains {
        inspection.isFaulty(row: row, field: $0.field, of: relation)
          || inspection.isFaulty(row: first, field: $0.field, of: relation)
      }
      guard !isFaulty, !inspection.hasFaultyKey(row, in: relation) else { return }
      if columns.contains(where: { $0.says(at: row) }) { found.append((row, first)) }
    }
    for (row, first) in found {
      inspection.duplicates[relation, default: []].insert(row)
      let isKeyless = inspection.schema[relation].key == nil
      let name = inspection.rowName(first, in: relation)
      inspection.report(
        .duplicateRow,
        isKeyless ? "the row \(name) says the same" : "\(name) says the same in every field",
        in: relation, row: row, hint: "remove one, or say in what they differ")
    }
  }
}

/// Looks for rows that nobody can tell apart in a listing: their labels and columns are the same.
enum AlikeCheck {
  static func run(_ inspection: inout PackageInspection) {
    for relation in inspection.readRelations where inspection.isWanted() {
      check(relation, &inspection)
    }
  }

  private static func check(_ relation: RelationID, _ inspection: inout PackageInspection) {
    let description = inspection.schema[relation]
    guard let label = description.label, label != description.key, description.aliases == nil,
      inspection.database[relation].rowCount > 1
    else { return }
    let stored = inspection.storedColumns(of: relation)
    let shown = stored.filter { description.defaultColumns.contains($0.field) || $0.field == label }
    let columns = shown.map(\.column)
    guard let labels = inspection.database[relation].columns[label] else { return }
    var hashes = RowHashes(rowCount: inspection.database[relation].rowCount)
    for column in columns { hashes.combine(column) }
    var found: [(row: Int, first: Int)] = []
    hashes.forEachRepeated(of: columns) { row, first in
      let isFaulty = shown.contains {
        inspection.isFaulty(row: row, field: $0.field, of: relation)
          || inspection.isFaulty(row: first, field: $0.field, of: relation)
      }
      let isReported =
        inspection.duplicates[relation]?.contains(row) ?? false
        || inspection.hasFaultyKey(row, in: relation)
      if !isFaulty, !isReported, labels.says(at: row) { found.append((row, first)) }
    }
    let names = shown.map { description.fields[$0.field].name }.joined(separator: ", ")
    for (row, first) in found {
      let other = inspection.rowName(first, in: relation)
      inspection.report(
        .alike, "\(other) has the same \(names): nobody can tell them apart",
        in: relation, row: row, field: label,
        hint: "say in the \(description.fields[label].name) what is different")
    }
  }
}
