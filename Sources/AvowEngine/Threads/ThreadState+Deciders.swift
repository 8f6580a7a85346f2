import AvowModel

extension ThreadState {
  /// The rows that decide a field: each that may be the latest that speaks of it, whether they
  /// agree or their order leaves the value open; one that may have been said too late decides
  /// nothing that others do.
  func deciders(of column: Column) -> [Int] {
    switch value(of: column) {
    case .row(let row):
      let certain = rows.filter(\.isCertain).map(\.row)
      let agreeing = contenders(for: column).filter(Set(certain).contains)
      return agreeing.isEmpty ? [row] : agreeing
    case .missing(.order): return contenders(for: column)
    case .missing: return []
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
