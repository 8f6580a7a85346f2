/// A member that the Data Package standard (version 2) gives to an object, and its form.
///
/// Members whose form the reader looks at anyway are left out.
struct StandardMember: Sendable {
  var name: String
  var form: Form
  var isRequired = false

  /// What a value may look like.
  indirect enum Form: Sendable {
    case string, boolean, wholeNumber, object
    case oneOf([String])
    /// A list of at least one member.
    case list(Form)
    /// Any of several forms.
    case either(Form, Form)
    /// An object with at least one of some members.
    case objectWith([String])
  }

  init(_ name: String, _ form: Form, isRequired: Bool = false) {
    self.name = name
    self.form = form
    self.isRequired = isRequired
  }

  static let ofPackage: [StandardMember] = [
    .init("$schema", .string), .init("id", .string), .init("homepage", .string),
    .init("resources", .list(.object)), .init("created", .string), .init("image", .string),
    .init("keywords", .list(.string)),
    .init("licenses", .list(.objectWith(["name", "path"]))),
    .init("sources", .list(.objectWith(["title", "path", "email", "version"]))),
    .init(
      "contributors", .list(.objectWith(["title", "path", "email", "givenName", "familyName"]))),
  ]

  static let ofResource: [StandardMember] = [
    .init("$schema", .string), .init("type", .oneOf(["table"])), .init("homepage", .string),
    .init("format", .string), .init("mediatype", .string), .init("encoding", .string),
    .init("bytes", .wholeNumber), .init("hash", .string),
    .init("licenses", .list(.objectWith(["name", "path"]))),
    .init("sources", .list(.objectWith(["title", "path", "email", "version"]))),
    .init("dialect", .either(.object, .string)), .init("schema", .either(.object, .string)),
  ]

  static let ofDialect: [StandardMember] = [
    .init("headerRows", .list(.wholeNumber)), .init("headerJoin", .string),
    .init("commentRows", .list(.wholeNumber)), .init("commentChar", .string),
    .init("lineTerminator", .string), .init("quoteChar", .string),
    .init("doubleQuote", .boolean), .init("escapeChar", .string),
    .init("nullSequence", .string), .init("skipInitialSpace", .boolean),
  ]

  static let ofSchema: [StandardMember] = [
    .init("fields", .list(.object), isRequired: true),
    .init(
      "fieldsMatch",
      .either(
        .list(.oneOf(["exact", "equal", "subset", "superset", "partial"])),
        .oneOf(["exact", "equal", "subset", "superset", "partial"]))),
    .init("primaryKey", .either(.string, .list(.string))),
    .init("uniqueKeys", .list(.list(.string))),
    .init("foreignKeys", .list(.object)),
  ]

  static let ofForeignKey: [StandardMember] = [
    .init("fields", .either(.string, .list(.string)), isRequired: true),
    .init("reference", .objectWith(["fields"]), isRequired: true),
  ]

  static let ofField: [StandardMember] = [
    .init("type", .oneOf(fieldTypes)), .init("format", .string), .init("title", .string),
    .init("rdfType", .string), .init("constraints", .object),
    .init("categories", .either(.list(.string), .list(.objectWith(["value"])))),
    .init("categoriesOrdered", .boolean), .init("decimalChar", .string),
    .init("groupChar", .string), .init("bareNumber", .boolean), .init("delimiter", .string),
    .init("itemType", .oneOf(fieldTypes)),
  ]

  static let ofConstraints: [StandardMember] = [
    .init("minLength", .wholeNumber), .init("maxLength", .wholeNumber),
    .init("pattern", .string),
  ]

  static let fieldTypes = [
    "string", "number", "integer", "date", "time", "datetime", "year", "yearmonth", "boolean",
    "object", "geopoint", "geojson", "array", "list", "duration", "any",
  ]

  static let stringFormats = ["default", "email", "uri", "binary", "uuid"]

  /// The types that each constraint is for; one that is not here is for all.
  static let constraintTypes: [String: [String]] = [
    "minLength": ["string", "array", "list", "object", "any"],
    "maxLength": ["string", "array", "list", "object", "any"],
    "minimum": ordered, "maximum": ordered, "exclusiveMinimum": ordered,
    "exclusiveMaximum": ordered,
    "pattern": ["string", "any"],
  ]

  private static let ordered = [
    "number", "integer", "date", "time", "datetime", "year", "yearmonth", "duration", "any",
  ]
}

extension StandardMember.Form {
  /// What is wrong with a value, in words behind the member's name; nil where nothing is.
  func fault(in value: JSONValue) -> String? {
    switch self {
    case .string: value.string == nil || value.string == "" ? "is a text" : nil
    case .boolean: value.boolean == nil ? "is true or false" : nil
    case .wholeNumber: Self.isWhole(value) ? nil : "is a whole number, 0 or more"
    case .object: value.kind == .object ? nil : "is an object"
    case .oneOf(let words):
      value.string.map(words.contains) == true
        ? nil : "is one of \(words.joined(separator: ", "))"
    case .list(let form): Self.listFault(in: value, form)
    case .either(let first, let second):
      first.fault(in: value) == nil ? nil : second.fault(in: value)
    case .objectWith(let names):
      names.contains { value.member(named: $0) != nil }
        ? nil : "is an object with \(names.joined(separator: " or "))"
    }
  }

  /// What may have been meant.
  func hint(for value: JSONValue) -> Hint? {
    guard case .oneOf(let words) = self, let word = value.string else { return nil }
    return .near(word, words)
  }

  private static func listFault(in value: JSONValue, _ form: Self) -> String? {
    guard let elements = value.elements, !elements.isEmpty else {
      return "is a list of at least one member"
    }
    return elements.lazy.compactMap { form.fault(in: $0) }.first.map {
      "is a list; each member \($0)"
    }
  }

  private static func isWhole(_ value: JSONValue) -> Bool {
    value.kind == .number
      && value.bytes.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }
}
