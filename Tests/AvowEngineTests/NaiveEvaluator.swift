import AvowModel
import AvowPlan

/// One row as the naive evaluator sees it: what it stems from, what was computed for it.
struct NaiveRow {
  var sources: [RowID: UInt32] = [:]
  var columns: [ColumnID: Value] = [:]
  /// Whether the row belongs for certain, rather than perhaps.
  var isCertain = true
}

/// Evaluates expressions for one row at a time over single values.
///
/// It is slow and plain on purpose: the answers of the engine are held against it. Comparisons try
/// the possible worlds; nothing is shared with the engine but the model.
struct NaiveEvaluator {
  let database: Database

  var schema: Schema { database.schema }

  /// The value of an expression for a row; an undecided predicate is missing.
  func value(_ expression: PlanExpression, _ row: NaiveRow) -> Value {
    switch expression.kind {
    case .constant(let value): return value
    case .row(let id): return row.sources[id].map(Value.row) ?? .missing(.undecided)
    case .column(let id): return row.columns[id] ?? .missing(.undecided)
    case .field(let target, let relation, let field):
      return follow(value(target, row), relation, field)
    case .compareNumbers, .compareTexts, .matchText, .compareDates, .compareCodes, .isMember,
      .anyElement, .isIdentical, .hasState, .not, .and, .or, .possibly, .certainly:
      return truth(expression, row).map(Value.boolean) ?? .missing(.undecided)
    case .mapElements(let list, let id, let body):
      return map(value(list, row), row, id, body)
    case .arithmetic(let operation, let left, let right):
      return arithmetic(operation, value(left, row), value(right, row))
    case .negative(let operand):
      return arithmetic(.subtract, .number(NumberRange(0), nil), value(operand, row))
    case .converted(let operand, let unit): return converted(value(operand, row), unit)
    case .call(.size, let arguments) where !arguments.isEmpty: return size(of: arguments[0], row)
    case .call(let function, let arguments):
      return call(function, arguments.map { value($0, row) })
    case .choice(let branches, let otherwise):
      for branch in branches {
        switch truth(branch.condition, row) {
        case .some(true): return value(branch.value, row)
        case .some(false): continue
        case .none: return .missing(.undecided)
        }
      }
      return otherwise.map { value($0, row) } ?? .missing(.none)
    case .list(let members): return .list(members.map { value($0, row) })
    case .aggregate(let call, let plan):
      return hasUnknownSource(plan, row) ? .missing(.undecided) : aggregate(call, rows(plan, row))
    case .shape(let shape): return shaped(shape, row)
    case .related(let way, let target):
      return .list(related(way, value(target, row), row).map(Value.row))
    case .viewed(let operation, let operands):
      return viewed(operation, operands.map { value($0, row) })
    // The dataset of these tests has no rates.
    case .exchanged: return .missing(.noRate)
    }
  }

  /// The truth of a predicate for a row, nil where undecided.
  func truth(_ expression: PlanExpression, _ row: NaiveRow) -> Bool? {
    switch expression.kind {
    case .compareNumbers(let operation, let left, let right):
      return compare(operation == .notEqual, value(left, row), value(right, row)) {
        numbers(operation, $0, $1)
      }
    case .compareTexts(let operation, let left, let right):
      return compare(operation == .notEqual, value(left, row), value(right, row)) {
        texts(operation, $0, $1)
      }
    case .matchText(let match, let text, let pattern):
      return compare(false, value(text, row), value(pattern, row)) { self.match(match, $0, $1) }
    case .compareDates(let operation, let left, let right, let reading):
      return compare(operation == .notEqual, value(left, row), value(right, row)) {
        dates(operation, $0, $1, reading)
      }
    case .compareCodes(let operation, let left, let right):
      return compare(operation == .notEqual, value(left, row), value(right, row)) {
        codes(operation, $0, $1, left.type)
      }
    case .isMember(let operand, let set):
      return compare(false, value(operand, row), .boolean(true)) { value, _ in
        isMember(value, set)
      }
    case .anyElement(let list, let id, let predicate):
      return anyElement(list, row, id, predicate)
    case .isIdentical(let left, let right):
      return same(value(left, row), value(right, row))
    case .hasState(let operand, let test): return hasState(value(operand, row), test)
    case .not(let operand): return truth(operand, row).map { !$0 }
    case .and(let operands): return all(operands.map { truth($0, row) })
    case .or(let operands): return all(operands.map { truth($0, row).map { !$0 } }).map { !$0 }
    case .possibly(let operand): return truth(operand, row) ?? true
    case .certainly(let operand): return truth(operand, row) ?? false
    case .constant, .row, .column, .field, .mapElements, .arithmetic, .negative, .converted,
      .call, .choice, .list, .aggregate, .related, .viewed, .exchanged, .shape:
      switch value(expression, row) {
      case .boolean(let truth): return truth
      case .missing(.none): return false
      case .missing, .number, .text, .date, .code, .row, .condition, .list, .record: return nil
      }
    }
  }

