internal import AvowDiagnostics
internal import AvowModel

extension SchemaReader {
  /// Reads `"avow:citation": {"said": "said", "attribution": "attribution"}`: which fields a
  /// citation of a row names, or `{"carrier": "statements.claims"}`, whose evidence is its own.
  mutating func readCitation(_ index: Int) {
    let relation = resources[index].relation
    guard let json = resources[index].json["avow:citation"] else { return }
    guard let members = json.members else {
      error(.badDescriptor, "avow:citation is an object", json.span)
      return
    }
    var rule = CitationRule()
    for (key, value) in members {
      let name = key.string ?? ""
      // Other members were told of with those of all objects.
      guard let member = CitationMember(rawValue: name) else { continue }
      guard let path = member.path else {
        rule.carrier = carrier(value, of: relation)
        continue
      }
      guard let field = field(value, of: relation, "avow:citation.\(name)") else { continue }
      guard member.accepts(schema[relation].fields[field].type) else {
        error(.badDescriptor, "avow:citation.\(name) is \(member.wanted)", value.span)
        continue
      }
      rule[keyPath: path] = field
    }
    schema[relation].citation = rule
  }

  /// Reads `statements.claims`: a relation, and the field of it that refers to the rows.
  private mutating func carrier(
    _ value: JSONValue, of relation: RelationID
  ) -> CitationRule.Carrier? {
    guard let text = text(value, "avow:citation.carrier") else { return nil }
    let parts = text.split(separator: ".").map(String.init)
    guard parts.count == 2, let source = schema.relation(named: parts[0]) else {
      error(.badDescriptor, "avow:citation.carrier reads: RELATION.FIELD", value.span)
      return nil
    }
    guard let field = field(parts[1], value.span, of: source, "avow:citation.carrier") else {
      return nil
    }
    guard schema[source].fields[field].type.scalar == .reference(relation),
      schema[source].fields[field].origin == .stored
    else {
      error(
        .badDescriptor, "\(text) should refer to \(schema[relation].name)", value.span)
      return nil
    }
    return CitationRule.Carrier(relation: source, field: field)
  }
}

/// The members of `avow:citation`.
private enum CitationMember: String {
  case title, publisher, author, published, said, speaker, attribution, carrier

  /// Where the member's field is kept, nil for a carrier.
  var path: WritableKeyPath<CitationRule, Int?>? {
    switch self {
    case .title: \.title
    case .publisher: \.publisher
    case .author: \.author
    case .published: \.published
    case .said: \.said
    case .speaker: \.speaker
    case .attribution: \.attribution
    case .carrier: nil
    }
  }

  /// The type that the member's field has.
  var wanted: String {
    switch self {
    case .published, .said: "a date"
    case .title, .publisher, .author, .speaker: "a text or a reference"
    case .attribution: "a list of texts or of references"
    case .carrier: "a field of another relation"
    }
  }

  func accepts(_ type: DataType) -> Bool {
    switch self {
    case .published, .said: return type == .date
    case .title, .publisher, .author, .speaker: return type.isNaming
    case .attribution: return type.element?.isNaming ?? false
    case .carrier: return false
    }
  }
}

extension DataType {
  /// Whether a value names somebody or something: a text, or a row with its label.
  fileprivate var isNaming: Bool {
    switch self {
    case .text, .reference: true
    case .boolean, .integer, .decimal, .date, .quantity, .inventory, .enumeration, .condition,
      .list, .record, .missing:
      false
    }
  }
}
