internal import AvowDiagnostics
internal import AvowModel
internal import AvowSyntax

/// A query that some words, which make none, may be meant for: `germany troops` names a country
/// and a type of pledges.
struct QueryGuess {
  /// The query: `pledges where country = germany and type = troops`.
  let text: String

  /// How many words one name may have, and how many words are looked at.
  private static let (nameLengthMax, wordsMax) = (4, 24)

  /// Looks for words that are values of the fields of a relation; nil where there are none.
  init?(words: [String], in catalog: Catalog) {
    let schema = catalog.schema
    let words = Array(words.prefix(Self.wordsMax))
    let named = words.lazy.compactMap { schema.relation(named: $0) }
      .first { !schema[$0].isHidden }
    let telling = schema.relationsByTelling.first
    for relation in [named, telling].compactMap({ $0 }) {
      guard let conditions = Self.conditions(words, relation, catalog), !conditions.isEmpty else {
        continue
      }
      text = "\(schema[relation].name) where " + conditions.joined(separator: " and ")
      return
    }
    return nil
  }

  private static func conditions(
    _ words: [String], _ relation: RelationID, _ catalog: Catalog
  ) -> [String]? {
    var values: [(field: String, values: [String])] = []
    var place = 0
    while place < words.count {
      var length = min(nameLengthMax, words.count - place)
      while length > 0 {
        let name = words[place..<place + length].joined(separator: " ")
        if let (field, value) = catalog.field(of: relation, taking: name) {
          if let known = values.firstIndex(where: { $0.field == field }) {
            if !values[known].values.contains(value) { values[known].values.append(value) }
          } else {
            values.append((field, [value]))
          }
          break
        }
        length -= 1
      }
      place += max(1, length)
    }
    return values.map { field, values in
      values.count == 1
        ? "\(field) = \(values[0])" : "\(field) in (\(values.joined(separator: ", ")))"
    }
  }
}

extension Catalog {
  /// The first field of a relation to which a word is a value, and the value as it is typed.
  fileprivate func field(
    of relation: RelationID, taking word: String
  ) -> (field: String, value: String)? {
    guard Keyword.named(Name.canonical(of: word)) == nil else { return nil }
    for field in schema[relation].fields where !field.isHidden {
      if let value = value(of: field.type, named: word) { return (field.name, value) }
    }
    return nil
  }

  /// The value of an enumeration or the row that a word names, as it is typed.
  func value(of type: DataType, named word: String) -> String? {
    switch type {
    case .enumeration(let id):
      return schema[id].position(named: word).map { Name.asValue(schema[id].values[$0].name) }
    case .reference(let relation):
      guard case .one(let row) = rowIndex(of: relation).rows(named: word) else { return nil }
      let label = database.label(of: row, in: relation)
      return Name.asValue(database.key(of: row, in: relation) ?? label)
    case .boolean, .integer, .decimal, .text, .date, .quantity, .inventory, .condition, .list,
      .record, .missing:
      return nil
    }
  }
}

extension Enumeration {
  /// The position of a value by name, label or alias, in that order.
  func position(named word: String) -> Int? {
    let canonical = Name.canonical(of: word)
    return values.firstIndex { Name.canonical(of: $0.name) == canonical }
      ?? values.firstIndex { Name.canonical(of: $0.label) == canonical }
      ?? values.firstIndex { member in
        member.aliases.contains { Name.canonical(of: $0) == canonical }
      }
  }
}

extension Name {
  /// A value as it is typed opposite a field: in quotes where it is no plain word.
  static func asValue(_ value: String) -> String {
    guard !isPlainWord(value) else { return value }
    return SyntaxPrinter.text(of: Expression(.text(value), span: SourceSpan(0, 0)))
  }
}
