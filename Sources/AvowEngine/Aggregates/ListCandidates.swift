import AvowModel

/// The values of rows of which it is undecided whether they belong to a list, per group.
struct ListCandidates {
  private var groups: [UInt32] = []
  private var codes: [UInt32] = []
  private var seen = IntegerTable()
  /// Whether there are rows of a group whose value is not known.
  private var isOpen: [Bool] = []

  mutating func grow(to groupCount: Int) { isOpen.grow(to: groupCount, false) }

  mutating func addUndecided(_ counts: [Int]) {
    for (group, count) in counts.enumerated() where count > 0 { isOpen[group] = true }
  }

  /// Adds the undecided rows of a block, by the codes of their values.
  mutating func add(_ rows: AggregateRows, _ argument: Vector, _ code: (Vector) -> [UInt32]) {
    if let omissions = argument.column.omissions {
      for position in 0..<rows.count where omissions.undecided[argument.rows[position]] > 0 {
        isOpen[rows.groups[position]] = true
      }
    }
    guard let maybe = rows.undecided else { return }
    for position in (argument.isUnknown.map { $0 & maybe })?.positions ?? [] {
      isOpen[rows.groups[Int(position)]] = true
    }
    let positions = (argument.known.map { $0 & maybe } ?? maybe).positions
    for (position, code) in zip(positions, code(argument.gathered(positions))) {
      let group = UInt32(truncatingIfNeeded: rows.groups[Int(position)])
      guard seen.number(of: UInt64(group) << 32 | UInt64(code)).isNew else { continue }
      groups.append(group)
      codes.append(code)
    }
  }

  /// The candidates of some groups as lists of codes, without those that belong for certain.
  func lists(
    of numbers: [UInt32], besides certain: Set<UInt64>
  ) -> (offsets: [UInt32], codes: [UInt32], states: [ValueState]) {
    let buckets = Buckets(groups, groupCount: isOpen.count)
    var offsets: [UInt32] = [0]
    var found: [UInt32] = []
    for group in numbers {
      for position in buckets.positions(of: group) {
        let code = codes[Int(position)]
        if !certain.contains(UInt64(group) << 32 | UInt64(code)) { found.append(code) }
      }
      offsets.append(UInt32(truncatingIfNeeded: found.count))
    }
    return (offsets, found, numbers.map { isOpen[Int($0)] ? .undecided : .known })
  }
}
