internal import AvowDiagnostics
internal import AvowModel

/// Reads the schema that a descriptor declares; what cannot be read is reported and left out.
///
/// Names come first, then types, then what speaks of fields: each pass needs the one before.
struct SchemaReader {
  var schema: Schema
  var problems: ProblemList
  var resources: [ResourcePlan] = []
  /// Where the views stand: a path within the package.
  var viewsPath: (path: String, span: SourceSpan)?
  /// The fields of each relation by name.
  var fieldIndexes: [KeyIndex] = []
  /// The types read so far, as they are written.
  var knownTypes: [String: DataType] = [:]
  /// The descriptor's own file.
  let file: FileID
  private let package: JSONValue

  private init(_ package: JSONValue, file: FileID, problems: ProblemList, name: String) {
    self.package = package
    self.file = file
    self.problems = problems
    schema = Schema(name: name)
  }

  /// Reads a whole descriptor; `name` is that of a package without one.
  static func read(
    _ package: JSONValue, file: FileID, name: String, problems: ProblemList
  ) -> SchemaReader {
    var reader = SchemaReader(package, file: file, problems: problems, name: name)
    guard package.kind == .object else {
      reader.error(.badDescriptor, "a descriptor is an object", package.span)
      return reader
    }
    reader.checkMembers(of: package.document)
    reader.checkInnerMembers(of: package)
    reader.readPackage()
    return reader
  }

  private mutating func readPackage() {
    if let name = text(package["name"], "name") { schema.name = name }
    schema.title = text(package["title"], "title") ?? ""
    schema.description = text(package["description"], "description") ?? ""
    schema.version = text(package["version"], "version") ?? ""
    if let views = package["avow:views"], let path = text(views, "avow:views") {
      viewsPath = (path, views.span)
    }
    readUnits(package["avow:units"])
    readEnumerations(package["avow:enums"])
    guard let list = package["resources"] else {
      error(.badDescriptor, "a package has resources", SourceSpan(package.span.start, 1))
      return
    }
    for resource in elements(list, "resources") { declare(resource) }
    for index in resources.indices { declareFields(index) }
    for index in resources.indices { readKeys(index) }
    let conditions = package["avow:conditions"]
    schema.conditionRule = conditionsRelation(conditions).map { ConditionRule(relation: $0) }
    for index in resources.indices { readTypes(index) }
    readConditionFields(conditions)
    for index in resources.indices { readDisplay(index) }
    for index in resources.indices { readThread(index) }
    for index in resources.indices { readCitation(index) }
    for index in resources.indices { readTotals(index) }
    for index in resources.indices { readSaying(index) }
    readRates(package["avow:rates"])
    readLinks(package["avow:links"])
  }

  /// The relation that conditions name: the one declared, else one that is called so.
  private mutating func conditionsRelation(_ value: JSONValue?) -> RelationID? {
    guard let value else { return schema.relation(named: "conditions") }
    guard value.kind == .object else { return relation(value, "avow:conditions") }
    return relation(value["relation"], "avow:conditions.relation")
  }

  /// Reads `"avow:conditions": {"relation": "conditions", "state": "value", "meaning": "meaning"}`.
  private mutating func readConditionFields(_ value: JSONValue?) {
    guard let value, value.kind == .object, var rule = schema.conditionRule else { return }
    rule.state = field(
      value["state"], of: rule.relation, type: .boolean, "avow:conditions.state")
    rule.meaning = field(
      value["meaning"], of: rule.relation, type: .condition, "avow:conditions.meaning")
    schema.conditionRule = rule
  }

  /// A field that must be of a type, nil after a report.
  private mutating func field(
    _ value: JSONValue?, of relation: RelationID, type: DataType, _ what: String
  ) -> Int? {
    guard let value, let field = field(value, of: relation, what) else { return nil }
    if schema[relation].fields[field].type == type { return field }
    error(.badDescriptor, "\(what) should be a field of type \(schema.name(of: type))", value.span)
    return nil
  }
}

