import AvowModel
import AvowPlan

extension NaiveEvaluator {
  /// The rows of a plan for one outer row; rows of undecided filters stay, marked.
  func rows(_ plan: Plan, _ outer: NaiveRow) -> [NaiveRow] {
    switch plan {
    case .single: return [outer]
    case .scan(let relation, let id):
      return (0..<database[relation].rowCount).map { extended(outer, id, UInt32($0)) }
    case .related(let way, let target, let id):
      return related(way, value(target, outer), outer).map { extended(outer, id, $0) }
    case .members(let list, _, let id):
      let certain = references(value(list, outer)).map { extended(outer, id, $0) }
      return certain
        + references(.list(candidates(list, outer).values)).map {
          uncertain(extended(outer, id, $0))
        }
    case .elements(let list, let id):
      let perhaps = members(.list(candidates(list, outer).values), outer, id)
      return members(value(list, outer), outer, id) + perhaps.map(uncertain)
    case .filter(let input, let predicate):
      return rows(input, outer).compactMap { row in
        var row = row
        switch truth(predicate.condition, row) {
        case .some(true): return row
        case .some(false): return nil
        case .none:
          row.isCertain = false
          return row
        }
      }
    case .derive(let input, let columns):
      return rows(input, outer).map { row in
        var row = row
        for column in columns { row.columns[column.id] = value(column.value, row) }
        return row
      }
    case .aggregate(let input, let keys, let calls):
      return groups(rows(input, outer), keys, calls, outer)
    case .expand(let input, let list, let id):
      return rows(input, outer).flatMap { row in members(value(list, row), row, id) }
    case .distinct(let input, let keys):
      var seen: [[Value]] = []
      return rows(input, outer).filter(\.isCertain).filter { row in
        let key = keys.map { value($0, row) }
        if seen.contains(where: { zip($0, key).allSatisfy(same) }) { return false }
        seen.append(key)
        return true
      }
    case .limit(let input, let limit):
      let certain = rows(input, outer).filter(\.isCertain)
      return Array(certain.dropFirst(limit.offset).prefix(limit.count))
    case .combine(let combination): return combined(combination, outer)
    // Histories are held against the states of every day, by tests of their own.
    case .changes: return []
    case .window(let input, let columns): return windowed(input, columns, outer)
    case .join(let join): return joined(join, outer)
    case .sort(let input, let keys): return ordered(rows(input, outer), keys)
    case .top(let input, _, _): return rows(input, outer).filter(\.isCertain)
    }
  }

  /// Whether the rows of a plan are not known, because the reference or list they come from is not.
  func hasUnknownSource(_ plan: Plan, _ outer: NaiveRow) -> Bool {
    switch plan {
    case .single, .scan, .changes: false
    case .related(_, let target, _): value(target, outer).state.isUnknown
    case .members(let list, _, _), .elements(let list, _): value(list, outer).state.isUnknown
    case .filter(let input, _), .derive(let input, _), .aggregate(let input, _, _),
      .expand(let input, _, _), .sort(let input, _), .limit(let input, _), .top(let input, _, _),
      .distinct(let input, _):
      hasUnknownSource(input, outer)
    case .window(let input, _): hasUnknownSource(input, outer)
    case .join(let join):
      hasUnknownSource(join.left, outer) || hasUnknownSource(join.right, outer)
    case .combine(let combination):
      hasUnknownSource(combination.left, outer) || hasUnknownSource(combination.right, outer)
    }
  }

  private func extended(_ outer: NaiveRow, _ id: RowID, _ row: UInt32) -> NaiveRow {
    var result = outer
    result.sources[id] = row
    return result
  }

  private func members(_ list: Value, _ outer: NaiveRow, _ id: ColumnID) -> [NaiveRow] {
    guard case .list(let members) = list else { return [] }
    return members.map { member in
      var row = outer
      row.columns[id] = member
      return row
    }
  }

  /// The rows whose reference names a row.
  func related(_ way: WayBack, _ target: Value, _ outer: NaiveRow) -> [UInt32] {
    let wanted = references(target)
    return wanted.flatMap { target in
      (0..<UInt32(database[way.relation].rowCount)).filter { row in
        references(value(way.reference, extended(outer, way.row, row))).contains(target)
      }
    }
  }

  private func references(_ value: Value) -> [UInt32] {
    switch value {
    case .row(let row): return [row]
    case .condition(let condition): return condition.names
    case .list(let members):
      var result: [UInt32] = []
      for member in members {
        for row in references(member) where !result.contains(row) { result.append(row) }
      }
      return result
    case .missing, .boolean, .number, .text, .date, .code, .record: return []
    }
  }

