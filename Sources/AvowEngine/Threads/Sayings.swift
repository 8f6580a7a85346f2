import AvowModel

/// When the rows of a relation were said and published.
struct Sayings {
  private let database: Database
  private let relation: RelationID
  private let rule: SayingRule
  private let dates: Column?

  init(of relation: RelationID, _ rule: SayingRule, in database: Database) {
    self.database = database
    self.relation = relation
    self.rule = rule
    dates = rule.said.flatMap { database[relation].columns[$0] }
  }

  /// When a row was said; any day where that is unknown.
  func said(_ row: Int) -> DateValue {
    guard let dates, case .date(let date) = dates.value(at: row) else { return Self.anyDay }
    return date
  }

  /// Whether a row was said within limits, nil where that is undecided.
  func isSaid(_ row: Int, since: Day?, by limit: Day?) -> Bool? {
    guard rule.said != nil else { return true }
    return Self.lies(said(row), from: since, to: limit)
  }

  /// Whether a row was published by a day, nil where that is undecided.
  func isPublished(_ row: Int, by limit: Day?) -> Bool? {
    guard limit != nil else { return true }
    return Self.lies(publication(of: row), from: nil, to: limit)
  }

  private static let anyDay = DateValue(.distantPast, .distantFuture)

  private static func lies(_ date: DateValue, from start: Day?, to end: Day?) -> Bool? {
    let start = start ?? .distantPast
    let end = end ?? .distantFuture
    if date.latest < start || date.earliest > end { return false }
    return date.earliest >= start && date.latest <= end ? true : nil
  }

  /// The date at the end of the way from a row to its publication.
  private func publication(of row: Int) -> DateValue {
    var relation = relation
    var row = row
    for field in rule.published {
      guard database[relation].columns.indices.contains(field),
        let column = database[relation].columns[field]
      else { return Self.anyDay }
      switch column.value(at: row) {
      case .date(let date): return date
      case .row(let target):
        guard case .reference(let next) = database.schema[relation].fields[field].type else {
          return Self.anyDay
        }
        relation = next
        row = Int(target)
      case .missing, .boolean, .number, .text, .code, .condition, .list, .record: return Self.anyDay
      }
    }
    return Self.anyDay
  }
}