/// A table of the package, as the descriptor describes it.
struct ResourcePlan {
  let json: JSONValue
  var relation: RelationID
  var paths: [(path: String, span: SourceSpan)] = []
  var delimiter = UInt8(ascii: ",")
  var hasHeader = true
  /// Whether the files may have columns that the schema does not.
  var allowsOtherColumns = false
  /// The fields that are columns of the files.
  var fields: [FieldPlan] = []
  /// The declarations of the fields that are no columns.
  var derived: [JSONValue] = []
  /// The positions of the fields that together identify a row.
  var key: [Int] = []
}

/// A stored field, as the descriptor describes it.
struct FieldPlan {
  let json: JSONValue
  /// The position in the relation.
  var position: Int
  var type: DataType = .text
  /// What an empty cell means; nil: the empty list.
  var empty: ValueState? = .notStated
  var isRequired = false
  var isUnique = false
  /// Cells that mean the same as an empty one.
  var missingWords: [[UInt8]] = []
  var trueWords: [[UInt8]] = []
  var falseWords: [[UInt8]] = []
  var decimalPoint = UInt8(ascii: ".")
  /// What may stand between groups of digits.
  var groupMark: UInt8?
}

extension SchemaReader {
  mutating func error(
    _ code: DiagnosticCode.Dataset, _ message: String, _ span: SourceSpan, hint: Hint? = nil
  ) {
    problems.add(code, message, span, in: file, hint: hint)
  }

  mutating func warn(
    _ code: DiagnosticCode.Dataset, _ message: String, _ span: SourceSpan, hint: Hint? = nil
  ) {
    problems.warn(code, message, span, in: file, hint: hint)
  }

  /// The text of a member, nil where it is absent or, after a report, no string.
  mutating func text(_ value: JSONValue?, _ what: String) -> String? {
    guard let value, value.kind != .null else { return nil }
    if let text = value.string { return text }
    error(.badDescriptor, "\(what) is a string", value.span)
    return nil
  }

  /// The truth of a member, false where it is absent or, after a report, no boolean.
  mutating func flag(_ value: JSONValue?, _ what: String) -> Bool {
    guard let value else { return false }
    if let flag = value.boolean { return flag }
    error(.badDescriptor, "\(what) is true or false", value.span)
    return false
  }

  /// The members of a list, none where it is absent or, after a report, no list.
  mutating func elements(_ value: JSONValue?, _ what: String) -> [JSONValue] {
    guard let value else { return [] }
    if let elements = value.elements { return elements }
    error(.badDescriptor, "\(what) is a list", value.span)
    return []
  }

  /// One string or a list of strings.
  mutating func texts(_ value: JSONValue?, _ what: String) -> [(text: String, span: SourceSpan)] {
    guard let value else { return [] }
    if let text = value.string { return [(text, value.span)] }
    return elements(value, what).compactMap { element in
      text(element, "a member of \(what)").map { ($0, element.span) }
    }
  }

  /// The relation that a member names, nil after a report.
  mutating func relation(_ value: JSONValue?, _ what: String) -> RelationID? {
    guard let value, let name = text(value, what) else { return nil }
    if let relation = schema.relation(named: name) { return relation }
    let hint = Hint.near(name, schema.relations.map(\.name))
    error(.unknownName, "\(what): no relation is called \"\(name)\"", value.span, hint: hint)
    return nil
  }

  /// The field of a relation that a member names, nil after a report.
  mutating func field(_ value: JSONValue?, of relation: RelationID, _ what: String) -> Int? {
    guard let value, let name = text(value, what) else { return nil }
    return field(name, value.span, of: relation, what)
  }

  /// The position of a field, nil where no field has that name.
  func position(of name: String, in relation: RelationID) -> Int? {
    guard relation.index < fieldIndexes.count else {
      return schema[relation].field(named: name)
    }
    return fieldIndexes[relation.index].row(of: Array(name.utf8).span).map(Int.init)
  }

  /// The field of a name, nil after a report.
  mutating func field(
    _ name: String, _ span: SourceSpan, of relation: RelationID, _ what: String
  ) -> Int? {
    if let field = position(of: name, in: relation) { return field }
    let hint = Hint.near(name, schema[relation].fields.map(\.name))
    error(
      .unknownName, "\(what): no field of \(schema[relation].name) is called \"\(name)\"", span,
      hint: hint)
    return nil
  }
}
