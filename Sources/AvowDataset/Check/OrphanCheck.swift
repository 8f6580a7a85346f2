internal import AvowDiagnostics
internal import AvowModel

/// Looks for rows that have a meaning only through others and that no other row refers to.
///
/// Such are the rows of a relation that another relation refers to, unless its rows have evidence
/// of their own or are what threads are made of. A row with a text in a field called `note` has
/// its reason there: a person who is background, a state that is only compared with.
enum OrphanCheck {
  static func run(_ inspection: inout PackageInspection) {
    for relation in inspection.readRelations where inspection.isWanted() {
      check(relation, &inspection)
    }
  }

  /// A field that refers to a relation.
  private struct Way: Hashable {
    var relation: RelationID
    var field: Int
  }

  private static func check(_ relation: RelationID, _ inspection: inout PackageInspection) {
    let ways = ways(to: relation, inspection.schema)
    guard ways.contains(where: { $0.relation != relation }),
      isNamedByOthers(relation, inspection.schema),
      !ways.contains(where: {
        inspection.incomplete.contains($0.relation)
          || inspection.faults.touches(field: $0.field, of: $0.relation)
      })
    else { return }
    var isNamed = [Bool](repeating: false, count: inspection.database[relation].rowCount)
    for way in ways {
      inspection.database[way.relation].columns[way.field]?.forEachReference { row, target in
        if way.relation != relation || row != Int(target) { isNamed[Int(target)] = true }
      }
    }
    let thread = inspection.schema[relation].thread
    let outside = ways.filter { $0.relation != relation }
    let isThread = thread.map { outside == [Way(relation: $0.source, field: $0.member)] } ?? false
    let names = outside.filter { $0.relation != inspection.schema.evidence }.map { way in
      let owner = inspection.schema[way.relation]
      return "\(owner.name).\(owner.fields[way.field].name)"
    }
    let word = inspection.schema[relation].rowWord
    let note = inspection.schema[relation].field(named: "note")
    let reasons = note.flatMap { inspection.database[relation].columns[$0] }
    let advice = note == nil ? "" : ", or say in its note why it is there"
    let key = inspection.schema[relation].key
    for row in isNamed.indices where !isNamed[row] {
      // A key that is there twice names its first row.
      if let key, inspection.isFaulty(row: row, field: key, of: relation) { continue }
      if !isThread, reasons?.says(at: row) == true { continue }
      let name = inspection.rowName(row, in: relation)
      if isThread {
        inspection.report(
          .emptyThread, "no row of \(names[0].prefix { $0 != "." }) states the \(word) \(name)",
          in: relation, row: row, hint: "name it in \(names[0]), or remove it")
      } else {
        inspection.report(
          .unused, "nothing refers to the \(word) \(name)", in: relation, row: row,
          hint: "remove it, or name it in \(names.prefix(3).joined(separator: " or "))\(advice)")
      }
    }
  }

  private static func ways(to target: RelationID, _ schema: Schema) -> [Way] {
    schema.relations.indices.flatMap { index in
      schema.relations[index].fields.enumerated().compactMap { position, field -> Way? in
        guard field.origin == .stored else { return nil }
        let refers =
          field.type.scalar == .reference(target)
          || (field.type.scalar == .condition && schema.conditions == target)
        return refers ? Way(relation: RelationID(index), field: position) : nil
      }
    }
  }

  private static func isNamedByOthers(_ relation: RelationID, _ schema: Schema) -> Bool {
    let hasEvidence = schema.evidence.map { evidence in
      schema[relation].fields.contains { $0.type.scalar == .reference(evidence) }
    }
    let isSource = schema.relations.contains { $0.thread?.source == relation }
    return hasEvidence != true && !isSource
  }
}
