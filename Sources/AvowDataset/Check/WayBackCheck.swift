internal import AvowDiagnostics
internal import AvowModel

/// Looks for relations with several references to one other, of which none is the default way back.
enum WayBackCheck {
  static func run(_ inspection: inout PackageInspection) {
    let schema = inspection.schema
    for relation in inspection.readRelations where !schema[relation].isHidden {
      var ways: [RelationID: [Int]] = [:]
      for (position, field) in schema[relation].fields.enumerated() {
        switch field.type.scalar {
        case .reference(let target) where target != schema.evidence:
          ways[target, default: []].append(position)
        case .condition: schema.conditions.map { ways[$0, default: []].append(position) }
        case .boolean, .integer, .decimal, .text, .date, .quantity, .inventory, .enumeration,
          .reference, .list, .record, .missing:
          break
        }
      }
      for (target, fields) in ways.sorted(by: { $0.key.index < $1.key.index }) {
        check(relation, target, fields, &inspection)
      }
    }
  }

  private static func check(
    _ relation: RelationID, _ target: RelationID, _ positions: [Int],
    _ inspection: inout PackageInspection
  ) {
    let fields = inspection.schema[relation].fields
    let defaults = positions.filter { fields[$0].isDefaultWayBack }
    // Without a mark, a reference to one row goes before lists.
    let single = positions.filter { fields[$0].type.element == nil }
    guard positions.count > 1, defaults.count != 1, !(defaults.isEmpty && single.count == 1) else {
      return
    }
    let names = (defaults.isEmpty ? positions : defaults).map { fields[$0].name }
      .joined(separator: ", ")
    let schema = inspection.schema
    let fault = defaults.isEmpty ? "none of them is" : "more than one of them is"
    inspection.report(
      .noDefaultWay,
      "\(schema[relation].name) refers to \(schema[target].name) by \(names),"
        + " and \(fault) the default way back",
      declaring: relation, field: positions[1],
      hint: "mark one with \"avow:default\": true")
  }
}
