internal import AvowDiagnostics
internal import AvowModel

/// Looks for rows without evidence, and for passages that reach beyond their documents.
enum EvidenceCheck {
  static func run(_ inspection: inout PackageInspection) {
    guard let evidence = inspection.schema.evidence else { return }
    let outside = passagesOutside(inspection, evidence)
    for relation in inspection.readRelations where inspection.isWanted() {
      for (field, description) in inspection.schema[relation].fields.enumerated()
      where description.type.scalar == .reference(evidence) && description.origin == .stored {
        check(relation, field, outside, &inspection)
      }
    }
  }

  private static func check(
    _ relation: RelationID, _ field: Int, _ outside: [UInt32: Int64],
    _ inspection: inout PackageInspection
  ) {
    guard let column = inspection.database[relation].columns[field] else { return }
    for row in 0..<column.count where !column.says(at: row) {
      guard !inspection.isFaulty(row: row, field: field, of: relation) else { continue }
      inspection.report(
        .noEvidence, "there is no evidence", in: relation, row: row, field: field,
        hint: "write the address of the passage: DOCUMENT:PARAGRAPH:START-END:LANGUAGE:SHA256")
    }
    guard !outside.isEmpty, let evidence = inspection.schema.evidence else { return }
    var found: [(row: Int, passage: UInt32)] = []
    column.forEachReference { row, passage in
      if outside[passage] != nil { found.append((row, passage)) }
    }
    for (row, passage) in found {
      let label = inspection.database.label(of: passage, in: evidence)
      let length = outside[passage] ?? 0
      inspection.report(
        .outsideDocument,
        "the passage \(label) ends behind the document, which has \(length) characters",
        in: relation, row: row, field: field, hint: "count characters, not bytes, from 0")
    }
  }

  /// The passages that end behind their documents, with the lengths of these.
  private static func passagesOutside(
    _ inspection: PackageInspection, _ evidence: RelationID
  ) -> [UInt32: Int64] {
    let passages = inspection.database[evidence].columns
    guard let documents = inspection.schema.relation(named: "documents"),
      let length = inspection.schema[documents].field(named: "length"),
      inspection.schema[documents].fields[length].type == .integer,
      let lengths = inspection.database[documents].columns[length],
      let owners = passages[EvidenceField.document.rawValue],
      case .number(let ends)? = passages[EvidenceField.end.rawValue]?.data
    else { return [:] }
    var result: [UInt32: Int64] = [:]
    owners.forEachReference { passage, document in
      guard let known = lengths.number(at: Int(document))?.exact?.mantissa,
        known > 0, ends.lower[passage] > known
      else { return }
      result[UInt32(clamping: passage)] = Int64(clamping: known)
    }
    return result
  }
}
