internal import AvowModel
internal import AvowPlan
internal import AvowSyntax

/// What a dataset says of itself.
public struct DatasetSummary: Hashable, Sendable {
  /// The short name, as in citations.
  public let name: String
  /// The name for people.
  public let title: String
  /// The version of the data.
  public let version: String
  /// What is in it, in a paragraph.
  public let description: String
}

/// A relation or a view and what one row of it is.
public struct RelationSummary: Hashable, Sendable {
  /// The name that queries use.
  public let name: String
  /// The number of rows, nil for a view.
  public let rowCount: Int?
  /// What one row is.
  public let description: String
}

/// A field of a relation.
public struct FieldSummary: Hashable, Sendable {
  /// The name that queries use.
  public let name: String
  /// The type as people write it.
  public let type: String
  /// What it tells.
  public let description: String
}

/// A value that a word may name.
public struct ValueSummary: Hashable, Sendable {
  /// The word that queries use.
  public let name: String
  /// The name for people, empty where it is the word itself.
  public let label: String
  /// How many rows have it, nil where that was not asked of a field.
  public let count: Int?
  /// What it means.
  public let description: String
}

extension Session {
  /// What the dataset says of itself.
  public var dataset: DatasetSummary {
    let schema = catalog.schema
    return DatasetSummary(
      name: schema.name, title: schema.title, version: schema.version,
      description: schema.description)
  }

  /// The relations that listings show, then the views.
  public var relations: [RelationSummary] {
    let schema = catalog.schema
    let stored = schema.relations.indices.filter { !schema.relations[$0].isHidden }.map { index in
      RelationSummary(
        name: schema.relations[index].name,
        rowCount: catalog.database[RelationID(index)].rowCount,
        description: schema.relations[index].description)
    }
    let views = catalog.viewSummaries.map {
      RelationSummary(name: $0.name, rowCount: nil, description: $0.summary)
    }
    return stored + views
  }

  /// The fields of a relation, or of the rows of a view; nil where there is none of the name.
  public func fields(of relation: String) -> [FieldSummary]? {
    let schema = catalog.schema
    let name = Name.canonical(of: relation)
    guard let id = schema.relation(named: name) else { return viewFields(of: name) }
    return schema[id].fields.map { field in
      FieldSummary(
        name: field.name, type: schema.name(of: field.type), description: field.description)
    }
  }

  /// The values of an enumeration, a field (`type`, `pledges.type`) or a relation's rows, nil where
  /// there is nothing of the name that has values.
  public func values(of name: String) -> [ValueSummary]? {
    let parts = name.split(separator: ".").map { Name.canonical(of: String($0)) }
    guard let last = parts.last else { return nil }
    if parts.count == 2 {
      guard let relation = catalog.schema.relation(named: parts[0]) else { return nil }
      return catalog.values(ofField: last, in: relation)
    }
    guard parts.count == 1 else { return nil }
    return catalog.values(named: last)
  }
}

extension Session {
  /// How many rows have no value in the field whose values `values(of:)` counts: those with none,
  /// then those where it is unknown; empty where there are no such rows, or no such field.
  public func missingValues(of name: String) -> [ValueSummary] {
    let parts = name.split(separator: ".").map { Name.canonical(of: String($0)) }
    guard let field = parts.last, parts.count <= 2 else { return [] }
    let relation =
      parts.count == 2
      ? catalog.schema.relation(named: parts[0])
      : catalog.relations(withField: field).first {
        catalog.values(ofField: field, in: $0) != nil
      }
    return relation.map { catalog.missing(fromField: field, in: $0) } ?? []
  }

  /// The relations that have a field of the name, the one that `values(of:)` counts in first.
  public func relations(withField name: String) -> [String] {
    catalog.relations(withField: Name.canonical(of: name)).map { catalog.schema[$0].name }
  }
}

extension Catalog {
  /// The listed relations that have a field: those that threads make first, for what they are made
  /// of has the same fields before it was put together.
  fileprivate func relations(withField name: String) -> [RelationID] {
    let all = schema.relations.indices.map { RelationID($0) }
      .filter { !schema[$0].isHidden && schema[$0].field(named: name) != nil }
    return all.filter { schema[$0].thread != nil } + all.filter { schema[$0].thread == nil }
  }

  /// The values of an enumeration, of a field of the name, or of a relation's rows.
  fileprivate func values(named name: String) -> [ValueSummary]? {
    for relation in relations(withField: name) {
      if let values = values(ofField: name, in: relation) { return values }
    }
    if let id = schema.enumeration(named: name) { return values(of: id, counts: nil) }
    guard let relation = schema.relation(named: name) else { return nil }
    return values(of: relation, counts: nil)
  }

  fileprivate func values(ofField name: String, in relation: RelationID) -> [ValueSummary]? {
    guard let position = schema[relation].field(named: name) else { return nil }
    let counts = database[relation].columns[position].map(Self.counts)
    switch schema[relation].fields[position].type.scalar {
    case .enumeration(let id): return values(of: id, counts: counts)
    case .reference(let target): return values(of: target, counts: counts)
    case .boolean, .integer, .decimal, .text, .date, .quantity, .inventory, .condition, .list,
      .record,
      .missing:
      return nil
    }
  }

  /// How often each position stands in a column of codes or references, lists included.
  private static func counts(in column: Column) -> [UInt32: Int] {
    var result: [UInt32: Int] = [:]
    for row in 0..<column.count {
      for position in column.value(at: row).positions { result[position, default: 0] += 1 }
    }
    return result
  }

  /// The rows without a value in a field, by why they have none.
  fileprivate func missing(fromField name: String, in relation: RelationID) -> [ValueSummary] {
    guard let position = schema[relation].field(named: name),
      let column = database[relation].columns[position]
    else { return [] }
    let states = column.validity?.states ?? []
    let counts = [
      ("(none)", states.count { $0 == .none }), ("(unknown)", states.count(where: \.isUnknown)),
    ]
    return counts.filter { $0.1 > 0 }.map {
      ValueSummary(name: $0.0, label: "", count: $0.1, description: "")
    }
  }

  private func values(of id: EnumerationID, counts: [UInt32: Int]?) -> [ValueSummary] {
    schema[id].values.enumerated().map { position, member in
      ValueSummary(
        name: member.name, label: member.label,
        count: counts.map { $0[UInt32(clamping: position)] ?? 0 },
        description: member.description)
    }
  }

  /// The rows that are referred to, or all where that was not asked of a field.
  private func values(of relation: RelationID, counts: [UInt32: Int]?) -> [ValueSummary] {
    rows(of: relation).enumerated().compactMap { row, names in
      let count = counts.map { $0[UInt32(clamping: row)] ?? 0 }
      guard count != 0 else { return nil }
      return ValueSummary(
        name: names.key, label: names.label == names.key ? "" : names.label, count: count,
        description: "")
    }
  }
}
