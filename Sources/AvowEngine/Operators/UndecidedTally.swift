import AvowModel
import AvowPlan

/// Drops the undecided rows behind a chain of filters and counts them by cause.
struct UndecidedTally {
  private let causes: [Cause]
  private let word: String
  private var counts: [[String: Int]]
  /// Rows of which no listed comparison is undecided.
  private var others = 0

  /// Makes a tally for filters that count as one conjunction.
  init(_ predicates: [Predicate], word: String) {
    causes = predicates.flatMap(\.causes)
    self.word = word
    counts = [[String: Int]](repeating: [:], count: causes.count)
  }

  /// The certain rows of a block.
  mutating func settle(_ block: Block, _ execution: Execution) throws(EvaluationError) -> Block {
    guard let maybe = block.maybe else { return block }
    var rest = block.gathered(maybe.positions)
    for index in causes.indices where rest.count > 0 {
      let truth = try execution.truth(causes[index].comparison, in: rest)
      guard let undecided = truth.isUndecided else { continue }
      let blamed = rest.gathered(undecided.positions)
      for text in try execution.reasons(of: causes[index], in: blamed) {
        counts[index][text, default: 0] += 1
      }
      rest = rest.gathered((~undecided).positions)
    }
    others += rest.count
    var certain = block.gathered((~maybe).positions)
    certain.maybe = nil
    return certain
  }

  /// What a reader must know, nil where every row was decided.
  var note: ResultNote? {
    var merged: [UndecidedCause] = []
    for count in counts {
      for (text, number) in count.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
        if let known = merged.firstIndex(where: { $0.text == text }) {
          merged[known].count += number
        } else {
          merged.append(UndecidedCause(text: text, count: number))
        }
      }
    }
    if others > 0 { merged.append(UndecidedCause(text: "undecided", count: others)) }
    return merged.isEmpty ? nil : .undecided(word: word, causes: merged)
  }
}

extension Execution {
  /// Why a comparison is undecided, for each row of a block.
  fileprivate func reasons(of cause: Cause, in block: Block) throws(EvaluationError)
    -> [String]
  {
    let subject = try value(cause.subject, in: block)
    guard let objectExpression = cause.object else {
      return (0..<block.count).map { position in
        let isUnknown = subject.state(at: position).isUnknown && cause.subject.isStored
        return "\(cause.subjectText) \(isUnknown ? "unknown" : "undecided")"
      }
    }
    let object = try value(objectExpression, in: block)
    return (0..<block.count).map { position in
      if subject.state(at: position).isUnknown { return "\(cause.subjectText) unknown" }
      if object.state(at: position).isUnknown { return "\(cause.objectText) unknown" }
      if let clash = unitClash(subject, object, at: position) {
        return "\(cause.subjectText) in \(clash.from), not \(clash.to)"
      }
      // Where both are known, it is what a list left out that may decide.
      if !cause.subject.type.hasIntervals, object.column.omissions != nil {
        return "\(cause.subjectText) undecided"
      }
      if !cause.subject.type.hasIntervals { return "\(cause.subjectText) unknown" }
      return "\(cause.subjectText) crosses \(cause.objectText)"
    }
  }

  private func unitClash(_ subject: Vector, _ object: Vector, at position: Int)
    -> (from: String, to: String)?
  {
    guard case .number(let left) = subject.column.data,
      case .number(let right) = object.column.data,
      let from = left.unit(at: subject.rows[position]),
      let to = right.unit(at: object.rows[position]), from != to
    else { return nil }
    let units = schema.units
    guard units[from].factor == nil || units[to].factor == nil else { return nil }
    return (units[from].symbol, units[to].symbol)
  }
}

extension PlanExpression {
  /// Whether it is a field of a row or a computed column, as opposed to a predicate.
  fileprivate var isStored: Bool {
    switch kind {
    case .field, .column, .viewed(.field, _): true
    default: false
    }
  }
}

extension DataType {
  /// Whether values can lie on both sides of another: numbers and dates.
  fileprivate var hasIntervals: Bool {
    switch scalar {
    case .integer, .decimal, .date, .quantity, .inventory: true
    case .boolean, .text, .enumeration, .reference, .condition, .list, .record, .missing: false
    }
  }
}
