internal import AvowDiagnostics
internal import AvowModel

extension SchemaReader {
  /// Reads `"avow:thread": {"of": "statements", "member": "pledges", "date": "said", …}`.
  mutating func readThread(_ index: Int) {
    let relation = resources[index].relation
    guard let json = resources[index].json["avow:thread"] else {
      reportOrphans(index)
      return
    }
    guard let source = self.relation(json["of"], "avow:thread.of"),
      let member = field(json["member"], of: source, "avow:thread.member"),
      let date = field(json["date"], of: source, "avow:thread.date")
    else {
      if json["of"] == nil || json["member"] == nil || json["date"] == nil {
        error(.badDescriptor, "avow:thread has the members of, member and date", json.span)
      }
      return
    }
    let fields = schema[source].fields
    if fields[member].type.scalar != .reference(relation) {
      let name = "\(schema[source].name).\(fields[member].name)"
      error(.badDescriptor, "\(name) should refer to \(schema[relation].name)", json.span)
      return
    }
    if fields[date].type != .date {
      error(.badDescriptor, "avow:thread.date should be a date", json.span)
      return
    }
    var rule = ThreadRule(source: source, member: member, date: date, fields: [])
    rule.fields = pairs(json["fields"], index, source)
    rule.published = published(json["published"], from: source, "avow:thread.published")
    rule.certainty = ranked(json["certainty"], of: source, "avow:thread.certainty")
    rule.mode = ranked(json["mode"], of: source, "avow:thread.mode")
    rule.repetition = mark(json["repeated"], in: source, "avow:thread.repeated")
    rule.first = dateField(json["first"], of: relation, "avow:thread.first")
    rule.last = dateField(json["last"], of: relation, "avow:thread.last")
    schema[relation].thread = rule
    reportOrphans(index)
  }

  private mutating func pairs(
    _ value: JSONValue?, _ index: Int, _ source: RelationID
  ) -> [ThreadRule.FieldPair] {
    let relation = resources[index].relation
    return elements(value, "avow:thread.fields").compactMap { element in
      let isPair = element.kind == .object
      let own = isPair ? element["thread"] : element
      let other = isPair ? element["source"] : element
      guard let thread = field(own, of: relation, "avow:thread.fields"),
        let followed = field(other, of: source, "avow:thread.fields")
      else { return nil }
      adoptType(of: followed, source, for: thread, index)
      guard agree(thread, relation, with: followed, source, element.span) else { return nil }
      return ThreadRule.FieldPair(thread: thread, source: followed)
    }
  }

  /// Gives a thread's field that declares no type of Avow's own the type of what it follows.
  private mutating func adoptType(
    of followed: Int, _ source: RelationID, for thread: Int, _ index: Int
  ) {
    let relation = resources[index].relation
    let name = schema.relations[relation.index].fields[thread].name
    guard let json = resources[index].derived.first(where: { $0["name"]?.string == name }),
      json["avow:type"] == nil
    else { return }
    let type = schema.relations[source.index].fields[followed].type
    schema.relations[relation.index].fields[thread].type = type
  }

  /// Whether a thread's field can follow the source's; reported where it cannot.
  private mutating func agree(
    _ thread: Int, _ relation: RelationID, with followed: Int, _ source: RelationID,
    _ span: SourceSpan
  ) -> Bool {
    let field = schema[relation].fields[thread]
    let types = (field.type, schema[source].fields[followed].type)
    let name = "\(schema[relation].name).\(field.name)"
    guard field.origin == .thread else {
      error(.badDescriptor, "\(name) is no field with \"avow:derived\": \"thread\"", span)
      return false
    }
    if types.0 == types.1 { return true }
    let names = (schema.name(of: types.0), schema.name(of: types.1))
    error(.badDescriptor, "\(name) is \(names.0), what it follows is \(names.1)", span)
    return false
  }

  /// Reads `document.published`: references, then a date.
  private mutating func published(
    _ value: JSONValue?, from source: RelationID, _ what: String
  ) -> [Int] {
    guard let value, let path = text(value, what) else { return [] }
    var result: [Int] = []
    var current: RelationID? = source
    for name in path.split(separator: ".") {
      guard let here = current else { break }
      guard let field = field(String(name), value.span, of: here, what) else {
        return []
      }
      result.append(field)
      if case .reference(let next) = schema[here].fields[field].type {
        current = next
      } else {
        current = schema[here].fields[field].type == .date ? nil : here
      }
    }
    if current == nil, result.count == path.split(separator: ".").count { return result }
    error(.badDescriptor, "\(what) leads over references to a date", value.span)
    return []
  }

  private mutating func ranked(
    _ value: JSONValue?, of source: RelationID, _ what: String
  ) -> Int? {
    guard let value, let field = field(value, of: source, what) else { return nil }
    if case .enumeration = schema[source].fields[field].type { return field }
    error(.badDescriptor, "\(what) should be a field of an enum", value.span)
    return nil
  }

  private mutating func dateField(
    _ value: JSONValue?, of relation: RelationID, _ what: String
  ) -> Int? {
    guard let value, let field = field(value, of: relation, what) else { return nil }
    if schema[relation].fields[field].type == .date { return field }
    error(.badDescriptor, "\(what) should be a date", value.span)
    return nil
  }

  /// Reads `flags has repeated`.
  private mutating func mark(
    _ value: JSONValue?, in source: RelationID, _ what: String
  ) -> ThreadRule.Repetition? {
    guard let value, let text = text(value, what) else { return nil }
    let words = text.split(separator: " ").map(String.init)
    guard words.count == 3, words[1] == "has" || words[1] == "=" else {
      error(.badDescriptor, "\(what) reads: FIELD has VALUE", value.span)
      return nil
    }
    guard let field = field(words[0], value.span, of: source, what) else { return nil }
    guard case .enumeration(let id) = schema[source].fields[field].type.scalar else {
      error(.badDescriptor, "\(what) should name a field of an enum", value.span)
      return nil
    }
    return code(words[2], of: id, value.span).map { .init(field: field, code: $0) }
  }

  /// Reads `"avow:said": "said", "avow:published": "document.published"`, of which one will do; the
  /// source of threads has the dates of those.
  mutating func readSaying(_ index: Int) {
    let relation = resources[index].relation
    let json = resources[index].json
    if json["avow:said"] != nil || json["avow:published"] != nil {
      schema[relation].saying = SayingRule(
        said: dateField(json["avow:said"], of: relation, "avow:said"),
        published: published(json["avow:published"], from: relation, "avow:published"))
    } else if let thread = schema.relations.lazy.compactMap(\.thread).first(where: {
      $0.source == relation
    }) {
      schema[relation].saying = SayingRule(said: thread.date, published: thread.published)
    }
  }

  /// Reports fields that follow no thread.
  private mutating func reportOrphans(_ index: Int) {
    let relation = resources[index].relation
    let rule = schema[relation].thread
    var followed = rule?.fields.map(\.thread) ?? []
    followed += [rule?.first, rule?.last].compactMap(\.self)
    for json in resources[index].derived {
      guard let name = json["name"]?.string, let field = position(of: name, in: relation),
        schema[relation].fields[field].origin == .thread, !followed.contains(field)
      else { continue }
      error(
        .badDescriptor, "\(schema[relation].name).\(name) is derived from nothing", json.span)
    }
  }
}
