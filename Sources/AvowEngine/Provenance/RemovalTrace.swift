package import AvowModel
package import AvowPlan

/// Follows the rows that somebody misses in an answer, from the source to the clauses that remove
/// them.
///
/// Some rows are followed, and as many listed as the limits say; each clause that looks at more
/// than one row runs again.
package func removal(
  of exclusion: BoundExclusion, in database: Database, limits: ProvenanceLimits,
  context: ExecutionContext
) throws(EvaluationError) -> Removal {
  let execution = Execution(database, context, rowWord: exclusion.query.rowWord)
  var trace = RemovalTrace(exclusion, limits, execution)
  try trace.follow()
  return trace.removal
}

/// The state of following rows through the steps of a plan.
private struct RemovalTrace {
  /// Of how many rows the lists are expanded at once.
  private static let portion = 16

  private(set) var removal: Removal
  private let condition: PlanExpression
  private let tracer: Tracer
  private let limits: ProvenanceLimits
  private let words: RecordText
  private var execution: Execution { tracer.execution }

  init(_ exclusion: BoundExclusion, _ limits: ProvenanceLimits, _ execution: Execution) {
    tracer = Tracer(exclusion.query, positions: 0..<0, limits, execution)
    condition = exclusion.condition
    removal = Removal(
      wanted: exclusion.text, foundWord: exclusion.query.rowWord)
    words = RecordText(database: execution.database)
    self.limits = limits
  }

  mutating func follow() throws(EvaluationError) {
    let plan = tracer.query.plan
    guard let rows = try follow(condition, through: plan) else { return }
    let positions = try execution.positions(of: rows.identities(in: plan), in: plan)
    removal.positions = positions.compactMap(\.self).sorted()
  }

  /// Follows the rows of a condition to the end of a plan; nil where none arrives.
  private mutating func follow(
    _ condition: PlanExpression, through plan: Plan
  ) throws(EvaluationError) -> Block? {
    let steps = plan.steps
    guard let (start, test) = firstTest(condition, of: steps) else {
      throw EvaluationError(.malformedPlan, at: condition.span)
    }
    removal.foundWord = execution.rowWord(of: steps[start])
    let found =
      if case .combine(let combination) = steps[start] {
        try follow(test, through: combination, steps[start])
      } else {
        try rows(of: steps[start], where: test)
      }
    guard var rows = found else { return nil }
    for step in steps.dropFirst(start + 1) {
      try execution.checkCancellation()
      guard let kept = try advance(rows, through: step) else { return nil }
      rows = kept
    }
    return rows
  }

  /// Follows rows through the sides of a set operation, and sees which of them it left.
  private mutating func follow(
    _ condition: PlanExpression, through combination: Combination, _ plan: Plan
  ) throws(EvaluationError) -> Block? {
    let before = removal
    let left = try rows(of: plan, where: condition)
    removal = before
    let kept = Set(left?.identities(in: plan) ?? [])
    var sides = [(plan: combination.left, keys: combination.leftKeys, isLeft: true)]
    if combination.operation != .except {
      sides.append((combination.right, combination.rightKeys, false))
    }
    for side in sides {
      let test = condition.onSide(isLeft: side.isLeft, of: combination)
      guard let rows = try follow(test, through: side.plan) else { continue }
      var keys: [Vector] = []
      for key in side.keys { keys.append(try execution.value(key, in: rows)) }
      for position in 0..<rows.count {
        let identity = RowIdentity(keys, at: position, isRow: combination.row != nil)
        guard !kept.contains(identity) else { continue }
        let text = combination.operation.rawValue
        note(Reason(text: text, value: ""), .isLeftOut, rows, position, side.plan)
      }
    }
    return left
  }

  // MARK: Which rows

  /// The first step whose rows the condition can be asked of, and the condition there.
  private func firstTest(
    _ condition: PlanExpression, of steps: [Plan]
  ) -> (Int, PlanExpression)? {
    let definitions = steps.last?.definitions ?? [:]
    for (index, step) in steps.enumerated() {
      let reach = step.reach
      let test = condition.replacing(definitions, unless: Set(reach.columns))
      if Names(of: test).areWithin(reach) { return (index, test) }
    }
    return nil
  }

