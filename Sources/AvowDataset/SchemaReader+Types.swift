internal import AvowDiagnostics
internal import AvowModel

extension SchemaReader {
  /// Reads the types of all fields of a resource and what their cells may say.
  mutating func readTypes(_ index: Int) {
    let relation = resources[index].relation
    reportForeignKeys(index)
    let foreignKeys = foreignKeys(index)
    for position in resources[index].fields.indices {
      var plan = resources[index].fields[position]
      let name = schema.relations[relation.index].fields[plan.position].name
      let reference = foreignKeys.first { $0.field == name && refersToKey($0.target, $0.key) }
      plan.type = storedType(plan.json, in: relation, reference: reference?.target)
      readCells(&plan)
      resources[index].fields[position] = plan
      schema.relations[relation.index].fields[plan.position].type = plan.type
    }
    for json in resources[index].derived {
      guard let name = json["name"]?.string, let field = position(of: name, in: relation) else {
        continue
      }
      schema[relation].fields[field].type = derivedType(json, in: relation)
    }
  }

  private func refersToKey(_ target: RelationID, _ name: String) -> Bool {
    schema[target].key.map { schema[target].fields[$0].name == name } ?? false
  }

  /// Says which foreign keys are left out, and which lead nowhere.
  private mutating func reportForeignKeys(_ index: Int) {
    let readable = foreignKeys(index)
    let declared = elements(resources[index].json["schema"]?["foreignKeys"], "foreignKeys")
    for key in declared {
      if let resource = key["reference"]?["resource"]?.string, !resource.isEmpty,
        schema.relation(named: resource) == nil
      {
        _ = relation(key["reference"]?["resource"], "foreignKeys")
        continue
      }
      guard let match = readable.first(where: { $0.span == key.span }) else {
        warn(.unsupported, "a foreign key of several fields is left out", key.span)
        continue
      }
      _ = field(match.field, key.span, of: resources[index].relation, "foreignKeys")
      if !refersToKey(match.target, match.key) {
        warn(
          .unsupported, "a foreign key to another field than the primary key is left out",
          key.span)
      }
    }
  }

  private mutating func storedType(
    _ json: JSONValue, in relation: RelationID, reference: RelationID?
  ) -> DataType {
    if let type = declaredType(json) { return type }
    if let reference { return .reference(reference) }
    switch json["type"]?.string ?? "string" {
    case "string", "any":
      return listedEnumeration(json, in: relation).map { .enumeration($0) } ?? .text
    case "integer": return .integer
    case "number": return .decimal
    case "boolean": return .boolean
    case "date", "year", "yearmonth":
      let format = json["format"]?.string ?? "default"
      return format == "default" || format == "any" ? .date : .text
    default: return .text
    }
  }

  private mutating func derivedType(_ json: JSONValue, in relation: RelationID) -> DataType {
    if let type = declaredType(json) { return type }
    if json["avow:derive"] != nil { return json["type"]?.string == "boolean" ? .boolean : .missing }
    switch json["type"]?.string {
    case "integer": return .integer
    case "number": return .decimal
    case "boolean": return .boolean
    case "date": return .date
    default: return .text
    }
  }

  private mutating func declaredType(_ json: JSONValue) -> DataType? {
    guard let value = json["avow:type"], let name = text(value, "avow:type") else { return nil }
    // A schema has far fewer types than fields.
    if let known = knownTypes[name] { return known }
    let type = type(name[...], value.span)
    if let type { knownTypes[name] = type }
    return type
  }

  /// Reads a type as people write it, nil after a report.
  private mutating func type(_ text: Substring, _ span: SourceSpan) -> DataType? {
    let words = text.split(separator: " ")
    if words.count > 2, words[0] == "list", words[1] == "of" {
      let rest = words.dropFirst(2).joined(separator: " ")
      guard let element = type(rest[...], span) else { return nil }
      if element.element == nil { return .list(element) }
      error(.unknownType, "a list has no lists in it", span)
      return nil
    }
    if words.count == 2, words[0] == "enum" { return enumeration(String(words[1]), span) }
    guard words.count == 1 else { return unknownType(String(text), span) }
    let word = String(words[0])
    switch word {
    case "text": return .text
    case "integer": return .integer
    case "decimal": return .decimal
    case "boolean": return .boolean
    case "date": return .date
    case "quantity": return .quantity(nil)
    case "condition": return condition(span)
    case "span": return passage(span)
    default:
      if word.hasPrefix("quantity("), word.hasSuffix(")") {
        return quantity(String(word.dropFirst(9).dropLast()), span)
      }
      return reference(word, span)
    }
  }

  private mutating func unknownType(_ name: String, _ span: SourceSpan) -> DataType? {
    let names =
      ["text", "integer", "decimal", "boolean", "date", "quantity", "condition", "list of span"]
      + schema.relations.map(\.name) + schema.enumerations.map { "enum " + $0.name }
    let hint = Hint.near(name, names)
    error(.unknownType, "no type is called \"\(name)\"", span, hint: hint)
    return nil
  }

  private mutating func enumeration(_ name: String, _ span: SourceSpan) -> DataType? {
    if let enumeration = schema.enumeration(named: name) { return .enumeration(enumeration) }
    return unknownType("enum " + name, span)
  }

  private mutating func quantity(_ name: String, _ span: SourceSpan) -> DataType? {
    if let dimension = schema.units.dimension(named: name) { return .quantity(dimension) }
    let hint = Hint.near(name, schema.units.dimensions.map(\.name))
    error(.unknownType, "avow:units has no dimension called \"\(name)\"", span, hint: hint)
    return nil
  }

  private mutating func reference(_ name: String, _ span: SourceSpan) -> DataType? {
    guard let relation = schema.relation(named: name) else {
      return schema.enumeration(named: name).map { .enumeration($0) } ?? unknownType(name, span)
    }
    guard schema[relation].key != nil else {
      error(.unknownType, "\(name) has no primary key of one field to refer to", span)
      return nil
    }
    return .reference(relation)
  }

  private mutating func condition(_ span: SourceSpan) -> DataType? {
    guard let relation = schema.conditions, schema[relation].key != nil else {
      error(.unknownType, "conditions need a relation \"conditions\" with a primary key", span)
      return nil
    }
    return .condition
  }

  /// The type of evidence: a reference to a relation that comes into being with its first use.
  private mutating func passage(_ span: SourceSpan) -> DataType? {
    if let evidence = schema.evidence { return .reference(evidence) }
    guard let documents = schema.relation(named: "documents"), schema[documents].key != nil else {
      error(.unknownType, "evidence needs a relation \"documents\" with a primary key", span)
      return nil
    }
    guard schema.relation(named: EvidenceTable.name) == nil else {
      error(.declaredTwice, "the relation \(EvidenceTable.name) is made from the evidence", span)
      return nil
    }
    schema.relations.append(EvidenceTable.relation(documents: documents))
    let evidence = RelationID(schema.relations.count - 1)
    schema.evidence = evidence
    return .reference(evidence)
  }
}
