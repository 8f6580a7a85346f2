internal import AvowDiagnostics
internal import AvowModel

extension SchemaReader {
  /// Reads what the cells of a field may say besides values.
  mutating func readCells(_ plan: inout FieldPlan) {
    let json = plan.json
    plan.empty = emptyMeaning(json["avow:empty"], plan.type)
    if let constraints = json["constraints"] {
      plan.isRequired = flag(constraints["required"], "required")
      plan.isUnique = flag(constraints["unique"], "unique")
    }
    plan.missingWords = missingWords(json["missingValues"])
    if plan.type.scalar == .boolean {
      plan.trueWords = words(json["trueValues"], ["true", "True", "TRUE", "1"])
      plan.falseWords = words(json["falseValues"], ["false", "False", "FALSE", "0"])
    }
    guard plan.type == .integer || plan.type == .decimal else { return }
    if let mark = json["decimalChar"]?.string?.utf8.first { plan.decimalPoint = mark }
    plan.groupMark = json["groupChar"]?.string?.utf8.first
  }

  private mutating func emptyMeaning(_ value: JSONValue?, _ type: DataType) -> ValueState? {
    let isList = type.element != nil
    guard let value, let word = text(value, "avow:empty") else {
      return isList ? nil : .notStated
    }
    switch word {
    case "unknown": return .notStated
    case "none": return ValueState.none
    case "undisclosed": return .undisclosed
    case "unspecified": return .unspecified
    case "list" where isList: return nil
    default:
      error(.badDescriptor, "an empty cell is \"unknown\" or \"none\"", value.span)
      return .notStated
    }
  }

  private mutating func words(_ value: JSONValue?, _ usual: [String]) -> [[UInt8]] {
    (value == nil ? usual : texts(value, "trueValues").map(\.text)).map { Array($0.utf8) }
  }

  /// The words for a missing value, plain or with a label, without the empty one.
  mutating func missingWords(_ value: JSONValue?) -> [[UInt8]] {
    elements(value, "missingValues").compactMap { element in
      let word = element.string ?? element["value"]?.string ?? ""
      return word.isEmpty ? nil : Array(word.utf8)
    }
  }

  /// Reads how a relation is shown: label, aliases, columns, tree.
  mutating func readDisplay(_ index: Int) {
    let json = resources[index].json
    let relation = resources[index].relation
    let missing = missingWords(json["schema"]?["missingValues"])
    for field in resources[index].fields.indices
    where resources[index].fields[field].json["missingValues"] == nil {
      resources[index].fields[field].missingWords = missing
    }
    schema[relation].isHidden = flag(json["avow:hidden"], "avow:hidden")
    schema[relation].label = label(json["avow:label"], relation)
    schema[relation].aliases = field(json["avow:aliases"], of: relation, "avow:aliases")
    requireType(schema[relation].aliases, relation, json["avow:aliases"], [.list(.text)])
    schema[relation].broader = field(json["avow:tree"], of: relation, "avow:tree")
    requireType(schema[relation].broader, relation, json["avow:tree"], [.reference(relation)])
    schema[relation].defaultColumns = columns(json["avow:columns"], relation, "avow:columns")
    if schema[relation].defaultColumns.isEmpty {
      let fields = schema.relations[relation.index].fields
      schema[relation].defaultColumns = Array(
        fields.indices.filter { !fields[$0].isHidden && fields[$0].type != .missing }.prefix(8))
    }
    schema[relation].summary = columns(json["avow:summary"], relation, "avow:summary")
    readLabelNotes(json["avow:label-notes"], relation)
  }

  /// The label field; in a package that names none, a text called name, title or label.
  private mutating func label(_ value: JSONValue?, _ relation: RelationID) -> Int? {
    if value != nil { return field(value, of: relation, "avow:label") }
    return ["name", "title", "label"].lazy.compactMap { [schema] in
      schema[relation].field(named: $0)
    }.first { [schema] in schema[relation].fields[$0].type == .text }
  }

  private mutating func requireType(
    _ field: Int?, _ relation: RelationID, _ value: JSONValue?, _ types: [DataType]
  ) {
    guard let field, let value, !types.contains(schema[relation].fields[field].type) else {
      return
    }
    let wanted = types.map { schema.name(of: $0) }.joined(separator: " or ")
    let name = "\(schema[relation].name).\(schema[relation].fields[field].name)"
    error(.badDescriptor, "\(name) should be of type \(wanted)", value.span)
  }

  private mutating func columns(
    _ value: JSONValue?, _ relation: RelationID, _ what: String
  ) -> [Int] {
    texts(value, what).compactMap { field($0.text, $0.span, of: relation, what) }
  }

  /// Reads `[{"field": "naming", "values": ["unnamed"]}]`.
  private mutating func readLabelNotes(_ value: JSONValue?, _ relation: RelationID) {
    for element in elements(value, "avow:label-notes") {
      guard let field = field(element["field"], of: relation, "avow:label-notes") else { continue }
      guard case .enumeration(let id) = schema[relation].fields[field].type else {
        error(.badDescriptor, "a label note is a field of an enum", element.span)
        continue
      }
      let codes = texts(element["values"], "values").compactMap { word, span in
        code(word, of: id, span)
      }
      schema[relation].labelNotes.append(LabelNote(field: field, shown: Set(codes)))
    }
  }

  /// The position of an enum's value, nil after a report.
  mutating func code(_ word: String, of id: EnumerationID, _ span: SourceSpan) -> UInt32? {
    let values = schema[id].values
    if let code = values.firstIndex(where: { $0.name == word }) { return UInt32(clamping: code) }
    let hint = Hint.near(word, values.map(\.name))
    error(.unknownName, "\(schema[id].name) has no value called \"\(word)\"", span, hint: hint)
    return nil
  }
}