  /// The groups in order of first occurrence.
  func groups(
    _ rows: [NaiveRow], _ keys: [ComputedColumn], _ calls: [AggregateColumn], _ outer: NaiveRow
  ) -> [NaiveRow] {
    var groups: [(key: [Value], rows: [NaiveRow])] = keys.isEmpty ? [([], [])] : []
    for row in rows {
      let key = keys.map { value($0.value, row) }
      if let known = groups.firstIndex(where: { zip($0.key, key).allSatisfy(same) }) {
        groups[known].rows.append(row)
      } else {
        groups.append((key, [row]))
      }
    }
    return groups.map { group in
      var row = outer
      for (key, value) in zip(keys, group.key) { row.columns[key.id] = value }
      for call in calls {
        row.columns[call.id] =
          call.call.function == .share
          ? share(of: group.rows, among: rows) : aggregate(call.call, group.rows)
      }
      row.isCertain = keys.isEmpty || group.rows.contains(where: \.isCertain)
      return row
    }
  }

  /// An aggregate over rows.
  func aggregate(_ call: AggregateCall, _ rows: [NaiveRow]) -> Value {
    let members = rows.compactMap { row -> NaiveRow? in
      guard let filter = call.filter else { return row }
      var row = row
      guard let truth = truth(filter, row) else {
        row.isCertain = false
        return row
      }
      return truth ? row : nil
    }
    let known = members.compactMap { row -> (value: Value, isCertain: Bool)? in
      guard let argument = call.argument else { return (.missing(.none), row.isCertain) }
      let value = value(argument, row)
      return value.state == .known ? (value, row.isCertain) : nil
    }
    let certain = known.filter(\.isCertain).map(\.value)
    switch call.function {
    case .count: return count(members.map(\.isCertain))
    case .countKnown: return count(known.map(\.isCertain))
    case .any, .none, .all: return quantified(call, members)
    case .distinctCount, .list:
      var distinct: [Value] = []
      for value in certain where !distinct.contains(where: { same($0, value) }) {
        distinct.append(value)
      }
      return call.function == .list
        ? .list(distinct) : .number(NumberRange(distinct.count), nil)
    case .sum: return .number(certain.compactMap(range).reduce(NumberRange(0), plus), nil)
    case .first, .last:
      let rows = members.filter(\.isCertain)
      guard let row = call.function == .first ? rows.first : rows.last,
        let argument = call.argument
      else { return .missing(.none) }
      return value(argument, row)
    case .min: return extreme(certain) { $0 < $1 }
    case .max: return extreme(certain) { $0 > $1 }
    case .avg: return mean(certain)
    case .median: return percentile(ExactNumber(50), of: certain)
    case .percentile: return percentile(call.percentile ?? ExactNumber(50), of: certain)
    // Told by the groups beside: see `groups`.
    case .share: return .missing(.undecided)
    }
  }

  /// The first of exact numbers in an order.
  private func extreme(
    _ values: [Value], _ precedes: (ExactNumber, ExactNumber) -> Bool
  ) -> Value {
    let numbers = values.compactMap { range($0)?.exact }
    guard let first = numbers.min(by: precedes) else { return .missing(.none) }
    return .number(NumberRange(first), nil)
  }

  private func range(_ value: Value) -> NumberRange? {
    if case .number(let range, _) = value { range } else { nil }
  }

  private func plus(_ left: NumberRange, _ right: NumberRange) -> NumberRange {
    left.adding(right) ?? left
  }

  private func count(_ isCertain: [Bool]) -> Value {
    let low = isCertain.count(where: \.self)
    return .number(
      NumberRange(
        lower: .closed(ExactNumber(Int128(low))),
        upper: .closed(ExactNumber(Int128(isCertain.count)))), nil)
  }

  private func quantified(_ call: AggregateCall, _ rows: [NaiveRow]) -> Value {
    let truths = rows.map { row -> Bool? in
      let truth: Bool? =
        if let argument = call.argument { self.truth(argument, row) } else { true }
      if row.isCertain { return truth }
      // A row that perhaps does not belong decides nothing against the others.
      let neutral = call.function == .all
      return truth == neutral ? neutral : nil
    }
    let result =
      call.function == .all ? all(truths) : all(truths.map { $0.map { !$0 } }).map { !$0 }
    let turned = call.function == .none ? result.map { !$0 } : result
    return turned.map(Value.boolean) ?? .missing(.undecided)
  }
}
