internal import AvowDiagnostics
internal import AvowModel

/// Holds cells against the constraints of their fields that the reader does not know of, and lists
/// of values against each other.
enum ConstraintCheck {
  /// Makes a test of texts against a whole regular expression.
  typealias Pattern = (String) -> ((ArraySlice<UInt8>) -> Bool)?

  static func run(_ inspection: inout PackageInspection, _ pattern: Pattern) {
    for index in inspection.resources.indices {
      for (position, plan) in inspection.resources[index].fields.enumerated() {
        guard let constraints = plan.json["constraints"], constraints.kind == .object,
          inspection.isWanted()
        else { continue }
        let place = FieldPlace(
          resource: index, plan: position, relation: inspection.resources[index].relation,
          field: plan.position)
        compareLists(constraints["enum"], plan, place, &inspection)
        for rule in rules(constraints, plan, place, pattern, &inspection) {
          check(rule, place, &inspection)
        }
      }
    }
  }

  /// A field in the descriptor and in the schema.
  private struct FieldPlace {
    var resource: Int
    var plan: Int
    var relation: RelationID
    var field: Int
  }

  /// What a cell must meet.
  private struct Rule {
    /// What is wrong with a cell that does not, in words behind the cell.
    var fault: String
    /// Whether a cell, given in bytes and by its row, meets it.
    var isMet: (ArraySlice<UInt8>, Int) -> Bool
  }

  private static func check(
    _ rule: Rule, _ place: FieldPlace, _ inspection: inout PackageInspection
  ) {
    let tables = inspection.tables[place.resource]
    let missing = inspection.resources[place.resource].fields[place.plan].missingWords
    var row = 0
    for loaded in tables {
      guard let column = loaded.columns[place.plan] else {
        row += loaded.table.rowCount
        continue
      }
      for position in 0..<loaded.table.rowCount {
        defer { row += 1 }
        let content = loaded.table.content(of: loaded.table.cell(position, column))
        guard !content.isEmpty, !rule.isMet(content, row),
          !missing.contains(where: { content.elementsEqual($0) }),
          !inspection.isFaulty(row: row, field: place.field, of: place.relation)
        else { continue }
        inspection.report(
          .constraint, "\(quoted(content)) \(rule.fault)", in: place.relation, row: row,
          field: place.field)
      }
    }
  }

  private static func rules(
    _ constraints: JSONValue, _ plan: FieldPlan, _ place: FieldPlace, _ pattern: Pattern,
    _ inspection: inout PackageInspection
  ) -> [Rule] {
    var rules = lengths(constraints) + bounds(constraints, place, &inspection)
    if let list = constraints["enum"]?.elements { rules.append(allowed(list)) }
    if let value = constraints["pattern"], let text = value.string {
      if let matches = pattern(text) {
        rules.append(
          Rule(fault: "does not have the form \(text)") { content, _ in matches(content) })
      } else {
        inspection.report(.offStandard, "\(quoted(value.bytes)) is no pattern", at: value.span)
      }
    }
    return rules
  }

  private static func lengths(_ constraints: JSONValue) -> [Rule] {
    var rules: [Rule] = []
    if let limit = constraints["minLength"]?.wholeNumber {
      rules.append(
        Rule(fault: "has fewer than \(limit) characters") { content, _ in
          content.scalarCount >= limit
        })
    }
    if let limit = constraints["maxLength"]?.wholeNumber {
      rules.append(
        Rule(fault: "has more than \(limit) characters") { content, _ in
          content.scalarCount <= limit
        })
    }
    return rules
  }

  private static func allowed(_ list: [JSONValue]) -> Rule {
    let words = KeyIndex(list.map { $0.string ?? String(decoding: $0.bytes, as: UTF8.self) })
    let numbers = Set(list.filter { $0.kind == .number }.compactMap { ExactNumber(text: $0.bytes) })
    return Rule(fault: "is not among the values that constraints.enum allows") { content, _ in
      words.row(of: content) != nil
        || (!numbers.isEmpty && ExactNumber(text: content).map(numbers.contains) == true)
    }
  }

  private static func bounds(
    _ constraints: JSONValue, _ place: FieldPlace, _ inspection: inout PackageInspection
  ) -> [Rule] {
    guard let column = inspection.database[place.relation].columns[place.field] else { return [] }
    let known: [(JSONValue?, String, (Bool, Bool) -> Bool)] = [
      (constraints["minimum"], "is less than", { isLess, _ in !isLess }),
      (constraints["maximum"], "is more than", { _, isMore in !isMore }),
      (constraints["exclusiveMinimum"], "is not more than", { _, isMore in isMore }),
      (constraints["exclusiveMaximum"], "is not less than", { isLess, _ in isLess }),
    ]
    return known.compactMap { value, fault, isMet -> Rule? in
      guard let value else { return nil }
      let text = value.string ?? String(decoding: value.bytes, as: UTF8.self)
      let type = inspection.schema[place.relation].fields[place.field].type
      if type == .date, let limit = EDTF.parse(text) {
        return Rule(fault: "\(fault) \(text)") { _, row in
          guard let date = column.date(at: row) else { return true }
          return isMet(date.latest < limit.earliest, date.earliest > limit.latest)
        }
      }
      if type == .integer || type == .decimal, let limit = ExactNumber(text: Array(text.utf8)[...])
      {
        return Rule(fault: "\(fault) \(text)") { _, row in
          guard let number = column.number(at: row)?.exact else { return true }
          return isMet(number < limit, limit < number)
        }
      }
      if type == .date || type == .integer || type == .decimal {
        inspection.report(.offStandard, "\(quoted(value.bytes)) is no bound", at: value.span)
      }
      return nil
    }
  }

  /// Compares `constraints.enum` with the enum of the field: other tools go by the one, Avow by the
  /// other.
  private static func compareLists(
    _ list: JSONValue?, _ plan: FieldPlan, _ place: FieldPlace,
    _ inspection: inout PackageInspection
  ) {
    guard let list, let elements = list.elements, plan.json["avow:type"] != nil,
      case .enumeration(let id) = plan.type
    else { return }
    let schema = inspection.schema
    let name = "\(schema[place.relation].name).\(schema[place.relation].fields[place.field].name)"
    let values = schema[id].values.map(\.name)
    for element in elements {
      guard let word = element.string, !values.contains(word), !SchemaReader.literals.contains(word)
      else { continue }
      inspection.report(
        .otherList, "\(name): the enum \(schema[id].name) has no value \(word)", at: element.span,
        hint: .near(word, values))
    }
    let listed = Set(elements.compactMap(\.string))
    let unlisted = values.filter { !listed.contains($0) }
    guard !unlisted.isEmpty else { return }
    inspection.report(
      .otherList,
      "\(name): constraints.enum does not list \(unlisted.prefix(5).joined(separator: ", "))",
      at: SourceSpan(list.span.start, list.span.start + 1),
      hint: "other tools refuse what Avow takes: list the values of the enum \(schema[id].name)")
  }
}

extension JSONValue {
  /// The value of a whole number, else nil.
  var wholeNumber: Int? {
    kind == .number ? Int(String(decoding: bytes, as: UTF8.self)) : nil
  }
}

extension ArraySlice<UInt8> {
  /// The number of Unicode scalars of a text in UTF-8.
  var scalarCount: Int { count { $0 & 0xC0 != 0x80 } }
}
