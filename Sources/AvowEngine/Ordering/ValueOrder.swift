import AvowModel

/// Orders single values: the slow but general comparison behind `SortColumn`.
struct ValueOrder {
  private let ranks: [UInt32]?
  /// For each unit, the first unit into which it converts.
  private let unitClasses: [Int]
  private let units: UnitTable

  init(_ type: DataType, ranks: [UInt32]?, units: UnitTable) {
    self.ranks = ranks
    self.units = units
    unitClasses = units.units.indices.map { index in
      let unit = units.units[index]
      guard unit.factor != nil else { return index }
      return units.units.firstIndex {
        $0.dimension == unit.dimension && $0.factor != nil
      } ?? index
    }
  }

  /// Negative, zero or positive; unknown, then none, after all values.
  func order(_ left: Value, _ right: Value) -> Int {
    switch (left, right) {
    case (.boolean(let a), .boolean(let b)): (a ? 1 : 0) - (b ? 1 : 0)
    case (.number(let a, let x), .number(let b, let y)): order(a, x, b, y)
    case (.text(let a), .text(let b)): AvowEngine.order(a, b)
    case (.date(let a), .date(let b)):
      sign(a.earliest, b.earliest) ?? sign(a.latest, b.latest) ?? 0
    case (.code(let a), .code(let b)): sign(a, b) ?? 0
    case (.row(let a), .row(let b)): sign(rank(a), rank(b)) ?? 0
    case (.condition(let a), .condition(let b)):
      sign(a.text { "\($0)" }, b.text { "\($0)" }) ?? 0
    case (.list(let a), .list(let b)), (.record(let a), .record(let b)): order(a, b)
    default: rank(left.state) - rank(right.state)
    }
  }

  private func order(_ left: [Value], _ right: [Value]) -> Int {
    for (a, b) in zip(left, right) {
      let order = order(a, b)
      if order != 0 { return order }
    }
    return left.count - right.count
  }

  private func order(_ a: NumberRange, _ x: UnitID?, _ b: NumberRange, _ y: UnitID?) -> Int {
    if let order = sign(unitClass(x), unitClass(y)) { return order }
    guard let left = inBase(a, x, y), let right = inBase(b, y, x) else {
      return sign(x?.index ?? 0, y?.index ?? 0) ?? 0
    }
    return order(lower: left.lower, right.lower) ?? order(upper: left.upper, right.upper) ?? 0
  }

  private func unitClass(_ unit: UnitID?) -> Int { unit.map { unitClasses[Int($0.index)] } ?? -1 }

  /// A range in the base unit of its dimension where two units differ.
  private func inBase(_ range: NumberRange, _ unit: UnitID?, _ other: UnitID?) -> NumberRange? {
    guard unit != other, let unit else { return range }
    return units[unit].factor.flatMap { range.multiplied(by: $0) }
  }

  /// An absent lower end is first; at one number a closed end starts earlier than an open one.
  private func order(lower a: NumberRange.Bound, _ b: NumberRange.Bound) -> Int? {
    guard let x = a.number, let y = b.number else {
      return sign(a.number == nil ? 0 : 1, b.number == nil ? 0 : 1)
    }
    return sign(x, y) ?? sign(a.isOpen ? 1 : 0, b.isOpen ? 1 : 0)
  }

  /// An absent upper end is last; at one number an open end stops earlier than a closed one.
  private func order(upper a: NumberRange.Bound, _ b: NumberRange.Bound) -> Int? {
    guard let x = a.number, let y = b.number else {
      return sign(a.number == nil ? 1 : 0, b.number == nil ? 1 : 0)
    }
    return sign(x, y) ?? sign(a.isOpen ? 0 : 1, b.isOpen ? 0 : 1)
  }

  private func rank(_ row: UInt32) -> UInt32 {
    guard let ranks, Int(row) < ranks.count else { return row }
    return ranks[Int(row)]
  }

  private func rank(_ state: ValueState) -> Int { state == .known ? 0 : state == .none ? 2 : 1 }

  private func sign<T: Comparable>(_ left: T, _ right: T) -> Int? {
    left < right ? -1 : left > right ? 1 : nil
  }
}

extension Execution {
  /// The places of a relation's rows in the order of their labels, nil for other types.
  ///
  /// Labels are folded in case and accents; the places are found once per execution.
  func ranks(for type: DataType) throws(EvaluationError) -> [UInt32]? {
    guard case .reference(let relation) = type.scalar else { return nil }
    if let known = labelRanks[relation] { return known }
    let count = database[relation].rowCount
    var labels = TextColumn()
    for row in 0..<count {
      let label = database.label(of: UInt32(truncatingIfNeeded: row), in: relation)
      labels.append(contentsOf: FoldedText.fold(label))
    }
    let column = try SortColumn(Vector(Column(.text(labels))), .text, isDescending: false, self)
    let order = RowOrder([column])
    let sorted = try order.sorted(count, self)
    var ranks = [UInt32](repeating: 0, count: count)
    var rank: UInt32 = 0
    for (place, row) in sorted.enumerated() {
      // Rows of one label share a place, so that further keys decide between them.
      if place > 0, order.order(row, sorted[place - 1]) != 0 {
        rank = UInt32(truncatingIfNeeded: place)
      }
      ranks[Int(row)] = rank
    }
    labelRanks[relation] = ranks
    return ranks
  }
}
