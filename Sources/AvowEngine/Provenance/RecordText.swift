import AvowModel

/// The words for records, their fields and their passages.
struct RecordText {
  let database: Database
  private static let lengthMax = 80

  /// A record as people find it again: `pledge germany_troops_ukraine`.
  func name(of row: UInt32, in relation: RelationID) -> String {
    guard let key = database.key(of: row, in: relation) else {
      return database.label(of: row, in: relation)
    }
    return "\(database.schema[relation].rowWord) \(key)"
  }

  /// A value as explanations show it.
  func text(of value: Value, _ type: DataType) -> String {
    switch value {
    case .missing(.none): return "none"
    case .missing(let state): return "unknown" + (state.reason.map { " (\($0))" } ?? "")
    case .number: return ValueText(database).text(of: value, type).groupingDigits
    case .condition(let condition):
      // By id, as queries name them.
      return condition.text { row in
        database.schema.conditions.flatMap { database.key(of: row, in: $0) } ?? "\(row)"
      }.shortened(to: Self.lengthMax)
    case .list where type.isNumeric:
      return ValueText(database).text(of: value, type).groupingDigits
    case .boolean, .text, .date, .code, .row, .list, .record:
      return ValueText(database).text(of: value, type).shortened(to: Self.lengthMax)
    }
  }

  /// A known value as a text of its own, however long.
  func whole(_ value: Value, _ type: DataType) -> String {
    let text = ValueText(database).text(of: value, type)
    return type.isNumeric ? text.groupingDigits : text
  }

  /// Why a record is listed.
  func bearing(of record: SupportingRecord) -> String {
    let perhaps = record.isUndecided ? "perhaps: " : ""
    switch record.bearing {
    case .source:
      let reasons = text(of: record.reasons)
      return perhaps + (reasons.isEmpty ? "in \(database.schema[record.relation].name)" : reasons)
    case .read: return record.values.isEmpty ? "referred to" : record.values
    case .decides: return "decides " + record.values
    case .tells(let relation, let row):
      return "tells of \(name(of: row, in: relation))"
    }
  }

  /// Clauses with the values that decided them: `type = troops: peacekeeping_troops`.
  func text(of reasons: [Reason]) -> String {
    reasons.filter { !$0.text.isEmpty }.map { reason in
      reason.value.isEmpty ? reason.text : "\(reason.text): \(reason.value)"
    }.joined(separator: "; ")
  }

  /// A passage in short: its address, then who published it and when.
  func address(of passage: CitedPassage) -> String {
    let reference = Citations(database).reference(to: passage, number: 0)
    var text = reference.document ?? ""
    if let span = passage.span, let evidence = database.schema.evidence {
      text = database.label(of: span, in: evidence)
    }
    let source = [reference.publisher, reference.published].compactMap(\.self)
    return source.isEmpty ? text : "\(text) (\(source.joined(separator: ", ")))"
  }
}

extension String {
  /// The text, cut where it is longer than so many characters.
  func shortened(to count: Int) -> String {
    self.count > count ? prefix(count - 1) + "…" : self
  }

  /// The text with commas between groups of three in whole numbers of five digits and more.
  fileprivate var groupingDigits: String {
    var result = ""
    var digits: [Character] = []
    var isFraction = false
    func grouped() -> String {
      guard digits.count > 4, !isFraction else { return String(digits) }
      var text = ""
      for (index, digit) in digits.enumerated() {
        if index > 0, (digits.count - index) % 3 == 0 { text.append(",") }
        text.append(digit)
      }
      return text
    }
    for character in self {
      if ("0"..."9").contains(character) {
        digits.append(character)
        continue
      }
      result += grouped()
      digits = []
      isFraction = character == "."
      result.append(character)
    }
    return result + grouped()
  }
}