  /// Kleene conjunction.
  func all(_ truths: [Bool?]) -> Bool? {
    if truths.contains(false) { return false }
    return truths.contains(nil) ? nil : true
  }

  /// A comparison with none is false, or true where it is `!=`; with unknown it is undecided.
  private func compare(
    _ whenNone: Bool, _ left: Value, _ right: Value, _ known: (Value, Value) -> Bool?
  ) -> Bool? {
    if left.state == .none || right.state == .none { return whenNone }
    if left.state != .known || right.state != .known { return nil }
    return known(left, right)
  }

  private func hasState(_ value: Value, _ test: StateTest) -> Bool {
    switch test {
    case .known: value.state == .known
    case .unknown: value.state.isUnknown
    case .none: value.state == .none
    }
  }

  private func isMember(_ value: Value, _ set: [Bool]) -> Bool {
    switch value {
    case .code(let position), .row(let position):
      Int(position) < set.count && set[Int(position)]
    case .boolean(let truth): set.count > 1 && set[truth ? 1 : 0]
    case .missing, .number, .text, .date, .condition, .list, .record: false
    }
  }

  private func anyElement(
    _ list: PlanExpression, _ row: NaiveRow, _ id: ColumnID, _ predicate: PlanExpression
  ) -> Bool? {
    let value = value(list, row)
    guard case .list(let members) = value else { return value.state == .none ? false : nil }
    func truthOfMember(_ member: Value) -> Bool? {
      var inner = row
      inner.columns[id] = member
      return truth(predicate, inner)
    }
    let candidates = candidates(list, row)
    let truths =
      members.map(truthOfMember)
      + candidates.values.map { truthOfMember($0) == false ? false : nil }
      + (candidates.isOpen ? [nil] : [])
    return all(truths.map { $0.map { !$0 } }).map { !$0 }
  }

  private func map(_ list: Value, _ row: NaiveRow, _ id: ColumnID, _ body: PlanExpression)
    -> Value
  {
    guard case .list(let members) = list else { return list }
    return flattened(
      members.map { member in
        var inner = row
        inner.columns[id] = member
        return value(body, inner)
      })
  }

  /// A stored field of a row, or of each row of a list.
  func follow(_ target: Value, _ relation: RelationID, _ field: Int) -> Value {
    let column = database[relation].columns[field]
    switch target {
    case .row(let row): return column?.value(at: Int(row)) ?? .missing(.undecided)
    case .list(let members):
      return flattened(members.map { follow($0, relation, field) })
    case .missing: return target
    case .boolean, .number, .text, .date, .code, .condition, .record: return .missing(.undecided)
    }
  }

  /// Lists joined into one, none left out, each row once.
  func flattened(_ values: [Value]) -> Value {
    var result: [Value] = []
    for value in values {
      let members: [Value]
      if case .list(let inner) = value { members = inner } else { members = [value] }
      for member in members where member != .missing(.none) {
        if case .row = member, result.contains(member) { continue }
        result.append(member)
      }
    }
    return .list(result)
  }

  /// Whether two values are recorded as the same.
  func same(_ left: Value, _ right: Value) -> Bool {
    switch (left, right) {
    case (.missing(let a), .missing(let b)): a == b || (a.isUnknown && b.isUnknown)
    case (.date(let a), .date(let b)): a.isIdentical(to: b)
    case (.list(let a), .list(let b)):
      a.count == b.count && zip(a, b).allSatisfy { same($0, $1) }
    case (.record(let a), .record(let b)): zip(a, b).allSatisfy { same($0, $1) }
    default: left == right
    }
  }
}