  private mutating func rows(of plan: Plan, where test: PlanExpression) throws(EvaluationError)
    -> Block?
  {
    var rows = FollowedRows()
    var undecided = 0
    let frame = Frame(outer: nil)
    let execution = execution
    _ = try execution.run(
      plan, frame,
      Consumer { (block) throws(EvaluationError) -> Flow in
        let truth = try execution.truth(test, in: block)
        undecided += truth.isUndecided?.population ?? 0
        rows.add(block, at: truth.isTrue.positions)
        return .more
      })
    removal.foundCount += rows.count
    removal.undecidedCount += undecided
    removal.leave(rows.unfollowedCount, execution.rowWord(of: plan))
    return try execution.joined(rows.blocks, frame)
  }

  // MARK: Steps

  /// The rows that a step leaves, nil where none is left; notes those that it removes.
  private mutating func advance(_ rows: Block, through step: Plan) throws(EvaluationError)
    -> Block?
  {
    switch step {
    case .single, .scan, .related, .members, .elements, .combine, .changes, .sort: return rows
    case .filter(_, let predicate): return try filter(rows, predicate, step)
    case .derive(_, let columns):
      var rows = rows
      for column in columns {
        let vector = try execution.value(column.value, in: rows)
        rows.columns.append(Block.ComputedVector(id: column.id, vector: vector))
      }
      return rows
    case .window:
      return try select(rows, step, "over") { (_, lost) throws(EvaluationError) in
        [String](repeating: "", count: lost.count)
      }
    case .join(let join): return try self.join(rows, join, step)
    case .expand(_, let list, let id): return try expand(rows, list, id, step)
    case .aggregate(_, let keys, _): return try group(rows, keys, step)
    case .limit(let input, let limit):
      return try select(rows, step, limit.text) { (trace, lost) throws(EvaluationError) in
        guard limit.per.isEmpty else { return [] }
        return try trace.execution.positions(of: lost.identities(in: input), in: input)
          .map { $0.map { "row \($0 + 1)" } ?? "" }
      }
    case .top(_, let count, let key):
      return try select(rows, step, "top \(count)") { (trace, lost) throws(EvaluationError) in
        let values = try trace.execution.value(key.value, in: lost)
        return (0..<lost.count).map {
          trace.words.text(of: values.value(at: $0), key.value.type)
        }
      }
    case .distinct:
      return try select(rows, step, "distinct") { (_, lost) throws(EvaluationError) in
        [String](repeating: "an earlier row is the same", count: lost.count)
      }
    }
  }

  private mutating func filter(
    _ rows: Block, _ predicate: Predicate, _ step: Plan
  ) throws(EvaluationError) -> Block? {
    let clause = try tracer.clauseTruth(predicate, in: rows)
    for position in 0..<rows.count where clause.truth[position] != true {
      let reasons = clause.decisive(at: position).map { comparison, truth in
        tracer.reason(comparison, truth, at: position)
      }
      let reason = Reason(
        text: reasons.map(\.text).filter { !$0.isEmpty }.joined(separator: " or "),
        value: reasons.map(\.value).filter { !$0.isEmpty }.joined(separator: ", "))
      note(
        reason, clause.truth[position] == nil ? .isUndecided : .isFalse, rows, position, step)
    }
    return kept(rows, clause.truth.isTrue)
  }

  /// The pairs of which rows are a part; notes the rows that are part of none.
  private mutating func join(_ rows: Block, _ join: JoinStep, _ step: Plan)
    throws(EvaluationError) -> Block?
  {
    let wanted = rows.identities(in: join.left)
    let isWanted = Set(wanted)
    var found: Set<RowIdentity> = []
    var pairs = FollowedRows()
    let frame = Frame(outer: nil)
    _ = try execution.run(
      step, frame,
      Consumer { (block) throws(EvaluationError) -> Flow in
        let kept = block.identities(in: join.left).enumerated()
          .filter { isWanted.contains($0.element) }
        found.formUnion(kept.map(\.element))
        pairs.add(block, at: kept.map { UInt32(truncatingIfNeeded: $0.offset) })
        return .more
      })
    for position in 0..<rows.count where !found.contains(wanted[position]) {
      note(Reason(text: "join \(join.name)", value: "no partner"), .isLeftOut, rows, position, step)
    }
    removal.leave(pairs.unfollowedCount, execution.rowWord(of: step))
    return try execution.joined(pairs.blocks, frame)
  }

