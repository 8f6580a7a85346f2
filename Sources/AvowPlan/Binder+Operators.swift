internal import AvowDiagnostics
internal import AvowModel
internal import AvowSyntax

/// What a comparison means for the types of its operands.
extension Binder {
  /// The meaning of an operator for the types of its operands.
  mutating func compare(
    _ operands: Operands, _ operation: Comparison.Operator
  ) throws(BindError) -> PlanExpression {
    switch operation {
    case .equal, .in: return try equality(operands)
    case .notEqual:
      let equal = try equality(operands)
      // Told apart from `not (a = b)` only by the words of a list: has not.
      return PlanExpression(.not(equal), .boolean, at: place(operands.span))
    case .has:
      guard operands.left.type.element != nil || operands.left.type == .missing else {
        throw failure(
          .type(.notList(found: noun(for: operands.left.type), hint: "write =")),
          at: operands.left.span)
      }
      return try equality(operands)
    case .less: return try order(operands, .less, .before)
    case .lessOrEqual: return try order(operands, .lessOrEqual, .until)
    case .greater: return try order(operands, .greater, .after)
    case .greaterOrEqual: return try order(operands, .greaterOrEqual, .since)
    case .before: return try dates(operands, .before)
    case .after: return try dates(operands, .after)
    case .since: return try dates(operands, .since)
    case .until: return try dates(operands, .until)
    case .overlaps: return try dates(operands, .overlaps)
    case .contains: return try match(operands, .contains)
    case .like: return try match(operands, .like)
    case .matches: return try match(operands, .matches)
    }
  }

  /// Applies a comparison to each member of a list on the left: it holds if it does for one.
  private mutating func anyMember(
    _ operands: Operands,
    _ body: (inout Binder, Operands) throws(BindError) -> PlanExpression
  ) throws(BindError) -> PlanExpression {
    let column = newColumn(of: operands.left)
    let element = PlanExpression(
      .column(column), operands.left.type.element ?? .missing, at: operands.left.span)
    var inner = operands
    inner.left = element
    let predicate = try body(&self, inner)
    return PlanExpression(
      .anyElement(operands.left, as: column, predicate), .boolean, at: place(operands.span))
  }

  /// Equality: has, within, takes in what is narrower, as the types say.
  private mutating func equality(_ operands: Operands) throws(BindError) -> PlanExpression {
    let span = operands.span
    if operands.left.type.element != nil, operands.left.type.element != .missing {
      return try anyMember(operands) { binder, inner throws(BindError) in
        try binder.equality(inner)
      }
    }
    if case .list(let members) = operands.right.kind {
      if let set = memberSet(members, type: operands.left.type) {
        return PlanExpression(.isMember(operands.left, of: set), .boolean, at: place(span))
      }
      var tests: [PlanExpression] = []
      for member in members {
        tests.append(
          try equality(Operands(left: operands.left, right: member, span: member.span)))
      }
      return PlanExpression(.or(tests), .boolean, at: place(span))
    }
    if let element = operands.right.type.element {
      // Not the list's `has`: the value lies within a member, not a member within the value.
      let column = newColumn(of: operands.right)
      var inner = operands
      inner.right = PlanExpression(.column(column), element, at: operands.right.span)
      let predicate = try equality(inner)
      return PlanExpression(
        .anyElement(operands.right, as: column, predicate), .boolean, at: place(span))
    }
    switch (operands.left.type, operands.right.type) {
    case (.enumeration, _) where operands.left.type == operands.right.type,
      (.reference, _) where operands.left.type == operands.right.type:
      return codeEquality(operands)
    case (.boolean, .boolean), (.condition, .condition):
      return PlanExpression(
        .compareCodes(.equal, operands.left, operands.right), .boolean, at: place(span))
    case (.text, .text):
      return PlanExpression(
        .compareTexts(.equal, operands.left, operands.right), .boolean, at: place(span))
    case (.date, .date): return try dates(operands, .equal)
    case (let a, let b) where a.isNumeric && b.isNumeric: return try numbers(operands, .equal)
    default: throw clash(operands)
    }
  }

