internal import AvowDiagnostics
internal import AvowModel

extension SchemaReader {
  /// The words that a query reads as literals, and a cell as the state of its value.
  static let literals: Set<String> = [
    "unknown", "none", "undisclosed", "unspecified", "true", "false",
  ]

  private static func isLiteral(_ word: String) -> Bool {
    // Most words go by their first letter.
    guard let first = word.utf8.first, "untfUNTF".utf8.contains(first) else { return false }
    return literals.contains(word.lowercased())
  }

  /// Reads `"avow:enums": {"stance": {"title": …, "ordered": true, "values": […]}}`.
  mutating func readEnumerations(_ value: JSONValue?) {
    guard let value else { return }
    guard let members = value.members else {
      error(.badDescriptor, "avow:enums is an object of enums by name", value.span)
      return
    }
    for (key, declaration) in members {
      var enumeration = Enumeration(name: key.string ?? "", values: [])
      enumeration.title = text(declaration["title"], "title") ?? ""
      enumeration.description = text(declaration["description"], "description") ?? ""
      enumeration.isOrdered = flag(declaration["ordered"], "ordered")
      enumeration.values = values(declaration["values"], of: enumeration.name)
      if enumeration.values.isEmpty {
        error(.badDescriptor, "the enum \(enumeration.name) has no values", key.span)
      }
      schema.enumerations.append(enumeration)
    }
  }

  private mutating func values(_ list: JSONValue?, of name: String) -> [Enumeration.Member] {
    var result: [Enumeration.Member] = []
    var positions = KeyIndex(capacity: 64)
    var broader: [(position: Int, value: JSONValue)] = []
    let elements = elements(list, "the list of values")
    result.reserveCapacity(elements.count)
    for element in elements {
      guard let word = element.string ?? text(element["value"], "value") else {
        error(.badDescriptor, "a value of \(name) has a name: {\"value\": …}", element.span)
        continue
      }
      if Self.isLiteral(word) {
        error(.reservedName, "\(name): a value may not be called \(word)", element.span)
      }
      let position = UInt32(clamping: result.count)
      if positions.insert(Array(word.utf8).span, as: position) != nil {
        error(.declaredTwice, "\(name): the value \(word) is declared twice", element.span)
      }
      if let wider = element["broader"], wider.kind != .null {
        broader.append((result.count, wider))
      }
      result.append(
        Enumeration.Member(
          name: word, label: text(element["label"], "label") ?? "",
          description: text(element["description"], "description") ?? "",
          aliases: texts(element["aliases"], "aliases").map(\.text)))
    }
    for (position, value) in broader {
      result[position].broader = broaderPosition(value, among: positions, of: name)
    }
    breakCycles(&result, broader, name)
    return result
  }

  private mutating func broaderPosition(
    _ value: JSONValue, among positions: KeyIndex, of name: String
  ) -> Int? {
    guard let word = text(value, "broader") else { return nil }
    if let row = positions.row(of: Array(word.utf8).span) { return Int(row) }
    error(
      .unknownName, "\(name): no value is called \"\(word)\"", value.span,
      hint: .nearKey(word, positions))
    return nil
  }

  /// Reports each value that is broader than itself, once for a circle.
  private mutating func breakCycles(
    _ values: inout [Enumeration.Member], _ broader: [(position: Int, value: JSONValue)],
    _ name: String
  ) {
    for (position, value) in broader {
      var current = values[position].broader
      var steps = 0
      while let here = current, here != position, steps < values.count {
        current = values[here].broader
        steps += 1
      }
      guard current == position else { continue }
      error(
        .circular, "\(name): \(values[position].name) is broader than itself", value.span)
      values[position].broader = nil
    }
  }

  /// The enum of a field that only lists its values: `constraints.enum` or `categories`.
  ///
  /// Nil where there is no such list, or where it holds words that a query reads as truth values.
  mutating func listedEnumeration(_ field: JSONValue, in relation: RelationID) -> EnumerationID? {
    let list = field["categories"] ?? field["constraints"]?["enum"]
    guard let elements = list?.elements, !elements.isEmpty else { return nil }
    var members: [Enumeration.Member] = []
    var seen: Set<String> = []
    for element in elements {
      guard let word = element.string ?? element["value"]?.string else { return nil }
      if word == "true" || word == "false" { return nil }
      guard !word.isEmpty, !Self.literals.contains(word), seen.insert(word).inserted else {
        continue
      }
      members.append(Enumeration.Member(name: word, label: element["label"]?.string ?? ""))
    }
    guard !members.isEmpty, let name = field["name"]?.string else { return nil }
    let isTaken = schema.enumeration(named: name) != nil
    schema.enumerations.append(
      Enumeration(
        name: isTaken ? "\(schema[relation].name)_\(name)" : name,
        description: field["description"]?.string ?? "",
        isOrdered: field["categoriesOrdered"]?.boolean ?? false, values: members))
    return EnumerationID(schema.enumerations.count - 1)
  }
}
