import AvowModel
import AvowPlan

extension Execution {
  /// One row per change of a field of the threads that a plan gives.
  func runChanges(_ changes: ThreadChanges, _ frame: Frame, _ consume: Consumer)
    throws(EvaluationError) -> Flow
  {
    let inner = Frame(outer: frame.outer)
    let block = try collect(changes.threads, inner, .dropped)
    frame.takeOver(inner, dropped: frame.isNested)
    guard let block, let source = block.source(changes.row) else { return .more }
    let histories = try Histories(changes, self)
    var table = ChangeTable(changes, histories.rule, self)
    var seen: Set<ThreadOfSegment> = []
    for position in 0..<block.count {
      let thread = ThreadOfSegment(
        segment: block.segments[position], thread: source.rows[position])
      guard seen.insert(thread).inserted else { continue }
      try checkCancellation()
      try histories.add(thread, to: &table, self)
      try checkRowCount(table.count)
    }
    return try emit(table, frame, consume)
  }

  private func emit(_ table: ChangeTable, _ frame: Frame, _ consume: Consumer)
    throws(EvaluationError) -> Flow
  {
    var block =
      frame.isNested
      ? Block(segments: .rows(table.segments), in: frame.outer) : Block(count: table.count)
    block.columns = try table.columns()
    let positions = (0..<table.count).map { UInt32(truncatingIfNeeded: $0) }
    return try emit(block, at: positions, consume)
  }
}

/// A thread of a row of the outer plan.
private struct ThreadOfSegment: Hashable {
  var segment: Int
  var thread: Int
}

/// The threads of a relation with what was said of them.
private struct Histories {
  let rule: ThreadRule
  private let relation: RelationID
  private let threads: [ThreadState]
  /// The day before which changes are left out.
  private let since: Day?
  private let fields: [(name: String, type: DataType, column: Column)]
  private let sayings: Sayings

  init(_ changes: ThreadChanges, _ execution: Execution) throws(EvaluationError) {
    let database = execution.database
    relation = changes.relation
    guard let rule = database.schema[relation].thread,
      let member = database[rule.source].columns[rule.member]
    else { throw EvaluationError(.malformedPlan) }
    self.rule = rule
    since = changes.viewpoint.saidSince
    let limits = TimeLimits(
      saidBy: changes.viewpoint.saidBy, publishedBy: changes.viewpoint.publishedBy)
    threads = ThreadDerivation.threads(
      Vector(member), ThreadRows(rule, limits, in: database),
      count: database[relation].rowCount)
    var fields: [(name: String, type: DataType, column: Column)] = []
    for pair in rule.fields {
      let field = database.schema[relation].fields[pair.thread]
      guard let column = database[rule.source].columns[pair.source] else {
        throw EvaluationError(.malformedPlan)
      }
      fields.append((field.name, field.type, column))
    }
    self.fields = fields
    sayings = Sayings(
      of: rule.source, SayingRule(said: rule.date, published: rule.published), in: database)
  }

  /// Adds the changes of a thread, by day and then in the order of the fields.
  func add(
    _ thread: ThreadOfSegment, to table: inout ChangeTable, _ execution: Execution
  ) throws(EvaluationError) {
    guard threads.indices.contains(thread.thread) else { return }
    var found: [(field: Int, change: FieldChange)] = []
    for (index, field) in fields.enumerated() {
      let changes = try threads[thread.thread].changes(of: field.column) {
        () throws(EvaluationError) in try execution.checkCancellation()
      }
      found += changes.map { (index, $0) }
    }
    if let since { found.removeAll { $0.change.day < since } }
    found.sort { ($0.change.day, $0.field) < ($1.change.day, $1.field) }
    let words = RecordText(database: execution.database)
    for (index, change) in found {
      let field = fields[index]
      func shown(_ source: ThreadState.Source) -> Value {
        switch source {
        case .missing(let state): .missing(state)
        case .row(let row):
          field.column.state(at: row) == .known
            ? .text(words.whole(field.column.value(at: row), field.type))
            : .missing(field.column.state(at: row))
        }
      }
      table.segments.append(UInt32(truncatingIfNeeded: thread.segment))
      table.add([
        .row(UInt32(truncatingIfNeeded: thread.thread)), .text(field.name), shown(change.old),
        shown(change.new), said(change), source(of: change),
      ])
    }
  }

  private func said(_ change: FieldChange) -> Value {
    guard case .row(let row) = change.new else {
      return change.day.isDistant ? .missing(.order) : .date(DateValue(change.earliest, change.day))
    }
    return .date(sayings.said(row))
  }

  private func source(of change: FieldChange) -> Value {
    switch change.new {
    case .row(let row): .row(UInt32(truncatingIfNeeded: row))
    case .missing(let state): .missing(state)
    }
  }
}

/// Changes on their way into columns.
private struct ChangeTable {
  var segments: [UInt32] = []
  private var builders: [ColumnBuilder]
  private let ids: [ColumnID]

  init(_ changes: ThreadChanges, _ rule: ThreadRule, _ execution: Execution) {
    builders = changes.types(rule).map { ColumnBuilder($0, in: execution.schema) }
    ids = changes.columns.all
  }

  var count: Int { segments.count }

  mutating func add(_ cells: [Value]) {
    for (index, cell) in cells.enumerated() { builders[index].append(cell) }
  }

  func columns() throws(EvaluationError) -> [Block.ComputedVector] {
    var result: [Block.ComputedVector] = []
    for (id, builder) in zip(ids, builders) {
      guard let column = builder.build() else { throw EvaluationError(.overflow) }
      result.append(Block.ComputedVector(id: id, vector: Vector(column)))
    }
    return result
  }
}

extension ThreadChanges {
  /// The types of the columns of a change, in the order of `columns.all`.
  func types(_ rule: ThreadRule) -> [DataType] {
    [.reference(relation), .text, .text, .text, .date, .reference(rule.source)]
  }
}
