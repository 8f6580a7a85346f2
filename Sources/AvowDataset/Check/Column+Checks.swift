internal import AvowModel

extension Column {
  /// Gives each row and row number that a known cell refers to: by a reference, a list of them, or
  /// the names of a condition.
  func forEachReference(_ body: (_ row: Int, _ target: UInt32) -> Void) {
    let states = validity?.states
    func isKnown(_ row: Int) -> Bool { states.map { $0[row] == .known } ?? true }
    switch data {
    case .reference(let targets):
      for row in targets.indices where isKnown(row) { body(row, targets[row]) }
    case .condition(let conditions):
      let names = conditions.expressions.map(\.names)
      for row in 0..<conditions.count where isKnown(row) {
        for name in names[Int(conditions.codes[row])] { body(row, name) }
      }
    case .list(let lists):
      guard case .reference(let targets) = lists.elements.data else { return }
      for row in 0..<lists.count where isKnown(row) {
        for member in lists.members(of: row) { body(row, targets[member]) }
      }
    case .boolean, .number, .text, .date, .code, .record, .missing: break
    }
  }

  /// Whether a cell holds a value, and a list a member.
  func says(at row: Int) -> Bool {
    guard state(at: row) == .known else { return false }
    if case .list(let lists) = data { return !lists.members(of: row).isEmpty }
    return true
  }

  /// The rows that a known reference, or list of references, leads to.
  func references(at row: Int) -> ArraySlice<UInt32> {
    guard state(at: row) == .known else { return [] }
    switch data {
    case .reference(let targets): return targets[row...row]
    case .list(let lists):
      guard case .reference(let targets) = lists.elements.data else { return [] }
      return targets[lists.members(of: row)]
    case .boolean, .number, .text, .date, .code, .condition, .record, .missing: return []
    }
  }

  /// The row that a known reference leads to.
  func target(at row: Int) -> UInt32? {
    guard case .reference(let targets) = data, state(at: row) == .known else { return nil }
    return targets[row]
  }

  /// The date of a known cell.
  func date(at row: Int) -> DateValue? {
    guard case .date(let dates) = data, state(at: row) == .known else { return nil }
    return dates[row]
  }

  /// The number of a known cell.
  func number(at row: Int) -> NumberRange? {
    guard case .number(let numbers) = data, state(at: row) == .known else { return nil }
    return numbers.range(at: row)
  }
}

extension PackageInspection {
  /// The relations that were read from files, those of evidence left out.
  var readRelations: [RelationID] {
    schema.relations.indices.map(RelationID.init).filter { $0 != schema.evidence }
  }

  /// The stored columns of a relation by the positions of their fields, without the key.
  func storedColumns(of relation: RelationID) -> [(field: Int, column: Column)] {
    let keys =
      resource(of: relation).map { resources[$0].key } ?? [schema[relation].key].compactMap(\.self)
    return schema[relation].fields.indices.compactMap { field in
      guard schema[relation].fields[field].origin == .stored, !keys.contains(field),
        let column = database[relation].columns[field]
      else { return nil }
      return (field, column)
    }
  }
}