  /// One row per member of the lists, a portion of the lists at a time; notes those without any.
  private mutating func expand(
    _ rows: Block, _ list: PlanExpression, _ id: ColumnID, _ step: Plan
  ) throws(EvaluationError) -> Block? {
    let lists = try execution.value(list, in: rows)
    var expanded = FollowedRows()
    for start in stride(from: 0, to: rows.count, by: Self.portion) {
      try execution.checkCancellation()
      let range = start..<min(start + Self.portion, rows.count)
      let part = rows.sliced(range)
      let members = try execution.listMembers(of: lists.sliced(range), at: list.span)
      let owners = Set(members.owners)
      for position in 0..<part.count where !owners.contains(UInt32(truncatingIfNeeded: position)) {
        let isUnknown = lists.state(at: start + position).isUnknown
        note(
          Reason(text: "expand", value: isUnknown ? "an unknown list" : "nothing to expand"),
          isUnknown ? .isUndecided : .isLeftOut, part, position, step)
      }
      expanded.add(part, members, as: id)
    }
    removal.leave(expanded.unfollowedCount, execution.rowWord(of: step))
    return try execution.joined(expanded.blocks, Frame(outer: nil))
  }

  /// The groups into which the rows fall.
  private func group(
    _ rows: Block, _ keys: [ComputedColumn], _ step: Plan
  ) throws(EvaluationError) -> Block? {
    var columns: [Vector] = []
    for key in keys { columns.append(try execution.value(key.value, in: rows)) }
    let wanted = (0..<rows.count).map { position in
      RowIdentity(values: columns.map { $0.value(at: position).identity })
    }
    return try execution.rows(of: step, among: wanted)
  }

  /// Runs a step that looks at more than one row, and sees which of some rows it left.
  private mutating func select(
    _ rows: Block, _ step: Plan, _ text: String,
    _ values: (RemovalTrace, Block) throws(EvaluationError) -> [String]
  ) throws(EvaluationError) -> Block? {
    let wanted = rows.identities(in: step)
    let left = try execution.rows(of: step, among: wanted)
    let found = Set(left?.identities(in: step) ?? [])
    let lost = wanted.indices.filter { !found.contains(wanted[$0]) }
    let lostRows = rows.gathered(lost.map { UInt32(truncatingIfNeeded: $0) })
    let shown = lost.isEmpty ? [] : try values(self, lostRows)
    for position in lost.indices {
      let value = shown.indices.contains(position) ? shown[position] : ""
      note(Reason(text: text, value: value), .isLeftOut, lostRows, position, step)
    }
    return left
  }

  private func kept(_ rows: Block, _ bits: Bitmap) -> Block? {
    bits.isEmpty ? nil : rows.filtered(bits)
  }

  // MARK: Notes

  private mutating func note(
    _ reason: Reason, _ verdict: RemovedRow.Verdict, _ rows: Block, _ position: Int, _ step: Plan
  ) {
    let word = execution.rowWord(of: step.left)
    if let place = removal.counts.firstIndex(where: {
      $0.clause == reason.text && $0.rowWord == word
    }) {
      removal.counts[place].count += 1
    } else {
      removal.counts.append((reason.text, word, 1))
    }
    guard removal.removed.count < limits.records else { return }
    removal.removed.append(
      RemovedRow(name: name(of: rows, position, step), reason: reason, verdict: verdict))
  }

  private func name(of rows: Block, _ position: Int, _ step: Plan) -> String {
    let reach = step.reach
    let records = reach.rows.compactMap { id in
      rows.source(id).map { source in
        words.name(of: UInt32(truncatingIfNeeded: source.rows[position]), in: source.relation)
      }
    }
    guard records.isEmpty else { return records.joined(separator: ", ") }
    let types = step.keyTypes(in: execution.schema)
    return reach.identifying.compactMap { id in
      rows.column(id).flatMap { column in
        types[id].map { words.text(of: column.value(at: position), $0) }
      }
    }.joined(separator: ", ")
  }
}

