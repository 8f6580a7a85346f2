internal import AvowDiagnostics
internal import AvowModel

/// Looks for names that queries cannot write, or read as something else.
enum NameCheck {
  static func run(_ inspection: inout PackageInspection, _ reservedWords: Set<String>) {
    for relation in inspection.readRelations where inspection.isWanted() {
      checkName(of: relation, nil, reservedWords, &inspection)
      for field in inspection.schema[relation].fields.indices {
        checkName(of: relation, field, reservedWords, &inspection)
      }
      checkKeys(of: relation, &inspection)
    }
    checkValuesAsFields(&inspection)
    checkSpellings(&inspection)
  }

  private static func checkName(
    of relation: RelationID, _ field: Int?, _ reservedWords: Set<String>,
    _ inspection: inout PackageInspection
  ) {
    let owner = inspection.schema[relation].name
    let name = field.map { inspection.schema[relation].fields[$0].name } ?? owner
    let shown = field == nil ? "the relation \(name)" : "\(owner).\(name)"
    let folded = NameFolding.fold(name)
    if reservedWords.contains(folded) {
      inspection.report(
        .grammarWord, "\(shown): \(folded) is a word of the grammar",
        declaring: relation, field: field, hint: "in a query it needs back-ticks: `\(folded)`")
    } else if folded != name {
      inspection.report(
        .unwritableName, "\(shown): no query can write this name",
        declaring: relation, field: field, hint: "call it \(folded)")
    }
  }

  /// Keys that a cell cannot refer to, because there they stand for a missing value.
  private static func checkKeys(
    of relation: RelationID, _ inspection: inout PackageInspection
  ) {
    guard let key = inspection.schema[relation].key,
      let column = inspection.database[relation].columns[key], case .text(let texts) = column.data
    else { return }
    let words = KeyIndex(SchemaReader.literals.sorted())
    var found: [Int] = []
    for row in 0..<texts.count where words.row(of: texts.utf8(at: row)) != nil { found.append(row) }
    for row in found {
      inspection.report(
        .reservedName, "no cell can refer to \(texts[row]), which stands for a missing value",
        in: relation, row: row, field: key)
    }
  }

  /// Words that name a value of a field's type and a field of that type: the value is meant.
  private static func checkValuesAsFields(_ inspection: inout PackageInspection) {
    let schema = inspection.schema
    for (type, owners) in fieldsByType(inspection) {
      switch type {
      case .enumeration(let id):
        for (position, member) in schema[id].values.enumerated() {
          let words = ([member.name, member.label] + member.aliases).map { NameFolding.fold($0) }
          guard let word = words.first(where: { owners[$0] != nil }) else { continue }
          let names = (owners[word] ?? []).joined(separator: ", ")
          inspection.report(
            .valueAndField, "\(schema[id].name): \(word) is a value and a field of \(names)",
            at: inspection.span(ofValue: position, in: schema[id].name),
            hint: "queries read the value; .\(word) is the field")
        }
      case .reference(let target) where target != schema.evidence:
        checkRowsAsFields(of: target, owners, &inspection)
      case .boolean, .integer, .decimal, .text, .date, .quantity, .inventory, .reference,
        .condition, .list, .record, .missing:
        break
      }
    }
  }

  /// The names of the fields of each type, each with the relations that have it.
  private static func fieldsByType(
    _ inspection: PackageInspection
  ) -> [DataType: [String: [String]]] {
    var result: [DataType: [String: [String]]] = [:]
    for relation in inspection.readRelations {
      let description = inspection.schema[relation]
      for field in description.fields {
        result[field.type.scalar, default: [:]][field.name, default: []].append(description.name)
      }
    }
    return result
  }

  private static func checkRowsAsFields(
    of target: RelationID, _ owners: [String: [String]], _ inspection: inout PackageInspection
  ) {
    let description = inspection.schema[target]
    let names = KeyIndex(owners.keys.sorted())
    var found: [(row: Int, field: Int, word: String)] = []
    for field in [description.key, description.label, description.aliases].compactMap(\.self) {
      inspection.database[target].columns[field]?.forEachName { row, folded, _ in
        guard names.row(of: folded.span) != nil else { return }
        found.append((row, field, String(decoding: folded, as: UTF8.self)))
      }
    }
    for (row, field, word) in found {
      let relations = (owners[word] ?? []).joined(separator: ", ")
      inspection.report(
        .valueAndField, "\(word) names a row and a field of \(relations)", in: target, row: row,
        field: field, hint: "queries read the row; .\(word) is the field")
    }
  }

  /// Other spellings of values that a query reads as literals.
  private static func checkSpellings(_ inspection: inout PackageInspection) {
    for enumeration in inspection.schema.enumerations {
      for (position, member) in enumeration.values.enumerated() {
        let words = ([member.label] + member.aliases).map { NameFolding.fold($0) }
        guard let word = words.first(where: SchemaReader.literals.contains),
          !SchemaReader.literals.contains(member.name)
        else { continue }
        inspection.report(
          .reservedName, "\(enumeration.name): \(member.name) may not also be called \(word)",
          at: inspection.span(ofValue: position, in: enumeration.name))
      }
    }
  }
}
