import AvowModel
import AvowPlan

/// For each row of a relation, the rows of another that refer to it: offsets and rows.
struct RowIndex {
  private let offsets: [UInt32]
  private let rowNumbers: [UInt32]

  /// Makes an index from pairs of a referring row and its target, in the order of the former.
  init(pairs: [(row: UInt32, target: UInt32)], targetCount: Int) {
    var offsets = [UInt32](repeating: 0, count: targetCount + 1)
    for pair in pairs where Int(pair.target) < targetCount {
      offsets[Int(pair.target) + 1] += 1
    }
    for index in 0..<targetCount { offsets[index + 1] += offsets[index] }
    var next = offsets
    var rows = [UInt32](repeating: 0, count: Int(offsets[targetCount]))
    for pair in pairs where Int(pair.target) < targetCount {
      rows[Int(next[Int(pair.target)])] = pair.row
      next[Int(pair.target)] += 1
    }
    self.offsets = offsets
    rowNumbers = rows
  }

  /// The rows that refer to a row, ascending.
  func rows(of target: UInt32) -> ArraySlice<UInt32> {
    guard Int(target) + 1 < offsets.count else { return [] }
    return rowNumbers[Int(offsets[Int(target)])..<Int(offsets[Int(target) + 1])]
  }
}

/// What makes two ways back the same within one execution.
enum WayBackKey: Hashable {
  /// By a stored field of the referring relation.
  case field(RelationID, Int)
  /// By an expression over the rows of one source.
  case row(RowID)

  init(_ way: WayBack) {
    if case .field(let target, let relation, let field) = way.reference.kind,
      case .row(way.row) = target.kind
    {
      self = .field(relation, field)
    } else {
      self = .row(way.row)
    }
  }
}

extension Execution {
  /// The index of a way back, built once per execution.
  func rowIndex(of way: WayBack) throws(EvaluationError) -> RowIndex {
    let key = WayBackKey(way)
    if let known = waysBack[key] { return known }
    guard let target = targetRelation(of: way.reference.type) else {
      throw EvaluationError(.malformedPlan, at: way.reference.span)
    }
    var pairs: [(row: UInt32, target: UInt32)] = []
    let frame = Frame(outer: nil)
    _ = try runScan(
      way.relation, way.row, frame,
      Consumer { (block) throws(EvaluationError) -> Flow in
        let references = try self.value(way.reference, in: block)
        guard let source = block.source(way.row) else { return .stop }
        for position in 0..<block.count {
          let row = UInt32(truncatingIfNeeded: source.rows[position])
          for target in references.references(at: position) { pairs.append((row, target)) }
        }
        try self.checkRowCount(pairs.count, at: way.reference.span)
        return .more
      })
    let index = RowIndex(pairs: pairs, targetCount: database[target].rowCount)
    waysBack[key] = index
    return index
  }

  private func targetRelation(of type: DataType) -> RelationID? {
    switch type {
    case .reference(let relation): relation
    case .condition: schema.conditions
    case .list(let element): targetRelation(of: element)
    case .boolean, .integer, .decimal, .text, .date, .quantity, .inventory, .enumeration,
      .record, .missing:
      nil
    }
  }

  /// The references to the rows that refer to a row, as lists.
  func related(_ way: WayBack, to target: PlanExpression, in block: Block)
    throws(EvaluationError) -> Vector
  {
    let index = try rowIndex(of: way)
    let targets = try value(target, in: block)
    var offsets: [UInt32] = [0]
    var rows: [UInt32] = []
    for position in 0..<block.count {
      for target in targets.references(at: position) {
        rows.append(contentsOf: index.rows(of: target))
      }
      try checkRowCount(rows.count, at: target.span)
      offsets.append(UInt32(truncatingIfNeeded: rows.count))
    }
    let column = ListColumn(offsets: offsets, elements: Column(.reference(rows)))
    return Vector(Column(.list(column), validity: Validity(targets.states)))
  }
}

extension Vector {
  /// The rows that a cell refers to: its reference, its list of them, or what a condition names;
  /// each once.
  func references(at position: Int) -> [UInt32] {
    guard state(at: position) == .known else { return [] }
    let row = rows[position]
    switch column.data {
    case .reference(let targets): return [targets[row]]
    case .condition(let conditions): return conditions[row].names
    case .list(let lists):
      let elements = Vector(lists.elements)
      var result: [UInt32] = []
      var seen: Set<UInt32> = []
      for member in lists.members(of: row) {
        for target in elements.references(at: member) where seen.insert(target).inserted {
          result.append(target)
        }
      }
      return result
    case .boolean, .number, .text, .date, .code, .record, .missing: return []
    }
  }
}
