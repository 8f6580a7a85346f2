import AvowModel
import AvowPlan

/// The thread fields of a relation under limits of time.
struct ThreadView: Hashable {
  var relation: RelationID
  var saidBy: Day?
  var publishedBy: Day?
}

extension Execution {
  /// The thread fields of a relation as they are from a viewpoint, made once per execution.
  func threadColumns(
    of relation: RelationID, from viewpoint: Viewpoint
  ) throws(EvaluationError) -> [Int: Column] {
    let key = ThreadView(
      relation: relation, saidBy: viewpoint.saidBy, publishedBy: viewpoint.publishedBy)
    if let known = threadColumns[key] { return known }
    try checkCancellation()
    var columns: [Int: Column] = [:]
    if let rule = schema[relation].thread {
      let limits = TimeLimits(saidBy: key.saidBy, publishedBy: key.publishedBy)
      let derivation = try ThreadDerivation(relation, rule, limits, in: database)
      for (field, column) in derivation.columns { columns[field] = column }
    }
    threadColumns[key] = columns
    return columns
  }

  /// For each row of a relation, whether it was said, or a thread spoken of, within the viewpoint.
  func saidColumn(
    of relation: RelationID, from viewpoint: Viewpoint, at expression: PlanExpression
  ) throws(EvaluationError) -> Column {
    var key = Viewpoint(saidBy: viewpoint.saidBy, publishedBy: viewpoint.publishedBy)
    key.saidSince = viewpoint.saidSince
    let view = ViewedField(relation: relation, field: -1, viewpoint: key)
    if let known = viewedColumns[view] { return known }
    try checkCancellation()
    let truths: [Bool?]
    if let rule = schema[relation].thread, rule.first != nil {
      truths = try threadTruths(of: relation, rule, key, at: expression)
    } else if let rule = schema[relation].saying {
      let sayings = Sayings(of: relation, rule, in: database)
      truths = (0..<database[relation].rowCount).map { sayings.isSaid($0, within: key) }
    } else {
      throw EvaluationError(.malformedPlan, at: expression.span)
    }
    let column = Column(
      .boolean(Bitmap(truths.count) { truths[$0] == true }),
      validity: Validity(truths.map { $0 == nil ? .undecided : .known }))
    viewedColumns[view] = column
    return column
  }

  /// A thread is there when one of its rows was said.
  private func threadTruths(
    of relation: RelationID, _ rule: ThreadRule, _ viewpoint: Viewpoint,
    at expression: PlanExpression
  ) throws(EvaluationError) -> [Bool?] {
    guard let member = database[rule.source].columns[rule.member] else {
      throw EvaluationError(.malformedPlan, at: expression.span)
    }
    let sayings = Sayings(
      of: rule.source, SayingRule(said: rule.date, published: rule.published), in: database)
    let count = database[relation].rowCount
    var truths: [Bool?] = Array(repeating: false, count: count)
    let members = Vector(member)
    for row in 0..<members.count {
      let truth = sayings.isSaid(row, within: viewpoint)
      if truth == false { continue }
      for thread in members.references(at: row) where Int(thread) < count {
        if truths[Int(thread)] != true { truths[Int(thread)] = truth }
      }
    }
    guard viewpoint.saidSince == nil, let limit = viewpoint.saidBy else { return truths }
    // What begins with a repetition was said before, nobody knows when.
    let begins = try threadColumns(
      of: relation, from: Viewpoint(publishedBy: viewpoint.publishedBy))
    guard let first = rule.first.flatMap({ begins[$0] }) else { return truths }
    for thread in truths.indices where truths[thread] == false {
      if case .date(let date) = first.value(at: thread), date.earliest <= limit {
        truths[thread] = Bool?.none
      }
    }
    return truths
  }
}

extension Sayings {
  /// Whether a row was said and published within a viewpoint, nil where that is undecided.
  fileprivate func isSaid(_ row: Int, within viewpoint: Viewpoint) -> Bool? {
    let isSaid = isSaid(row, since: viewpoint.saidSince, by: viewpoint.saidBy)
    if isSaid == false { return false }
    let isPublished = isPublished(row, by: viewpoint.publishedBy)
    if isPublished == false { return false }
    return isSaid == true && isPublished == true ? true : nil
  }
}
