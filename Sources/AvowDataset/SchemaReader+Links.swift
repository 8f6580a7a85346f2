internal import AvowDiagnostics
internal import AvowModel

extension SchemaReader {
  /// Reads `"avow:links": {"relation": "links", "from": "statement", "to": "other", "kind":
  /// "relation", "supersedes": "supersedes", "repeats": ["restates"]}`.
  mutating func readLinks(_ value: JSONValue?) {
    guard let value, let relation = relation(value["relation"], "avow:links.relation"),
      let from = field(value["from"], of: relation, "avow:links.from"),
      let to = field(value["to"], of: relation, "avow:links.to"),
      let kind = field(value["kind"], of: relation, "avow:links.kind")
    else {
      let needed = [value?["relation"], value?["from"], value?["to"], value?["kind"]]
      if let value, needed.contains(where: { $0 == nil }) {
        error(
          .badDescriptor, "avow:links has the members relation, from, to and kind", value.span)
      }
      return
    }
    let fields = schema[relation].fields
    guard case .reference = fields[from].type, fields[from].type == fields[to].type,
      fields[from].origin == .stored, fields[to].origin == .stored
    else {
      error(
        .badDescriptor, "avow:links: from and to are references to one relation", value.span)
      return
    }
    guard case .enumeration(let id) = fields[kind].type, fields[kind].origin == .stored else {
      error(.badDescriptor, "avow:links.kind should be a field of an enum", value.span)
      return
    }
    var rule = LinkRule(relation: relation, from: from, to: to, kind: kind)
    rule.supersedes = codes(value["supersedes"], of: id, "avow:links.supersedes")
    rule.repeats = codes(value["repeats"], of: id, "avow:links.repeats")
    schema.links = rule
  }

  private mutating func codes(
    _ value: JSONValue?, of id: EnumerationID, _ what: String
  ) -> Set<UInt32> {
    Set(texts(value, what).compactMap { code($0.text, of: id, $0.span) })
  }
}
