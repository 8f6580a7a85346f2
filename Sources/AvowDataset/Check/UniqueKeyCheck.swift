internal import AvowDiagnostics
internal import AvowModel

/// Looks for rows that agree in fields that `uniqueKeys` or a key of several fields sets apart.
enum UniqueKeyCheck {
  static func run(_ inspection: inout PackageInspection) {
    for index in inspection.resources.indices where inspection.isWanted() {
      for key in inspection.resources[index].json["schema"]?["uniqueKeys"]?.elements ?? [] {
        let names = key.elements?.compactMap(\.string) ?? [key.string].compactMap(\.self)
        check(names, key.span, index, &inspection)
      }
    }
  }

  private static func check(
    _ names: [String], _ span: SourceSpan, _ index: Int, _ inspection: inout PackageInspection
  ) {
    let relation = inspection.resources[index].relation
    var columns: [Column] = []
    var fields: [Int] = []
    for name in names {
      guard let field = inspection.schema[relation].field(named: name) else {
        let description = inspection.schema[relation]
        inspection.report(
          .unknownName,
          "uniqueKeys: no field of \(description.name) is called \"\(name)\"", at: span,
          hint: .near(name, description.fields.map(\.name)))
        return
      }
      guard let column = inspection.database[relation].columns[field] else { return }
      columns.append(column)
      fields.append(field)
    }
    guard let first = fields.first else { return }
    var hashes = RowHashes(rowCount: inspection.database[relation].rowCount)
    for column in columns { hashes.combine(column) }
    var found: [(row: Int, first: Int)] = []
    hashes.forEachRepeated(of: columns) { row, earlier in
      let isFaulty = fields.contains { inspection.isFaulty(row: row, field: $0, of: relation) }
      if !isFaulty, !inspection.hasFaultyKey(row, in: relation),
        columns.allSatisfy({ $0.says(at: row) })
      {
        found.append((row, earlier))
      }
    }
    for (row, earlier) in found {
      let other = inspection.rowName(earlier, in: relation)
      inspection.report(
        .duplicateKey, "\(other) has the same \(names.joined(separator: ", "))", in: relation,
        row: row, field: first)
    }
  }
}