/// The first rows of a step, as many as are followed.
private struct FollowedRows {
  /// How many rows are followed.
  private static let maximum = 1000

  private(set) var blocks: [Block] = []
  private var followedCount = 0
  private(set) var unfollowedCount = 0

  /// How many rows there are in all.
  var count: Int { followedCount + unfollowedCount }

  /// Adds rows of a block.
  mutating func add(_ block: Block, at positions: [UInt32]) {
    let kept = keep(positions.count)
    if kept > 0 { blocks.append(block.gathered(Array(positions.prefix(kept)))) }
  }

  /// Adds the rows of a block, each once for each member of its list.
  mutating func add(_ block: Block, _ members: ListMembers, as id: ColumnID) {
    let kept = keep(members.owners.count)
    guard kept > 0 else { return }
    var expanded = block.gathered(Array(members.owners.prefix(kept)))
    expanded.columns.append(
      Block.ComputedVector(id: id, vector: members.elements.sliced(0..<kept)))
    blocks.append(expanded)
  }

  /// How many of some further rows are followed; counts them all.
  private mutating func keep(_ count: Int) -> Int {
    let kept = min(count, Self.maximum - followedCount)
    followedCount += kept
    unfollowedCount += count - kept
    return kept
  }
}

extension Vector {
  /// A contiguous part of the values.
  fileprivate func sliced(_ range: Range<Int>) -> Vector {
    Vector(column, rows: rows.sliced(range))
  }
}

extension RowLimit {
  /// The clause as written.
  fileprivate var text: String {
    "limit \(count)" + (per.isEmpty ? "" : " per \(perText)")
      + (offset > 0 ? " offset \(offset)" : "")
  }
}

extension Plan {
  /// The plan whose rows may fall to this one's last step.
  fileprivate var left: Plan {
    switch self {
    case .expand(let input, _, _): input
    case .join(let join): join.left
    case .single, .scan, .related, .members, .elements, .filter, .derive, .aggregate, .sort,
      .limit, .top, .distinct, .combine, .changes, .window:
      self
    }
  }

  /// The types of the keys of the groups that the rows are.
  fileprivate func keyTypes(in schema: Schema) -> [ColumnID: DataType] {
    if case .aggregate(_, let keys, _) = self {
      return Dictionary(keys.map { ($0.id, $0.value.type) }) { first, _ in first }
    }
    if case .combine(let combination) = self {
      return Dictionary(combination.columns.map { ($0.id, $0.type) }) { first, _ in first }
    }
    if case .changes(let changes) = self, let rule = schema[changes.relation].thread {
      return Dictionary(zip(changes.columns.all, changes.types(rule))) { first, _ in first }
    }
    return input?.keyTypes(in: schema) ?? [:]
  }
}

extension PlanExpression {
  /// The expression over the rows of one side of a set operation.
  fileprivate func onSide(isLeft: Bool, of combination: Combination) -> PlanExpression {
    switch kind {
    case .column(let id):
      guard let column = combination.columns.first(where: { $0.id == id }) else { return self }
      return isLeft ? column.left : column.right
    case .row(let id):
      guard let row = combination.row, row.id == id else { return self }
      return isLeft ? row.left : row.right
    case .constant, .field, .compareNumbers, .compareTexts, .matchText, .compareDates,
      .compareCodes, .isMember, .anyElement, .mapElements, .isIdentical, .hasState, .not, .and,
      .or, .possibly, .certainly, .arithmetic, .negative, .converted, .call, .choice, .list,
      .aggregate, .related, .viewed, .exchanged, .shape:
      return mapParts { $0.onSide(isLeft: isLeft, of: combination) }
    }
  }

  /// The expression with what defines them in the place of columns that are out of reach.
  fileprivate func replacing(
    _ definitions: [ColumnID: PlanExpression], unless known: Set<ColumnID>
  ) -> PlanExpression {
    if case .column(let id) = kind, !known.contains(id), let definition = definitions[id] {
      return definition.replacing(definitions, unless: known)
    }
    return mapParts { $0.replacing(definitions, unless: known) }
  }
}
