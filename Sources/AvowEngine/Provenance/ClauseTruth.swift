import AvowDiagnostics
import AvowModel
import AvowPlan

/// A condition taken apart, with the truth of each part for the rows of a block.
struct ClauseTruth {
  /// How a condition is made of others.
  enum Kind {
    case all([ClauseTruth])
    case any([ClauseTruth])
    /// Negated, or made certain or possible.
    case other([ClauseTruth])
    case comparison(Comparison)
  }

  /// A comparison with the values that it compares.
  struct Comparison {
    var expression: PlanExpression
    var text: String
    var subject: (vector: Vector, type: DataType)?
    var object: (vector: Vector, type: DataType)?
  }

  var kind: Kind
  var truth: Truth

  /// The comparisons that make the condition what it is at a row: true, false or undecided.
  ///
  /// What is true by several parts is told by the first, as is what is false by several.
  func decisive(at row: Int) -> [(comparison: Comparison, truth: Bool?)] {
    let value = truth[row]
    switch kind {
    case .comparison(let comparison): return [(comparison, value)]
    case .other(let parts): return parts.flatMap { $0.decisive(at: row) }
    case .all(let parts):
      if value == true { return parts.flatMap { $0.decisive(at: row) } }
      return parts.first { $0.truth[row] == value }?.decisive(at: row) ?? []
    case .any(let parts):
      if value == false { return parts.flatMap { $0.decisive(at: row) } }
      return parts.first { $0.truth[row] == value }?.decisive(at: row) ?? []
    }
  }
}

extension Tracer {
  /// Takes a predicate apart over the rows of a block.
  func clauseTruth(_ predicate: Predicate, in block: Block) throws(EvaluationError)
    -> ClauseTruth
  {
    let causes = predicate.causes.map { cause in
      (cause: cause, shape: shape(of: cause.comparison))
    }
    return try clauseTruth(predicate.condition, causes, in: block)
  }

  private func clauseTruth(
    _ condition: PlanExpression, _ causes: [(cause: Cause, shape: String)], in block: Block
  ) throws(EvaluationError) -> ClauseTruth {
    let truth = try execution.truth(condition, in: block)
    let shape = shape(of: condition)
    if let cause = causes.first(where: { $0.shape == shape })?.cause {
      return ClauseTruth(kind: .comparison(try comparison(cause, in: block)), truth: truth)
    }
    func parts(_ conditions: [PlanExpression]) throws(EvaluationError) -> [ClauseTruth] {
      var parts: [ClauseTruth] = []
      for condition in conditions { parts.append(try clauseTruth(condition, causes, in: block)) }
      return parts
    }
    let kind: ClauseTruth.Kind
    switch condition.kind {
    case .and(let operands): kind = .all(try parts(operands))
    case .or(let operands): kind = .any(try parts(operands))
    case .not(let operand), .possibly(let operand), .certainly(let operand):
      kind = .other(try parts([operand]))
    case .constant, .row, .column, .field, .compareNumbers, .compareTexts, .matchText,
      .compareDates, .compareCodes, .isMember, .anyElement, .mapElements, .isIdentical, .hasState,
      .arithmetic, .negative, .converted, .call, .choice, .list, .aggregate, .related, .viewed,
      .exchanged, .shape:
      kind = .comparison(ClauseTruth.Comparison(expression: condition, text: ""))
    }
    return ClauseTruth(kind: kind, truth: truth)
  }

  private func comparison(_ cause: Cause, in block: Block) throws(EvaluationError)
    -> ClauseTruth.Comparison
  {
    var result = ClauseTruth.Comparison(expression: cause.comparison, text: cause.text)
    let isItself = shape(of: cause.subject) == shape(of: cause.comparison)
    if !isItself, !cause.subject.isConstant {
      result.subject = (try execution.value(cause.subject, in: block), cause.subject.type)
    }
    if let object = cause.object, !object.isConstant {
      result.object = (try execution.value(object, in: block), object.type)
    }
    return result
  }

  /// What makes two expressions of one statement the same: their place and what they say.
  private func shape(of expression: PlanExpression) -> String {
    "\(expression.span.start)-\(expression.span.end) "
      + unshared(expression).description(in: database.schema)
  }

  /// Says for each row which clauses let it in, and traces what those rest on.
  func explain(
    _ predicate: Predicate, _ block: Block, _ owners: [Int], _ subjects: Subjects
  ) throws(EvaluationError) {
    let clause = try clauseTruth(predicate, in: block)
    var decided: [(expression: PlanExpression, rows: [UInt32])] = []
    var placeOfText: [String: Int] = [:]
    for row in 0..<block.count {
      for (comparison, truth) in clause.decisive(at: row) {
        add(
          reason(comparison, truth, at: row), to: subjects.places[row],
          isGroup: subjects.areGroups, of: owners[row])
        let key = shape(of: comparison.expression)
        let place = placeOfText[key] ?? decided.count
        if place == decided.count {
          placeOfText[key] = place
          decided.append((comparison.expression, []))
        }
        decided[place].rows.append(UInt32(truncatingIfNeeded: row))
      }
    }
    for (expression, rows) in decided {
      try trace(expression, block.gathered(rows), rows.map { owners[Int($0)] })
    }
  }

  /// A comparison in words, with the values of a row.
  func reason(_ comparison: ClauseTruth.Comparison, _ truth: Bool?, at row: Int) -> Reason {
    let values = [comparison.subject, comparison.object].compactMap(\.self).map { side in
      shown(side.vector.value(at: row), side.type)
    }
    return Reason(text: comparison.text, value: values.joined(separator: ", "))
  }
}

extension PlanExpression {
  /// Whether the value was written, so that it needs not be shown.
  fileprivate var isConstant: Bool {
    switch kind {
    case .constant: true
    case .list(let members): members.allSatisfy(\.isConstant)
    case .row, .column, .field, .compareNumbers, .compareTexts, .matchText, .compareDates,
      .compareCodes, .isMember, .anyElement, .mapElements, .isIdentical, .hasState, .not, .and,
      .or, .possibly, .certainly, .arithmetic, .negative, .converted, .call, .choice, .aggregate,
      .related, .viewed, .exchanged, .shape:
      false
    }
  }
}