  private func codeEquality(_ operands: Operands) -> PlanExpression {
    let isFlipped = operands.left.isConstant && !operands.right.isConstant
    let subject = isFlipped ? operands.right : operands.left
    let object = isFlipped ? operands.left : operands.right
    if let set = memberSet([object], type: subject.type) {
      return PlanExpression(.isMember(subject, of: set), .boolean, at: place(operands.span))
    }
    return PlanExpression(
      .compareCodes(.equal, operands.left, operands.right), .boolean, at: place(operands.span))
  }

  /// The positions that constants of an enumeration or a reference take in, nil for other types.
  private func memberSet(_ members: [PlanExpression], type: DataType) -> [Bool]? {
    guard type.hasNamedValues, !members.isEmpty else { return nil }
    var result: [Bool] = []
    for member in members {
      guard member.type == type, case .constant(let value) = member.kind else { return nil }
      let set: [Bool]
      switch value {
      case .code(let position), .row(let position): set = narrower(than: position, type: type)
      case .missing, .boolean, .number, .text, .date, .condition, .list, .record: return nil
      }
      result = result.isEmpty ? set : zip(result, set).map { $0 || $1 }
    }
    return result
  }

  private mutating func order(
    _ operands: Operands, _ operation: ComparisonOperator, _ dateOperation: DateOperator
  ) throws(BindError) -> PlanExpression {
    let span = place(operands.span)
    switch (operands.left.type, operands.right.type) {
    case (.date, .date): return try dates(operands, dateOperation)
    case (.text, .text):
      for side in [operands.left, operands.right] {
        guard case .column(let id) = side.kind, let name = mixedTexts[id] else { continue }
        throw failure(.type(.notOrdered(name)), at: operands.span)
      }
      return PlanExpression(
        .compareTexts(operation, operands.left, operands.right), .boolean, at: span)
    case (.enumeration(let id), .enumeration(let other)) where id == other:
      guard schema[id].isOrdered else {
        throw failure(.type(.notOrdered(schema[id].name)), at: operands.span)
      }
      return PlanExpression(
        .compareCodes(operation, operands.left, operands.right), .boolean, at: span)
    case (let a, let b) where a.isNumeric && b.isNumeric:
      return try numbers(operands, operation)
    case (.list, _), (_, .list):
      throw notComparable(
        operands.left, operands.right, at: operands.span, hint: "compare its members with any(…)")
    default: throw clash(operands)
    }
  }

  /// The first unit of each dimension; time, which is rarely an amount, last.
  private var unitsOfDimensions: [String] {
    var seen: Set<DimensionID> = []
    let first = schema.units.units.filter { seen.insert($0.dimension).inserted }
    return
      (first.filter { $0.dimension != UnitTable.time }
      + first.filter { $0.dimension == UnitTable.time }).map(\.symbol)
  }

  private func numbers(
    _ operands: Operands, _ operation: ComparisonOperator
  ) throws(BindError) -> PlanExpression {
    for (side, other) in [(operands.left, operands.right), (operands.right, operands.left)] {
      guard let dimension = side.type.dimension, other.type.dimension == nil,
        !other.type.isAnyQuantity
      else { continue }
      let units = schema.units.units.filter { $0.dimension == dimension }.map(\.symbol)
      throw failure(
        .type(.needsUnit(field: noun(for: side.type), units: Array(units.prefix(3)))),
        at: other.span)
    }
    for (side, other) in [(operands.left, operands.right), (operands.right, operands.left)]
    where side.type.isAnyQuantity && (other.type == .integer || other.type == .decimal) {
      throw failure(
        .type(
          .needsUnit(field: "a quantity", units: Array(unitsOfDimensions.prefix(3)))),
        at: other.span)
    }
    if let a = operands.left.type.dimension, let b = operands.right.type.dimension, a != b {
      throw failure(
        .type(.dimensionClash(left: schema.units[a].name, right: schema.units[b].name)),
        at: operands.span)
    }
    return PlanExpression(
      .compareNumbers(operation, operands.left, operands.right), .boolean,
      at: place(operands.span))
  }

