internal import AvowDiagnostics
internal import AvowModel
internal import AvowSyntax

extension Binder {
  mutating func bindComparison(
    _ comparison: Comparison, at span: SourceSpan, scope: Scope
  ) throws(BindError) -> PlanExpression {
    let (left, right) = try bindSides(comparison, scope: scope)
    try rejectMissing(comparison, left, right, at: span)
    let positive = try compare(
      Operands(left: left, right: right, span: span), comparison.operator)
    // A negated comparison is the same comparison: `!=` on a list means has not.
    let isNegated = comparison.isNegated
    let result =
      isNegated ? PlanExpression(.not(positive), .boolean, at: place(span)) : positive
    note(result, comparison.left, left, comparison.right, right)
    return result
  }

  /// Two bound operands and the place of their comparison.
  struct Operands {
    var left: PlanExpression
    var right: PlanExpression
    var span: SourceSpan
  }

  /// Binds both sides; a bare word opposite an enumeration or a reference is first a value.
  private mutating func bindSides(
    _ comparison: Comparison, scope: Scope
  ) throws(BindError) -> (PlanExpression, PlanExpression) {
    if case .name(let name) = comparison.left.kind, argument(named: name.canonical) == nil,
      try fieldOrColumn(name, scope: scope) == nil
    {
      // `france = country`: the word is known only by its opposite.
      var trial = self
      if let right = try? trial.bindValue(comparison.right, scope: scope),
        right.type.scalar.hasNamedValues
      {
        self = trial
        return (try bindOpposite(comparison.left, to: right, scope: scope), right)
      }
    }
    let left = try bindValue(comparison.left, scope: scope)
    let right = try bindOpposite(comparison.right, to: left, scope: scope)
    if left.type == .integer || left.type == .decimal, right.type.scalar == .date,
      case .number(let literal) = comparison.left.kind, let period = year(literal, left.span)
    {
      return (period, right)
    }
    return (left, right)
  }

  /// Binds an expression opposite another: bare words are its values, plain years its dates.
  mutating func bindOpposite(
    _ expression: Expression, to other: PlanExpression, scope: Scope
  ) throws(BindError) -> PlanExpression {
    let type = other.type.scalar
    switch expression.kind {
    case .name(let name) where type.hasNamedValues:
      return try bindWord(name, to: other, scope: scope)
    case .text(let word) where type.hasNamedValues:
      guard let position = try position(of: word, type: type, at: expression.span) else {
        throw unknownValue(word, type: type, field: other, at: expression.span)
      }
      return constant(position, type, at: expression.span)
    case .text(let word) where type == .date && EDTF.parse(word) != nil:
      throw failure(.type(.quotedDate(word)), at: expression.span)
    case .list(let members):
      var bound: [PlanExpression] = []
      for member in members { bound.append(try bindOpposite(member, to: other, scope: scope)) }
      return PlanExpression(
        .list(bound), .list(bound.first?.type.scalar ?? .missing), at: place(expression.span))
    case .bracketed(let inner): return try bindOpposite(inner, to: other, scope: scope)
    case .number(let literal) where type == .date:
      if let period = year(literal, expression.span) { return period }
    default: break
    }
    return try bindValue(expression, scope: scope)
  }

  /// A bare word opposite an enumeration or a reference: a value, else a field.
  private mutating func bindWord(
    _ name: Name, to other: PlanExpression, scope: Scope
  ) throws(BindError) -> PlanExpression {
    let type = other.type.scalar
    if !name.isQuoted,
      let position = try position(of: name.written, type: type, at: name.span)
    {
      if let field = try fieldOrColumn(name, scope: scope),
        commonType(field.type.scalar, type) != nil
      {
        warnings.append(
          Diagnostic(
            .warning, .valueAndField,
            "`\(name.written)` is both a value and a field; the value is meant",
            at: place(name.span),
            hint: "write .\(name.written) for the field"))
      }
      return constant(position, type, at: name.span)
    }
    if argument(named: name.canonical) != nil { return try bindName(name, scope: scope) }
    if let field = try fieldOrColumn(name, scope: scope) { return field }
    if definition(named: name.canonical) != nil { return try bindName(name, scope: scope) }
    throw unknownValue(name.written, type: type, field: other, at: name.span)
  }

  /// `= unknown` and `= none` ask for the state, not for a value.
  private func rejectMissing(
    _ comparison: Comparison, _ left: PlanExpression, _ right: PlanExpression, at span: SourceSpan
  ) throws(BindError) {
    let isNegated = comparison.isNegated != (comparison.operator == .notEqual)
    for (side, other) in [(left, comparison.right), (right, comparison.left)] {
      guard let word = missingWord(side) else { continue }
      let instead = "\(text(of: other)) is \(isNegated ? "not " : "")\(word)"
      throw failure(.type(.comparedWithMissing(word, instead: instead, isFix: true)), at: span)
    }
    guard case .list(let members) = right.kind else { return }
    for member in members {
      guard let word = missingWord(member) else { continue }
      let subject = text(of: comparison.left)
      let instead = isNegated ? "and \(subject) is not \(word)" : "or \(subject) is \(word)"
      throw failure(
        .type(.comparedWithMissing(word, instead: instead, isFix: false)),
        at: member.span)
    }
  }

