internal import AvowModel

/// The cells that were reported already: what stands in for them says nothing.
struct FaultyCells {
  private var cells: [FieldKey: Set<UInt32>] = [:]
  private var fields: Set<FieldKey> = []

  private struct FieldKey: Hashable {
    var relation: Int
    var field: Int
  }

  /// Beyond so many faulty cells, the whole field counts as faulty.
  private static let cellLimit = 100_000

  /// Enters a cell.
  mutating func insert(row: UInt32, field: Int, of relation: RelationID) {
    let key = FieldKey(relation: relation.index, field: field)
    guard !fields.contains(key) else { return }
    cells[key, default: []].insert(row)
    guard let count = cells[key]?.count, count > Self.cellLimit else { return }
    insert(field: field, of: relation)
  }

  /// Enters all cells of a field.
  mutating func insert(field: Int, of relation: RelationID) {
    let key = FieldKey(relation: relation.index, field: field)
    fields.insert(key)
    cells[key] = nil
  }

  /// Whether a cell is faulty.
  func contains(row: Int, field: Int, of relation: RelationID) -> Bool {
    let key = FieldKey(relation: relation.index, field: field)
    return fields.contains(key) || cells[key]?.contains(UInt32(clamping: row)) ?? false
  }

  /// Whether any cell of a field is faulty.
  func touches(field: Int, of relation: RelationID) -> Bool {
    let key = FieldKey(relation: relation.index, field: field)
    return fields.contains(key) || cells[key] != nil
  }
}
