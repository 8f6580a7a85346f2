import AvowModel

/// A dated row as its thread sees it.
struct ThreadRow {
  /// The row in its relation.
  var row: Int
  /// When it was said; any day where that is unknown.
  var said: DateValue
  /// Whether it lies within the limits of time for certain, rather than perhaps.
  var isCertain: Bool
  /// How little certain and how indirect it is: on one day the lower rank wins.
  var rank: (certainty: UInt32, mode: UInt32)
  /// Whether it repeats what was said before the first row known.
  var isRepetition: Bool
}

/// Reads dated rows under limits of time.
struct ThreadRows {
  private let database: Database
  private let rule: ThreadRule
  private let limits: TimeLimits
  private let dates: Column?
  private let certainty: Column?
  private let mode: Column?
  private let repetition: Column?
  /// What links say of the order of the rows.
  let succession: Succession

  init(_ rule: ThreadRule, _ limits: TimeLimits, in database: Database) {
    self.database = database
    self.rule = rule
    self.limits = limits
    let columns = database[rule.source].columns
    dates = columns[rule.date]
    certainty = rule.certainty.flatMap { columns[$0] }
    mode = rule.mode.flatMap { columns[$0] }
    repetition = rule.repetition.flatMap { columns[$0.field] }
    succession = Succession(of: rule.source, in: database)
  }

  /// A row, nil where it certainly lies beyond the limits.
  func row(at row: Int) -> ThreadRow? {
    var said = date(dates, row)
    let published = limits.publishedBy == nil ? said : publication(of: row)
    guard let isSaid = isWithin(said, limits.saidBy),
      let isPublished = isWithin(published, limits.publishedBy)
    else { return nil }
    if let limit = limits.saidBy, said.latest > limit {
      said = DateValue(said.earliest, limit, qualifiers: said.qualifiers)
    }
    return ThreadRow(
      row: row, said: said, isCertain: isSaid && isPublished,
      rank: (certaintyRank(row), rank(mode, row)), isRepetition: isRepetition(row))
  }

  /// Whether a date lies by a day for certain, or else perhaps; nil where it does not.
  private func isWithin(_ date: DateValue, _ limit: Day?) -> Bool? {
    guard let limit else { return true }
    if date.earliest > limit { return nil }
    return date.latest <= limit
  }

  private func date(_ column: Column?, _ row: Int) -> DateValue {
    guard let column, case .date(let date) = column.value(at: row) else {
      return DateValue(.distantPast, .distantFuture)
    }
    return date
  }

  /// The date at the end of the way from a row to its publication.
  private func publication(of row: Int) -> DateValue {
    let unknown = DateValue(.distantPast, .distantFuture)
    var relation = rule.source
    var row = row
    for field in rule.published {
      guard database[relation].columns.indices.contains(field),
        let column = database[relation].columns[field]
      else { return unknown }
      switch column.value(at: row) {
      case .date(let date): return date
      case .row(let target):
        guard case .reference(let next) = database.schema[relation].fields[field].type else {
          return unknown
        }
        relation = next
        row = Int(target)
      case .missing, .boolean, .number, .text, .code, .condition, .list, .record: return unknown
      }
    }
    return unknown
  }

  /// How far a row's certainty is from the greatest: an order runs from low to high.
  private func certaintyRank(_ row: Int) -> UInt32 {
    let rank = rank(certainty, row)
    guard rank != .max, let field = rule.certainty,
      case .enumeration(let id) = database.schema[rule.source].fields[field].type,
      database.schema[id].isOrdered
    else { return rank }
    return UInt32(clamping: database.schema[id].values.count) &- rank
  }

  /// The place of a value in its enumeration; a missing one ranks last.
  private func rank(_ column: Column?, _ row: Int) -> UInt32 {
    guard let column else { return 0 }
    guard case .code(let code) = column.value(at: row) else { return .max }
    return code
  }

  private func isRepetition(_ row: Int) -> Bool {
    guard let column = repetition, let mark = rule.repetition else { return false }
    switch column.value(at: row) {
    case .code(let code): return code == mark.code
    case .list(let members): return members.contains(.code(mark.code))
    case .missing, .boolean, .number, .text, .date, .row, .condition, .record: return false
    }
  }
}
