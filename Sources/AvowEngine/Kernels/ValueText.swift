import AvowModel
import AvowPlan

/// Values as texts, for `text(x)` and `join(list)`.
struct ValueText {
  private let database: Database

  init(_ database: Database) { self.database = database }

  func text(of value: Value, _ type: DataType) -> String {
    switch value {
    case .missing(let state): return state == .none ? "none" : "unknown"
    case .boolean(let truth): return truth ? "true" : "false"
    case .number(let range, let unit): return text(range, unit)
    case .text(let text): return text
    case .date(let date): return date.description
    case .code(let code):
      guard case .enumeration(let id) = type else { return String(code) }
      let values = database.schema[id].values
      return values.indices.contains(Int(code)) ? values[Int(code)].name : String(code)
    case .row(let row):
      guard case .reference(let relation) = type else { return String(row) }
      return database.label(of: row, in: relation)
    case .condition(let condition):
      guard let relation = database.schema.conditions else { return condition.text { "\($0)" } }
      return condition.text {
        database.key(of: $0, in: relation) ?? database.label(of: $0, in: relation)
      }
    case .list(let members):
      let element = memberType(of: type)
      return members.map { text(of: $0, element) }.joined(separator: ", ")
    case .record(let values):
      guard case .record(let fields) = type else { return "" }
      return zip(fields, values).map { "\($0.name): \(text(of: $1, $0.type))" }
        .joined(separator: ", ")
    }
  }

  private func memberType(of type: DataType) -> DataType {
    if case .inventory(let dimension) = type { return .quantity(dimension) }
    return type.element ?? type
  }

  private func text(_ range: NumberRange, _ unit: UnitID?) -> String {
    let suffix = unit.map { " " + database.schema.units[$0].symbol } ?? ""
    if let exact = range.exact { return exact.description + suffix }
    switch (range.lower, range.upper) {
    case (.absent, .absent): return "any number" + suffix
    case (.absent, .open(let high)): return "< \(high)" + suffix
    case (.absent, .closed(let high)): return "<= \(high)" + suffix
    case (.open(let low), .absent): return "> \(low)" + suffix
    case (.closed(let low), .absent): return ">= \(low)" + suffix
    case (.open(let low), .open(let high)), (.open(let low), .closed(let high)),
      (.closed(let low), .open(let high)), (.closed(let low), .closed(let high)):
      return "\(low)–\(high)" + suffix
    }
  }
}

extension Execution {
  /// The values as they are shown.
  func shownText(_ vector: Vector, _ type: DataType, _ expression: PlanExpression)
    throws(EvaluationError) -> Vector
  {
    let shown = ValueText(database)
    return try buildKnown([vector], expression) { (position) throws(EvaluationError) in
      let text = shown.text(of: vector.value(at: position), type)
      try self.checkTextLength(text.utf8.count, at: expression.span)
      return .text(text)
    }
  }
}
