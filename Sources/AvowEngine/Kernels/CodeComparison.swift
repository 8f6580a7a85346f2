import AvowModel
import AvowPlan

/// What makes two sets of narrower values the same within one execution.
enum NarrowerKey: Hashable {
  case value(EnumerationID, UInt32)
  case row(RelationID, UInt32)
}

extension Execution {
  /// Compares values of one enumeration, relation, condition or boolean type.
  func compareCodes(
    _ operation: ComparisonOperator, _ left: PlanExpression, _ right: PlanExpression,
    in block: Block
  ) throws(EvaluationError) -> Truth {
    let a = try value(left, in: block)
    let b = try value(right, in: block)
    let truth: Truth
    switch (a.column.data, b.column.data) {
    case (.code(let x), .code(let y)):
      truth = compareEnumeration(operation, (x, a.rows), (y, b), left.type, right.type)
    case (.reference(let x), .reference(let y)):
      truth = compareReferences(operation, (x, a.rows), (y, b), left.type)
    case (.boolean(let x), .boolean(let y)):
      let isSame = x.selected(a.rows).matching(y.selected(b.rows))
      truth = Truth(operation == .notEqual ? ~isSame : isSame)
    case (.condition(let x), .condition(let y)):
      let isSame = mask(a.count) { x[a.rows[$0]] == y[b.rows[$0]] }
      truth = Truth(operation == .notEqual ? ~isSame : isSame)
    default: truth = Truth(repeating: operation == .notEqual, count: block.count)
    }
    return truth.settingMissing(a, b, none: operation == .notEqual)
  }

  private func compareEnumeration(
    _ operation: ComparisonOperator, _ left: (CodeColumn, RowSelection),
    _ right: (CodeColumn, Vector), _ type: DataType, _ otherType: DataType
  ) -> Truth {
    let (codes, rows) = left
    let (others, other) = right
    let enumeration: EnumerationID
    switch (type, otherType) {
    case (.enumeration(let id), _), (_, .enumeration(let id)): enumeration = id
    default: return Truth(repeating: false, count: other.count)
    }
    let size = schema[enumeration].values.count
    if let row = other.constantRow {
      let accepted = accepted(operation, others[row], enumeration, size)
      return Truth(codes.mask(rows, accepted))
    }
    var sets: [UInt32: [Bool]] = [:]
    let isTrue = mask(other.count) { position in
      let code = others[other.rows[position]]
      let set = sets[code] ?? accepted(operation, code, enumeration, size)
      sets[code] = set
      let index = Int(codes[rows[position]])
      return index < set.count && set[index]
    }
    return Truth(isTrue)
  }

  /// For each value of an enumeration, whether it compares so with one of them.
  private func accepted(
    _ operation: ComparisonOperator, _ code: UInt32, _ enumeration: EnumerationID, _ size: Int
  ) -> [Bool] {
    switch operation {
    case .equal: narrower(than: code, in: enumeration)
    case .notEqual: narrower(than: code, in: enumeration).map { !$0 }
    case .less, .lessOrEqual, .greater, .greaterOrEqual:
      (0..<size).map { operation.accepts($0 - Int(code)) }
    }
  }

  /// For each value, whether it is the one or narrower.
  private func narrower(than code: UInt32, in enumeration: EnumerationID) -> [Bool] {
    let key = NarrowerKey.value(enumeration, code)
    if let known = narrowerSets[key] { return known }
    let values = schema[enumeration]
    let set =
      values.isTree
      ? values.narrower(than: Int(code)) : values.values.indices.map { $0 == Int(code) }
    narrowerSets[key] = set
    return set
  }

  private func compareReferences(
    _ operation: ComparisonOperator, _ left: ([UInt32], RowSelection),
    _ right: ([UInt32], Vector), _ type: DataType
  ) -> Truth {
    let (targets, rows) = left
    let (others, other) = right
    let isSame: Bitmap
    if case .reference(let relation) = type, schema[relation].broader != nil {
      isSame = mask(other.count) { position in
        isNarrower(targets[rows[position]], than: others[other.rows[position]], in: relation)
      }
    } else if let row = other.constantRow {
      let wanted = others[row]
      isSame = mask(targets, rows) { $0 == wanted }
    } else {
      isSame = mask(other.count) { targets[rows[$0]] == others[other.rows[$0]] }
    }
    return Truth(operation == .notEqual ? ~isSame : isSame)
  }

