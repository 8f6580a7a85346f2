extension PlanExpression {
  /// The expression with each direct part replaced; the parts of nested plans are among them.
  ///
  /// The causes of nested predicates are dropped unless asked for: nobody reads them.
  package func mapParts(
    causes: Causes = .dropped, _ part: (PlanExpression) -> PlanExpression
  ) -> PlanExpression {
    PlanExpression(kind.mapParts(part, causes), type, at: span)
  }

  /// The expressions that an expression is made of directly, those of nested plans among them.
  package var directParts: [PlanExpression] {
    var parts: [PlanExpression] = []
    _ = mapParts { part in
      parts.append(part)
      return part
    }
    return parts
  }
}

extension PlanExpression.Kind {
  fileprivate func mapParts(
    _ part: (PlanExpression) -> PlanExpression, _ causes: Causes
  ) -> Self {
    switch self {
    case .constant, .row, .column: self
    case .field(let target, let relation, let field): .field(part(target), relation, field)
    case .compareNumbers(let operation, let a, let b):
      .compareNumbers(operation, part(a), part(b))
    case .compareTexts(let operation, let a, let b): .compareTexts(operation, part(a), part(b))
    case .matchText(let match, let a, let b): .matchText(match, part(a), part(b))
    case .compareDates(let operation, let a, let b, let reading):
      .compareDates(operation, part(a), part(b), against: reading)
    case .compareCodes(let operation, let a, let b): .compareCodes(operation, part(a), part(b))
    case .isMember(let operand, let set): .isMember(part(operand), of: set)
    case .anyElement(let list, let id, let body): .anyElement(part(list), as: id, part(body))
    case .mapElements(let list, let id, let body): .mapElements(part(list), as: id, part(body))
    case .isIdentical(let a, let b): .isIdentical(part(a), part(b))
    case .hasState(let operand, let test): .hasState(part(operand), test)
    case .not(let operand): .not(part(operand))
    case .and(let operands): .and(operands.map(part))
    case .or(let operands): .or(operands.map(part))
    case .possibly(let operand): .possibly(part(operand))
    case .certainly(let operand): .certainly(part(operand))
    case .arithmetic(let operation, let a, let b): .arithmetic(operation, part(a), part(b))
    case .negative(let operand): .negative(part(operand))
    case .converted(let operand, let unit): .converted(part(operand), unit)
    case .call(let function, let arguments): .call(function, arguments.map(part))
    case .choice(let branches, let otherwise):
      .choice(
        branches.map { ChoiceBranch(condition: part($0.condition), value: part($0.value)) },
        otherwise: otherwise.map(part))
    case .list(let members): .list(members.map(part))
    case .aggregate(let call, let plan):
      .aggregate(call.mapParts(part), over: plan.mapParts(part, causes: causes))
    case .shape(let shape):
      .shape(
        Shape(
          plan: shape.plan.mapParts(part, causes: causes),
          columns: shape.columns.map { OutputColumn(name: $0.name, value: part($0.value)) },
          isList: shape.isList))
    case .related(let way, let target): .related(way.mapParts(part), to: part(target))
    case .viewed(let operation, let operands): .viewed(operation, operands.map(part))
    case .exchanged(let operand, let unit, let day):
      .exchanged(part(operand), unit, on: part(day))
    }
  }
}

extension AggregateCall {
  /// The call with its argument and its filter replaced.
  package func mapParts(_ part: (PlanExpression) -> PlanExpression) -> AggregateCall {
    var result = self
    result.argument = argument.map(part)
    result.filter = filter.map(part)
    return result
  }
}

extension WayBack {
  fileprivate func mapParts(_ part: (PlanExpression) -> PlanExpression) -> WayBack {
    var result = self
    result.reference = part(reference)
    return result
  }
}

/// What becomes of the causes of predicates.
package enum Causes {
  case kept
  case dropped
}

extension Plan {
  /// The plan with each expression of its steps replaced.
  package func mapParts(
    _ part: (PlanExpression) -> PlanExpression, causes: Causes
  ) -> Plan {
    func columns(_ columns: [ComputedColumn]) -> [ComputedColumn] {
      columns.map { ComputedColumn(id: $0.id, name: $0.name, value: part($0.value)) }
    }
    func key(_ key: SortKey) -> SortKey {
      SortKey(value: part(key.value), isDescending: key.isDescending, text: key.text)
    }
    switch self {
    case .single, .scan: return self
    case .related(let way, let target, let id):
      return .related(way.mapParts(part), to: part(target), id)
    case .members(let list, let relation, let id): return .members(part(list), relation, id)
    case .elements(let list, let id): return .elements(part(list), id)
    case .filter(let input, let predicate):
      return .filter(input.mapParts(part, causes: causes), predicate.mapParts(part, causes))
    case .derive(let input, let added):
      return .derive(input.mapParts(part, causes: causes), columns(added))
    case .aggregate(let input, let keys, let calls):
      return .aggregate(
        input.mapParts(part, causes: causes), keys: columns(keys),
        calls: calls.map {
          AggregateColumn(id: $0.id, name: $0.name, call: $0.call.mapParts(part))
        })
    case .expand(let input, let list, let id):
      return .expand(input.mapParts(part, causes: causes), part(list), id)
    case .sort(let input, let keys):
      return .sort(input.mapParts(part, causes: causes), keys.map(key))
    case .limit(let input, let limit):
      var limit = limit
      limit.per = limit.per.map(part)
      return .limit(input.mapParts(part, causes: causes), limit)
    case .top(let input, let count, let order):
      return .top(input.mapParts(part, causes: causes), count: count, key(order))
    case .distinct(let input, let keys):
      return .distinct(input.mapParts(part, causes: causes), keys: keys.map(part))
    case .window(let input, let columns):
      return .window(
        input.mapParts(part, causes: causes), columns.map { $0.mapParts(part) })
    case .join(let join): return .join(join.mapParts(part, causes: causes))
    case .combine(let combination): return .combine(combination.mapParts(part, causes: causes))
    case .changes(var changes):
      changes.threads = changes.threads.mapParts(part, causes: causes)
      return .changes(changes)
    }
  }
}

extension Combination {
  fileprivate func mapParts(_ part: (PlanExpression) -> PlanExpression, causes: Causes)
    -> Combination
  {
    var result = self
    result.left = left.mapParts(part, causes: causes)
    result.right = right.mapParts(part, causes: causes)
    result.columns = columns.map { column in
      var column = column
      (column.left, column.right) = (part(column.left), part(column.right))
      return column
    }
    if let row {
      result.row?.left = part(row.left)
      result.row?.right = part(row.right)
    }
    return result
  }
}

extension Predicate {
  /// The predicate with its condition replaced, and its causes where they are kept.
  package func mapParts(
    _ part: (PlanExpression) -> PlanExpression, _ kept: Causes
  ) -> Predicate {
    guard kept == .kept else { return Predicate(condition: part(condition), causes: []) }
    return Predicate(
      condition: part(condition),
      causes: causes.map { cause in
        Cause(
          comparison: part(cause.comparison), subject: part(cause.subject),
          subjectText: cause.subjectText, object: cause.object.map(part),
          objectText: cause.objectText, text: cause.text)
      })
  }
}
