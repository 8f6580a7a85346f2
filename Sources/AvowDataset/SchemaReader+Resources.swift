internal import AvowDiagnostics
internal import AvowModel

extension SchemaReader {
  /// Enters the relation of a resource: its name, words and files.
  mutating func declare(_ resource: JSONValue) {
    guard let name = text(resource["name"], "name of a resource"), !name.isEmpty else {
      error(.badDescriptor, "a resource has a name", resource.span)
      return
    }
    guard schema.relation(named: name) == nil else {
      let span = (resource["name"] ?? resource).span
      error(.declaredTwice, "the resource \(name) is declared twice", span)
      return
    }
    guard let plan = plan(resource, name) else { return }
    schema.relations.append(
      Relation(
        name: name, title: text(resource["title"], "title") ?? "",
        description: text(resource["description"], "description") ?? "",
        rowWord: text(resource["avow:row"], "avow:row") ?? "row"))
    fieldIndexes.append(KeyIndex(capacity: 32))
    resources.append(plan)
  }

  private mutating func plan(_ resource: JSONValue, _ name: String) -> ResourcePlan? {
    var plan = ResourcePlan(json: resource, relation: RelationID(schema.relations.count))
    plan.paths = texts(resource["path"], "path").map { ($0.text, $0.span) }
    if plan.paths.isEmpty {
      error(.badDescriptor, "the resource \(name) has no path", resource.span)
    }
    let format = resource["format"]?.string?.lowercased() ?? format(of: plan.paths.first?.path)
    switch format {
    case "csv": break
    case "tsv": plan.delimiter = UInt8(ascii: "\t")
    default:
      warn(.unsupported, "the resource \(name) is no CSV and is left out", resource.span)
      return nil
    }
    if let encoding = resource["encoding"]?.string?.lowercased(),
      !["utf-8", "utf8", "ascii", "us-ascii"].contains(encoding)
    {
      error(.unsupported, "the resource \(name) is not in UTF-8", resource.span)
    }
    readDialect(resource["dialect"], &plan)
    let match = resource["schema"]?["fieldsMatch"]
    let matches = match?.string ?? match?.elements?.first?.string
    plan.allowsOtherColumns = matches == "subset" || matches == "partial"
    return plan
  }

  private func format(of path: String?) -> String {
    guard let path, let dot = path.lastIndex(of: ".") else { return "csv" }
    let ending = path[path.index(after: dot)...].lowercased()
    return ending == "txt" ? "csv" : ending
  }

  private mutating func readDialect(_ dialect: JSONValue?, _ plan: inout ResourcePlan) {
    guard let dialect else { return }
    if let delimiter = text(dialect["delimiter"], "delimiter") {
      let bytes = Array(delimiter.utf8)
      if bytes.count == 1, bytes[0] < 0x80, !"\"\n\r".utf8.contains(bytes[0]) {
        plan.delimiter = bytes[0]
      } else {
        error(.unsupported, "a delimiter is one ASCII character", dialect.span)
      }
    }
    if let header = dialect["header"] { plan.hasHeader = flag(header, "header") }
    if let quote = dialect["quoteChar"]?.string, quote != "\"" {
      error(.unsupported, "cells are quoted with \"", dialect.span)
    }
  }

  /// Enters the names of the fields of a resource, so that types and keys may speak of them.
  mutating func declareFields(_ index: Int) {
    let json = resources[index].json
    let relation = resources[index].relation
    let stored = elements(json["schema"]?["fields"], "fields")
    schema.relations[relation.index].fields.reserveCapacity(stored.count + 16)
    resources[index].fields.reserveCapacity(stored.count)
    for field in stored {
      guard let position = declareField(field, in: relation, .stored) else { continue }
      resources[index].fields.append(FieldPlan(json: field, position: position))
    }
    resources[index].derived =
      (json["avow:fields"]?.elements ?? []) + (json["schema"]?["avow:fields"]?.elements ?? [])
    for field in resources[index].derived {
      let expression = field["avow:derive"].flatMap { text($0, "avow:derive") }
      _ = declareField(field, in: relation, expression.map { .expression($0) } ?? .thread)
    }
  }

  private mutating func declareField(
    _ json: JSONValue, in relation: RelationID, _ origin: Field.Origin
  ) -> Int? {
    guard let name = text(json["name"], "name of a field"), !name.isEmpty else {
      error(.badDescriptor, "a field has a name", json.span)
      return nil
    }
    let position = schema.relations[relation.index].fields.count
    let index = UInt32(clamping: position)
    guard fieldIndexes[relation.index].insert(Array(name.utf8).span, as: index) == nil else {
      let owner = schema[relation].name
      error(.declaredTwice, "the field \(owner).\(name) is declared twice", json.span)
      return nil
    }
    let description = text(json["description"], "description") ?? json["title"]?.string ?? ""
    var field = Field(name: name, description: description, type: .text, origin: origin)
    field.isDefaultWayBack = flag(json["avow:default"], "avow:default")
    field.isHidden = flag(json["avow:hidden"], "avow:hidden")
    schema.relations[relation.index].fields.append(field)
    return position
  }

  /// Reads the primary key of a resource; without one, what foreign keys refer to is the key.
  mutating func readKeys(_ index: Int) {
    let json = resources[index].json
    let relation = resources[index].relation
    let names = texts(json["schema"]?["primaryKey"], "primaryKey")
    resources[index].key = names.compactMap { field($0.text, $0.span, of: relation, "primaryKey") }
    if names.count == 1 { schema[relation].key = resources[index].key.first }
    for (_, target, name, span) in foreignKeys(index)
    where schema[target].key == nil && !hasPrimaryKey(target) {
      guard let key = field(name, span, of: target, "foreignKeys") else { continue }
      schema[target].key = key
      for other in resources.indices where resources[other].relation == target {
        resources[other].key = [key]
      }
    }
  }

  private func hasPrimaryKey(_ relation: RelationID) -> Bool {
    resources.contains {
      $0.relation == relation && $0.json["schema"]?["primaryKey"] != nil
    }
  }

  /// The foreign keys of one field each: field, relation and field referred to.
  func foreignKeys(
    _ index: Int
  ) -> [(field: String, target: RelationID, key: String, span: SourceSpan)] {
    let json = resources[index].json["schema"]?["foreignKeys"]?.elements ?? []
    return json.compactMap { key in
      guard let field = Self.single(key["fields"]), let reference = key["reference"],
        let target = Self.single(reference["fields"])
      else { return nil }
      let name = reference["resource"]?.string ?? ""
      let relation = name.isEmpty ? resources[index].relation : schema.relation(named: name)
      return relation.map { (field, $0, target, key.span) }
    }
  }

  /// A string, or the only member of a list.
  private static func single(_ value: JSONValue?) -> String? {
    if let text = value?.string { return text }
    guard let elements = value?.elements, elements.count == 1 else { return nil }
    return elements[0].string
  }
}
