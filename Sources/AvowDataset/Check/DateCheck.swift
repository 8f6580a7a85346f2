internal import AvowDiagnostics
internal import AvowModel

/// Looks for dates that cannot follow each other as their fields say.
enum DateCheck {
  /// Fields of which the first begins what the second ends.
  private static let intervals = [
    ("started", "ended"), ("since", "until"), ("start", "end"), ("begin", "end"),
    ("begins", "ends"), ("from", "to"), ("start_date", "end_date"), ("valid_from", "valid_to"),
  ]

  /// Fields of which the first comes before the second, and what is wrong otherwise.
  private static let sequences = [
    ("said", "published"), ("said", "recorded"), ("published", "captured"),
    ("published", "recorded"), ("captured", "recorded"),
  ]

  static func run(_ inspection: inout PackageInspection) {
    for relation in inspection.readRelations where inspection.isWanted() {
      for (first, second) in intervals {
        compare(first, second, .endsBeforeBegin, relation, &inspection)
      }
      for (first, second) in sequences {
        compare(first, second, .datesOutOfOrder, relation, &inspection)
      }
      comparePublication(relation, &inspection)
    }
  }

  /// The field that tells of a day: the one that the package declares, else one of the name.
  private static func field(_ name: String, of relation: Relation) -> Int? {
    if name == "said", let said = relation.saying?.said { return said }
    if name == "published", let way = relation.saying?.published, way.count == 1 { return way[0] }
    return relation.field(named: name)
  }

  private static func dates(
    _ name: String, _ relation: RelationID, _ inspection: PackageInspection
  ) -> (field: Int, column: Column)? {
    field(name, of: inspection.schema[relation]).flatMap { dates($0, relation, inspection) }
  }

  private static func dates(
    _ field: Int, _ relation: RelationID, _ inspection: PackageInspection
  ) -> (field: Int, column: Column)? {
    guard inspection.schema[relation].fields[field].type == .date,
      inspection.schema[relation].fields[field].origin == .stored,
      let column = inspection.database[relation].columns[field]
    else { return nil }
    return (field, column)
  }

  private static func compare(
    _ first: String, _ second: String, _ code: DiagnosticCode.Dataset, _ relation: RelationID,
    _ inspection: inout PackageInspection
  ) {
    guard let start = dates(first, relation, inspection),
      let end = dates(second, relation, inspection)
    else { return }
    for row in 0..<start.column.count {
      guard let a = start.column.date(at: row), let b = end.column.date(at: row),
        a.earliest > b.latest
      else { continue }
      let fields = inspection.schema[relation].fields
      inspection.report(
        code, "\(fields[start.field].name) \(a) lies after \(fields[end.field].name) \(b)",
        in: relation, row: row, field: start.field)
    }
  }

  /// Compares when something was said with when the document that it refers to was published.
  private static func comparePublication(
    _ relation: RelationID, _ inspection: inout PackageInspection
  ) {
    guard let said = dates("said", relation, inspection) else { return }
    let way = inspection.schema[relation].saying?.published ?? []
    for (field, description) in inspection.schema[relation].fields.enumerated() {
      guard case .reference(let target) = description.type, description.origin == .stored,
        let documents = inspection.database[relation].columns[field],
        let published = way.count == 2 && way[0] == field
          ? dates(way[1], target, inspection) : dates("published", target, inspection)
      else { continue }
      for row in 0..<said.column.count {
        guard let date = said.column.date(at: row), let document = documents.target(at: row),
          let limit = published.column.date(at: Int(document)), date.earliest > limit.latest
        else { continue }
        let name = inspection.rowName(Int(document), in: target)
        inspection.report(
          .datesOutOfOrder, "said \(date), but \(name) was published \(limit)", in: relation,
          row: row, field: said.field)
      }
    }
  }
}
