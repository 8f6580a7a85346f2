internal import AvowDiagnostics
internal import AvowModel

extension PackageLoader {
  /// Reports rows that are broader than themselves and conditions that mean themselves: whoever
  /// follows them later may then do so without counting steps.
  mutating func checkCircles(in database: Database) {
    for index in resources.indices {
      let relation = resources[index].relation
      if let broader = schema[relation].broader {
        checkCircles(index, broader, database, "is broader than itself", Self.references)
      }
      guard relation == schema.conditions else { continue }
      for (position, field) in schema[relation].fields.enumerated()
      where field.type == .condition && field.origin == .stored {
        checkCircles(index, position, database, "means itself", Self.names)
      }
    }
  }

  private static func references(_ column: Column, _ row: Int) -> [UInt32] {
    guard case .reference(let rows) = column.data, column.state(at: row) == .known else {
      return []
    }
    return [rows[row]]
  }

  private static func names(_ column: Column, _ row: Int) -> [UInt32] {
    guard case .condition(let conditions) = column.data, column.state(at: row) == .known else {
      return []
    }
    return conditions[row].names
  }

  private mutating func checkCircles(
    _ index: Int, _ position: Int, _ database: Database, _ complaint: String,
    _ next: (Column, Int) -> [UInt32]
  ) {
    let relation = resources[index].relation
    guard let column = database[relation].columns[position],
      let field = resources[index].fields.firstIndex(where: { $0.position == position })
    else { return }
    let rowCount = database[relation].rowCount
    let edges = (0..<rowCount).map { row in next(column, row).filter { Int($0) < rowCount } }
    for row in Circles.rows(of: edges) {
      guard let (span, file) = place(index, field, row: row) else { continue }
      let key = database.key(of: UInt32(clamping: row), in: relation) ?? "\(row + 1)"
      let address = CellAddress(
        relation: schema[relation].name, row: key, field: schema[relation].fields[position].name)
      problems.add(
        .circular, "\(address.relation): \(key) \(complaint)", span, in: file, cell: address)
    }
  }
}

/// Finds circles among rows that lead to other rows.
enum Circles {
  /// One row of each circle that a walk over all rows meets; O(rows + edges), no recursion.
  static func rows(of edges: [[UInt32]]) -> [Int] {
    enum Mark { case new, open, done }
    var marks = [Mark](repeating: .new, count: edges.count)
    var result: [Int] = []
    for start in edges.indices where marks[start] == .new {
      var path = [(row: start, next: 0)]
      marks[start] = .open
      while let (row, next) = path.last {
        guard next < edges[row].count else {
          marks[row] = .done
          path.removeLast()
          continue
        }
        path[path.count - 1].next += 1
        let target = Int(edges[row][next])
        switch marks[target] {
        case .new:
          marks[target] = .open
          path.append((target, 0))
        case .open: result.append(row)
        case .done: break
        }
      }
    }
    return result
  }
}
