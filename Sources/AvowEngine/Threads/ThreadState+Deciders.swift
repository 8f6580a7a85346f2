import AvowModel

extension ThreadState {
  /// The rows that decide a field: the latest that speaks of it, or, where their order leaves the
  /// value open, each that may be the latest.
  func deciders(of column: Column) -> [Int] {
    switch value(of: column) {
    case .row(let row): [row]
    case .missing(.order): contenders(for: column)
    case .missing: []
    }
  }

  /// The rows that may be the first of the thread.
  var firstRows: [Int] {
    let latest = rows.filter(\.isCertain).map(\.said.latest).min()
    return rows.filter { row in latest.map { row.said.earliest <= $0 } ?? true }.map(\.row)
  }

  /// The rows that may be the last of the thread.
  var lastRows: [Int] {
    let earliest = rows.filter(\.isCertain).map(\.said.earliest).max()
    return rows.filter { row in earliest.map { row.said.latest >= $0 } ?? true }.map(\.row)
  }
}