  /// Whether a row is another or lies below it in the tree of its relation.
  private func isNarrower(_ row: UInt32, than other: UInt32, in relation: RelationID) -> Bool {
    if row == other { return true }
    let key = NarrowerKey.row(relation, other)
    if let known = narrowerSets[key] { return Int(row) < known.count && known[Int(row)] }
    let set = rowsBelow(other, in: relation)
    narrowerSets[key] = set
    return Int(row) < set.count && set[Int(row)]
  }

  private func rowsBelow(_ top: UInt32, in relation: RelationID) -> [Bool] {
    let table = database[relation]
    var set = [Bool](repeating: false, count: table.rowCount)
    guard let field = schema[relation].broader, let column = table.columns[field],
      case .reference(let parents) = column.data, Int(top) < set.count
    else { return set }
    var children: [UInt32: [UInt32]] = [:]
    for row in set.indices where column.state(at: row) == .known {
      children[parents[row], default: []].append(UInt32(truncatingIfNeeded: row))
    }
    var open = [top]
    set[Int(top)] = true
    while let row = open.popLast() {
      for child in children[row] ?? [] where !set[Int(child)] {
        set[Int(child)] = true
        open.append(child)
      }
    }
    return set
  }

  /// Whether codes or rows are in a set of positions.
  func isMember(_ vector: Vector, of members: [Bool]) -> Truth {
    let truth: Truth
    switch vector.column.data {
    case .code(let codes): truth = Truth(codes.mask(vector.rows, members))
    case .reference(let rows):
      truth = Truth(
        mask(rows, vector.rows) { Int($0) < members.count && members[Int($0)] })
    case .boolean(let bits):
      truth = Truth(
        mask(vector.rows) {
          let index = bits[$0] ? 1 : 0
          return index < members.count && members[index]
        })
    case .number, .text, .date, .condition, .list, .record, .missing:
      truth = Truth(repeating: false, count: vector.count)
    }
    return truth.settingMissing(vector)
  }
}

extension CodeColumn {
  /// One bit per row, set where the code is in the set.
  func mask(_ rows: RowSelection, _ set: [Bool]) -> Bitmap {
    if let only = set.firstIndex(of: true), set.lastIndex(of: true) == only {
      return mask(rows, equalTo: only)
    }
    switch self {
    case .byte(let codes):
      // A full table spares the bounds test of each code.
      let table = Array(set.prefix(256)) + [Bool](repeating: false, count: max(0, 256 - set.count))
      let span = table.span
      return AvowEngine.mask(codes, rows) { span[Int($0)] }
    case .short(let codes):
      return AvowEngine.mask(codes, rows) { Int($0) < set.count && set[Int($0)] }
    case .word(let codes):
      return AvowEngine.mask(codes, rows) { Int($0) < set.count && set[Int($0)] }
    }
  }

  private func mask(_ rows: RowSelection, equalTo code: Int) -> Bitmap {
    switch self {
    case .byte(let codes):
      guard let wanted = UInt8(exactly: code) else { break }
      return AvowEngine.mask(codes, rows) { $0 == wanted }
    case .short(let codes):
      guard let wanted = UInt16(exactly: code) else { break }
      return AvowEngine.mask(codes, rows) { $0 == wanted }
    case .word(let codes):
      let wanted = UInt32(truncatingIfNeeded: code)
      return AvowEngine.mask(codes, rows) { $0 == wanted }
    }
    return Bitmap(repeating: false, count: rows.count)
  }
}

extension Bitmap {
  /// The bits that are alike in both.
  func matching(_ other: Bitmap) -> Bitmap { ~((self & ~other) | (other & ~self)) }
}
