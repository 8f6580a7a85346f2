internal import AvowModel

/// One number per row that equal rows share.
struct RowHashes {
  private(set) var values: [UInt64]

  init(rowCount: Int) { values = [UInt64](repeating: 0x9E37_79B9_7F4A_7C15, count: rowCount) }

  /// Takes in the cells of a column; O(cells).
  mutating func combine(_ column: Column) {
    let states = column.validity?.states
    let data = column.data
    for row in values.indices {
      let state = states?[row] ?? .known
      let hash = state == .known ? Self.hash(data, row) : UInt64(state.rawValue) &+ 0x51
      values[row] = Self.mixed(values[row], hash)
    }
  }

  private static func hash(_ data: ColumnData, _ row: Int) -> UInt64 {
    switch data {
    case .boolean(let bits): bits[row] ? 1 : 2
    case .number(let numbers): hash(numbers, row)
    case .text(let texts): hash(texts.utf8(at: row))
    case .date(let dates):
      mixed(
        UInt64(truncatingIfNeeded: dates.earliest[row]),
        UInt64(truncatingIfNeeded: dates.latest?[row] ?? dates.earliest[row]))
    case .code(let codes): UInt64(codes[row])
    case .reference(let rows): UInt64(rows[row])
    case .condition(let conditions): UInt64(conditions.codes[row])
    case .list(let lists):
      lists.members(of: row).reduce(7) { mixed($0, hash(lists.elements.data, $1)) }
    case .record, .missing: 3
    }
  }

  private static func hash(_ numbers: NumberColumn, _ row: Int) -> UInt64 {
    let low = UInt64(truncatingIfNeeded: numbers.lower[row])
    let high = numbers.upper.map { UInt64(truncatingIfNeeded: $0[row]) } ?? low
    let marks =
      UInt64(numbers.ends?[row].rawValue ?? 0) << 32 | UInt64(numbers.unit(at: row)?.index ?? 0)
    return mixed(mixed(low, high), marks)
  }

  private static func hash(_ text: ArraySlice<UInt8>) -> UInt64 {
    var state: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text { state = (state ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return state
  }

  /// Multiply and fold: both halves of the product go on.
  private static func mixed(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let product = (left ^ right &+ 0xA076_1D64_78BD_642F).multipliedFullWidth(
      by: 0xE703_7ED1_A0B4_28DB)
    return product.high ^ product.low
  }
}

extension RowHashes {
  /// Gives each row that is equal, in the columns that were hashed, to an earlier one.
  func forEachRepeated(
    of columns: [Column], _ body: (_ row: Int, _ first: Int) -> Void
  ) {
    var firsts: [UInt64: UInt32] = [:]
    firsts.reserveCapacity(values.count)
    for row in values.indices {
      guard let first = firsts[values[row]] else {
        firsts[values[row]] = UInt32(truncatingIfNeeded: row)
        continue
      }
      // Hashes may agree by chance.
      if columns.allSatisfy({ $0.value(at: row) == $0.value(at: Int(first)) }) {
        body(row, Int(first))
      }
    }
  }
}
