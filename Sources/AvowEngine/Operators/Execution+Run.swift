import AvowModel
import AvowPlan

extension Execution {
  /// Runs a plan; undecided rows of a filter at the top are counted and dropped.
  func run(_ plan: Plan, _ frame: Frame, _ consume: Consumer) throws(EvaluationError) -> Flow {
    let predicates = frame.isNested ? [] : plan.openPredicates
    guard !predicates.isEmpty else { return try runStep(plan, frame, consume) }
    var tally = UndecidedTally(predicates, word: rowWord(of: plan))
    let flow = try runStep(
      plan, frame,
      Consumer { (block) throws(EvaluationError) -> Flow in
        let certain = try tally.settle(block, self)
        return certain.count == 0 ? .more : try consume(certain)
      })
    tally.note.map { notes.append($0) }
    return flow
  }

  /// Runs a plan whose filters leave undecided rows marked.
  func runStep(_ plan: Plan, _ frame: Frame, _ consume: Consumer) throws(EvaluationError)
    -> Flow
  {
    switch plan {
    case .single: try runSingle(frame, consume)
    case .scan(let relation, let id): try runScan(relation, id, frame, consume)
    case .related(let way, let target, let id): try runRelated(way, target, id, frame, consume)
    case .members(let list, let relation, let id):
      try runMembers(list, relation, id, frame, consume)
    case .elements(let list, let id): try runElements(list, id, frame, consume)
    case .filter(let input, let predicate): try runFilter(input, predicate, frame, consume)
    case .derive(let input, let columns): try runDerive(input, columns, frame, consume)
    case .aggregate(let input, let keys, let calls):
      try runAggregate(input, keys, calls, frame, consume)
    case .expand(let input, let list, let id): try runExpand(input, list, id, frame, consume)
    case .sort(let input, let keys): try runSort(input, keys, frame, consume)
    case .limit(let input, let limit): try runLimit(input, limit, frame, consume)
    case .top(let input, let count, let key): try runTop(input, count, key, frame, consume)
    case .distinct(let input, let keys): try runDistinct(input, keys, frame, consume)
    case .combine(let combination): try runCombination(combination, frame, consume)
    case .changes(let changes): try runChanges(changes, frame, consume)
    case .window(let input, let columns): try runWindow(input, columns, frame, consume)
    case .join(let join): try runJoin(join, frame, consume)
    }
  }

  private func runFilter(
    _ input: Plan, _ predicate: Predicate, _ frame: Frame, _ consume: Consumer
  ) throws(EvaluationError) -> Flow {
    try runStep(
      input, frame,
      Consumer { (block) throws(EvaluationError) -> Flow in
        let kept = block.kept(try self.truth(predicate.condition, in: block))
        return kept.count == 0 ? .more : try consume(kept)
      })
  }

  private func runDerive(
    _ input: Plan, _ columns: [ComputedColumn], _ frame: Frame, _ consume: Consumer
  ) throws(EvaluationError) -> Flow {
    try runStep(
      input, frame,
      Consumer { (block) throws(EvaluationError) -> Flow in
        var block = block
        for column in columns {
          let vector = try self.value(column.value, in: block)
          block.columns.append(Block.ComputedVector(id: column.id, vector: vector))
        }
        return try consume(block)
      })
  }
}

extension Block {
  /// The rows for which a predicate is possible, marked where it is undecided.
  func kept(_ truth: Truth) -> Block {
    guard let undecided = truth.isUndecided else { return filtered(truth.isTrue) }
    var marked = self
    marked.maybe = maybe.map { $0 | undecided } ?? undecided
    var kept = marked.filtered(truth.isPossible)
    if kept.maybe?.isEmpty == true { kept.maybe = nil }
    return kept
  }
}

extension Plan {
  /// The predicates of the filters that no step but `derive` follows, in the order they run.
  var openPredicates: [Predicate] {
    switch self {
    case .filter(let input, let predicate): input.openPredicates + [predicate]
    case .derive(let input, _): input.openPredicates
    case .single, .scan, .related, .members, .elements, .aggregate, .expand, .sort, .limit,
      .top, .distinct, .combine, .changes, .window, .join:
      []
    }
  }
}
