internal import AvowDiagnostics
internal import AvowModel

extension SchemaReader {
  /// Reads `"avow:totals": {"whole": "part_of", "repeats": "restates", "running": "to_date",
  /// "phase": "phase"}`, of which any may be left out.
  mutating func readTotals(_ index: Int) {
    let relation = resources[index].relation
    guard let json = resources[index].json["avow:totals"] else { return }
    guard json.kind == .object else {
      error(.badDescriptor, "avow:totals has the members whole, repeats, running, phase", json.span)
      return
    }
    var rule = TotalRule()
    let own = DataType.reference(relation)
    rule.whole = totalsField(json["whole"], relation, "whole", "a reference to it") { $0 == own }
    rule.repeats = totalsField(json["repeats"], relation, "repeats", "a reference to it") {
      $0 == own
    }
    rule.running = totalsField(json["running"], relation, "running", "a boolean") {
      $0 == .boolean
    }
    rule.phase = totalsField(json["phase"], relation, "phase", "of an enum") {
      if case .enumeration = $0 { true } else { false }
    }
    schema[relation].totals = rule.fields.isEmpty ? nil : rule
  }

  private mutating func totalsField(
    _ value: JSONValue?, _ relation: RelationID, _ member: String, _ kind: String,
    _ fits: (DataType) -> Bool
  ) -> Int? {
    guard let value, let field = field(value, of: relation, "avow:totals.\(member)") else {
      return nil
    }
    if fits(schema[relation].fields[field].type) { return field }
    let name = "\(schema[relation].name).\(schema[relation].fields[field].name)"
    error(.badDescriptor, "avow:totals.\(member): \(name) should be \(kind)", value.span)
    return nil
  }
}
