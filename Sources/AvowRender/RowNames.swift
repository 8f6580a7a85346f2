import AvowModel

/// The names of a relation's rows: made once a row where a column names many of them.
struct RowNames {
  private let made: [[UInt8]]?
  private let make: (UInt32) -> [UInt8]

  /// Makes names; `uses` is how many cells ask for one.
  init(
    of relation: RelationID, in database: Database, uses: Int,
    _ make: @escaping (UInt32) -> [UInt8]
  ) {
    self.make = make
    let count = database[relation].rowCount
    made = count <= uses ? (0..<count).map { make(UInt32(truncatingIfNeeded: $0)) } : nil
  }

  subscript(row: UInt32) -> [UInt8] { made?[Int(row)] ?? make(row) }
}
