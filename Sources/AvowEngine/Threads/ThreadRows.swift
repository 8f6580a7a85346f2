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

  /// The row as a day sees it, nil where it was certainly said later.
  func seen(by day: Day) -> ThreadRow? {
    guard said.earliest <= day else { return nil }
    guard said.latest > day else { return self }
    var result = self
    result.said = DateValue(said.earliest, day, qualifiers: said.qualifiers)
    result.isCertain = false
    return result
  }
}

/// Reads dated rows under limits of time.
struct ThreadRows {
  private let database: Database
  private let rule: ThreadRule
  private let limits: TimeLimits
  private let sayings: Sayings
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
    sayings = Sayings(
      of: rule.source, SayingRule(said: rule.date, published: rule.published), in: database)
    certainty = rule.certainty.flatMap { columns[$0] }
    mode = rule.mode.flatMap { columns[$0] }
    repetition = rule.repetition.flatMap { columns[$0.field] }
    succession = Succession(of: rule.source, in: database)
  }

  /// A row, nil where it certainly lies beyond the limits.
  func row(at row: Int) -> ThreadRow? {
    guard let isPublished = sayings.isPublished(row, by: limits.publishedBy).orPossible else {
      return nil
    }
    let result = ThreadRow(
      row: row, said: sayings.said(row), isCertain: isPublished,
      rank: (certaintyRank(row), rank(mode, row)), isRepetition: isRepetition(row))
    guard let limit = limits.saidBy else { return result }
    return result.seen(by: limit)
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

extension Bool? {
  /// False where it is undecided, nil where it is false: whether what is possible is certain.
  fileprivate var orPossible: Bool? {
    switch self {
    case true?: true
    case nil: false
    case false?: nil
    }
  }
}