  private mutating func dates(
    _ operands: Operands, _ operation: DateOperator
  ) throws(BindError) -> PlanExpression {
    if operands.left.type.element == .date {
      return try anyMember(operands) { binder, inner throws(BindError) in
        try binder.dates(inner, operation)
      }
    }
    guard operands.left.type == .date, operands.right.type == .date else {
      let hint = operation == .equal ? nil : "both sides must be dates"
      throw notComparable(operands.left, operands.right, at: operands.span, hint: hint)
    }
    if operands.left.isWritten, !operands.right.isWritten, let mirrored = operation.mirrored {
      return PlanExpression(
        .compareDates(mirrored, operands.right, operands.left, against: .period), .boolean,
        at: place(operands.span))
    }
    return PlanExpression(
      .compareDates(
        operation, operands.left, operands.right,
        against: operands.right.isWritten ? .period : .day), .boolean,
      at: place(operands.span))
  }

  private mutating func match(
    _ operands: Operands, _ operation: TextMatch
  ) throws(BindError) -> PlanExpression {
    if operands.left.type.element == .text {
      return try anyMember(operands) { binder, inner throws(BindError) in
        try binder.match(inner, operation)
      }
    }
    guard operands.left.type == .text, operands.right.type == .text else {
      let hint = operands.left.type.element == nil ? "text(…) makes a text" : "write has"
      throw notComparable(operands.left, operands.right, at: operands.span, hint: hint)
    }
    return PlanExpression(
      .matchText(operation, operands.left, operands.right), .boolean, at: place(operands.span))
  }

  private func clash(_ operands: Operands) -> BindError {
    notComparable(operands.left, operands.right, at: operands.span)
  }
}

extension DateOperator {
  /// The operator with its sides exchanged, nil where the sides read differently.
  fileprivate var mirrored: DateOperator? {
    switch self {
    case .equal, .notEqual, .overlaps: self
    case .before: .after
    case .after: .before
    case .since: .until
    case .until: .since
    }
  }
}

extension DataType {
  /// Whether bare words name its values.
  var hasNamedValues: Bool {
    switch self {
    case .enumeration, .reference: true
    case .boolean, .integer, .decimal, .text, .date, .quantity, .inventory, .condition, .list,
      .record,
      .missing:
      false
    }
  }

  /// The dimension of a quantity that has a fixed one.
  var dimension: DimensionID? {
    switch self {
    case .quantity(let dimension), .inventory(let dimension): dimension
    case .boolean, .integer, .decimal, .text, .date, .enumeration, .reference, .condition, .list,
      .record,
      .missing:
      nil
    }
  }

  /// Whether it is a quantity of any dimension.
  var isAnyQuantity: Bool {
    switch self {
    case .quantity(let dimension), .inventory(let dimension): dimension == nil
    case .boolean, .integer, .decimal, .text, .date, .enumeration, .reference, .condition, .list,
      .record,
      .missing:
      false
    }
  }
}

extension PlanExpression {
  /// Whether it is a constant.
  var isConstant: Bool {
    switch kind {
    case .constant: true
    case .list(let members): members.allSatisfy(\.isConstant)
    default: false
    }
  }

  /// Whether its values stand in the query, if only one of them is chosen or calculated.
  var isWritten: Bool {
    switch kind {
    case .constant: true
    case .list(let members), .call(_, let members): members.allSatisfy(\.isWritten)
    case .arithmetic(_, let left, let right): left.isWritten && right.isWritten
    case .choice(let branches, let otherwise):
      branches.allSatisfy(\.value.isWritten) && otherwise?.isWritten != false
    default: false
    }
  }
}