  private func missingWord(_ value: PlanExpression) -> String? {
    guard value.type == .missing, case .constant(.missing(let state)) = value.kind else {
      return nil
    }
    return state == .none ? "none" : "unknown"
  }

  private mutating func note(
    _ result: PlanExpression, _ left: Expression, _ boundLeft: PlanExpression,
    _ right: Expression, _ boundRight: PlanExpression
  ) {
    // The side that varies is the subject of the note.
    let isFlipped = boundLeft.isConstant && !boundRight.isConstant
    causes.append(
      Cause(
        comparison: result, subject: isFlipped ? boundRight : boundLeft,
        subjectText: text(of: isFlipped ? right : left),
        object: isFlipped ? boundLeft : boundRight,
        objectText: text(of: isFlipped ? left : right)))
  }

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
    let column = newColumn()
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
    if operands.right.type.element != nil {
      return try equality(Operands(left: operands.right, right: operands.left, span: span))
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
      case .missing, .boolean, .number, .text, .date, .condition, .list: return nil
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
      throw clash(operands)
    }
    if operands.left.isConstant, !operands.right.isConstant, let mirrored = operation.mirrored {
      return PlanExpression(
        .compareDates(mirrored, operands.right, operands.left, against: .period), .boolean,
        at: place(operands.span))
    }
    return PlanExpression(
      .compareDates(
        operation, operands.left, operands.right,
        against: operands.right.isConstant ? .period : .day), .boolean,
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

  mutating func bindBetween(
    _ between: Between, at span: SourceSpan, scope: Scope
  ) throws(BindError) -> PlanExpression {
    let operand = try bindValue(between.operand, scope: scope)
    let low = try bindOpposite(spread(between.low, from: between.high), to: operand, scope: scope)
    let high = try bindOpposite(between.high, to: operand, scope: scope)
    let test = PlanExpression(
      .and([
        try compare(Operands(left: operand, right: low, span: span), .greaterOrEqual),
        try compare(Operands(left: operand, right: high, span: span), .lessOrEqual),
      ]), .boolean, at: place(span))
    let result =
      between.isNegated ? PlanExpression(.not(test), .boolean, at: place(span)) : test
    causes.append(
      Cause(
        comparison: result, subject: operand, subjectText: text(of: between.operand),
        object: low, objectText: "\(text(of: between.low))–\(text(of: between.high))"))
    return result
  }

  /// `between 5 and 10 bn USD`: scale and unit belong to both ends.
  private func spread(_ low: Expression, from high: Expression) -> Expression {
    guard case .number(var literal) = low.kind, case .number(let upper) = high.kind else {
      return low
    }
    if literal.scale == nil { literal.scale = upper.scale }
    if literal.unit == nil, literal.currency == nil {
      literal.unit = upper.unit
      literal.currency = upper.currency
    }
    return Expression(.number(literal), span: low.span)
  }

  /// `type = a or b`: a bare value where a condition must stand.
  mutating func rejectBareValues(_ operands: [Expression], scope: Scope) throws(BindError) {
    guard let first = operands.first, case .comparison(let comparison) = first.kind,
      comparison.operator == .equal
    else { return }
    for operand in operands.dropFirst() {
      guard case .name(let name) = operand.kind,
        try fieldOrColumn(name, scope: scope) == nil
      else { continue }
      let left = text(of: comparison.left)
      let words = ([comparison.right] + operands.dropFirst()).map { text(of: $0) }
      let span = first.span.union(operands.last?.span ?? operand.span)
      let replacement = "\(left) in (\(words.joined(separator: ", ")))"
      throw failure(
        .type(
          .valueOrCondition(
            right: name.written,
            fix: Fix("write \(replacement)", replacing: span, with: replacement))), at: operand.span
      )
    }
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
      .missing:
      false
    }
  }

  /// The dimension of a quantity that has a fixed one.
  var dimension: DimensionID? {
    switch self {
    case .quantity(let dimension), .inventory(let dimension): dimension
    case .boolean, .integer, .decimal, .text, .date, .enumeration, .reference, .condition, .list,
      .missing:
      nil
    }
  }

  /// Whether it is a quantity of any dimension.
  var isAnyQuantity: Bool {
    switch self {
    case .quantity(let dimension), .inventory(let dimension): dimension == nil
    case .boolean, .integer, .decimal, .text, .date, .enumeration, .reference, .condition, .list,
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
}
