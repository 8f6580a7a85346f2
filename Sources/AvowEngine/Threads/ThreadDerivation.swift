package import AvowModel

/// Fills the fields that follow from dated rows, such as the state of a pledge from its statements.
///
/// Each field has the value of the latest row of its thread that speaks of it; see `ThreadState`.
/// `asOf` leaves out what was said after a day, `knownOn` what was published after one. Rows that
/// may lie on either side count only where they change nothing. O(rows).
package func deriveThreads(
  in database: Database, asOf: Day? = nil, knownOn: Day? = nil
) throws(EvaluationError) -> Database {
  var result = database
  for index in database.schema.relations.indices {
    let relation = RelationID(index)
    guard let rule = database.schema[relation].thread else { continue }
    let derivation = try ThreadDerivation(
      relation, rule, TimeLimits(saidBy: asOf, publishedBy: knownOn), in: database)
    for (field, column) in derivation.columns {
      result.tables[index].columns[field] = column
    }
  }
  return result
}

/// The latest days on which a row may be said, and published, to count.
struct TimeLimits {
  var saidBy: Day?
  var publishedBy: Day?
}

/// The derived columns of one relation.
struct ThreadDerivation {
  private(set) var columns: [(field: Int, column: Column)] = []

  init(
    _ relation: RelationID, _ rule: ThreadRule, _ limits: TimeLimits, in database: Database
  ) throws(EvaluationError) {
    let source = database[rule.source]
    guard let member = source.columns[rule.member] else { throw EvaluationError(.malformedPlan) }
    let threads = Self.threads(
      Vector(member), ThreadRows(rule, limits, in: database),
      count: database[relation].rowCount)
    for pair in rule.fields {
      guard let values = source.columns[pair.source] else {
        throw EvaluationError(.malformedPlan)
      }
      columns.append((pair.thread, Self.states(of: threads, values)))
    }
    if let field = rule.first { columns.append((field, Self.dates(threads.map(\.firstDate)))) }
    if let field = rule.last { columns.append((field, Self.dates(threads.map(\.lastDate)))) }
    fillRest(relation, in: database)
  }

  /// The rows of each thread, in stored order.
  static func threads(_ members: Vector, _ rows: ThreadRows, count: Int)
    -> [ThreadState]
  {
    var threads = [ThreadState](
      repeating: ThreadState(succession: rows.succession), count: count)
    for position in 0..<members.count {
      guard let row = rows.row(at: position) else { continue }
      for thread in members.references(at: position) where Int(thread) < count {
        threads[Int(thread)].rows.append(row)
      }
    }
    return threads
  }

  private static func states(of threads: [ThreadState], _ values: Column) -> Column {
    let results = threads.map { $0.value(of: values) }
    guard values.count > 0 else { return Column(missing: .notStated, count: threads.count) }
    var column = values.gathered(
      results.map { result in
        if case .row(let row) = result { UInt32(truncatingIfNeeded: row) } else { 0 }
      })
    let states = results.map { result -> ValueState in
      switch result {
      case .row(let row): values.state(at: row)
      case .missing(let state): state
      }
    }
    column.validity = Validity(states)
    return column
  }

  private static func dates(_ dates: [DateValue?]) -> Column {
    Column(
      .date(DateColumn(dates.map { $0 ?? DateValue(Day(0)) })),
      validity: Validity(dates.map { $0 == nil ? .notStated : .known }))
  }

  /// Thread fields that the rule does not mention: no row can speak of them.
  private mutating func fillRest(_ relation: RelationID, in database: Database) {
    let count = database[relation].rowCount
    for (index, field) in database.schema[relation].fields.enumerated()
    where field.origin == .thread && !columns.contains(where: { $0.field == index }) {
      columns.append((index, Column(missing: .notStated, count: count)))
    }
  }
}
