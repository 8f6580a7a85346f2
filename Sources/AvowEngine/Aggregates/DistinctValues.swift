import AvowDiagnostics
import AvowModel
import AvowPlan

/// `distinct_count` and `list`: the distinct known values of each group, by identity.
struct DistinctValues: Accumulator {
  private var encoder: KeyEncoder
  /// Whether the members of list arguments are taken one by one.
  private let takesMembers: Bool
  private var seen = IntegerTable()
  /// For each group a bit per code, where a group needs no more words than this.
  private var bitWordCount: Int?
  private var bits: [[UInt64]] = []
  /// The group and the code of each distinct pair, in order of first occurrence.
  private var groups: [UInt32] = []
  private var codes: [UInt32] = []
  private var counts: [Int] = []
  private var leftOut = LeftOut()
  /// Of a list: the values of undecided rows.
  private var candidates: ListCandidates?

  init(_ call: AggregateCall, in database: Database) {
    let argument = call.argument?.type ?? .missing
    let result = call.type.element
    takesMembers = argument.element != nil && result?.element == nil
    encoder = KeyEncoder(takesMembers ? argument.element ?? argument : argument, in: database)
    // Many groups with a few values of very many each are better off with pairs.
    bitWordCount = encoder.cardinality.flatMap { $0 <= 1 << 16 ? ($0 + 63) / 64 : nil }
    if call.function == .list { candidates = ListCandidates() }
  }

  mutating func grow(to groupCount: Int) {
    counts.grow(to: groupCount, 0)
    growBits(to: groupCount)
    leftOut.grow(to: groupCount)
    candidates?.grow(to: groupCount)
  }

  /// Makes room for the bits of groups, or gives the bits up where they would be too many.
  private mutating func growBits(to groupCount: Int) {
    guard let wordCount = bitWordCount else { return }
    if groupCount <= (1 << 23) / max(1, wordCount) {
      bits.grow(to: groupCount, [])
      return
    }
    bitWordCount = nil
    bits = []
    for (group, code) in zip(groups, codes) {
      _ = seen.number(of: UInt64(group) << 32 | UInt64(code))
    }
  }

  mutating func addUndecided(_ counts: [Int]) {
    leftOut.addUndecided(counts)
    candidates?.addUndecided(counts)
  }

  mutating func add(_ rows: AggregateRows) throws(EvaluationError) {
    guard let argument = rows.argument else { return }
    let selected = leftOut.selection(of: rows)
    candidates?.add(rows, argument) { encoder.codes(of: $0) }
    let values = selected.map { argument.gathered($0) } ?? argument
    let groups = selected.map { rows.groups.gathered($0) } ?? rows.groups
    guard takesMembers else {
      addValues(values, groups)
      return
    }
    guard case .list(let lists) = values.column.data else { return }
    var owners: [UInt32] = []
    var members: [UInt32] = []
    for position in 0..<values.count {
      for member in lists.members(of: values.rows[position])
      where lists.elements.state(at: member) == .known {
        owners.append(UInt32(truncatingIfNeeded: groups[position]))
        members.append(UInt32(truncatingIfNeeded: member))
      }
    }
    addValues(Vector(lists.elements, rows: .rows(members)), .rows(owners))
  }

  private mutating func addValues(_ values: Vector, _ groups: RowSelection) {
    let codes = encoder.codes(of: values)
    for position in codes.indices {
      let group = groups[position]
      guard isNew(codes[position], in: group) else { continue }
      self.groups.append(UInt32(truncatingIfNeeded: group))
      self.codes.append(codes[position])
      counts[group] += 1
    }
  }

  /// Whether a group has not had a code before: a bit each where codes are bounded and few.
  private mutating func isNew(_ code: UInt32, in group: Int) -> Bool {
    guard let wordCount = bitWordCount else {
      return seen.number(of: UInt64(group) << 32 | UInt64(code)).isNew
    }
    if bits[group].isEmpty { bits[group] = [UInt64](repeating: 0, count: wordCount) }
    let bit: UInt64 = 1 << UInt64(code & 63)
    guard bits[group][Int(code >> 6)] & bit == 0 else { return false }
    bits[group][Int(code >> 6)] |= bit
    return true
  }

  func column(_ call: AggregateCall, _ groups: AggregateGroups, _ execution: Execution)
    throws(EvaluationError) -> Column
  {
    let omissions = leftOut.omissions(
      of: groups.numbers, effect: call.function == .distinctCount ? .raises : .moves)
    if call.function == .distinctCount {
      let exact = groups.numbers.map { Int64(counts[Int($0)]) }
      return Column(.number(NumberColumn(exact: exact)), omissions: omissions)
    }
    let span = call.argument?.span ?? SourceSpan(0, 0)
    let buckets = Buckets(self.groups, groupCount: counts.count)
    var order: [UInt32] = []
    var offsets: [UInt32] = [0]
    for group in groups.numbers {
      order.append(contentsOf: buckets.positions(of: group))
      offsets.append(UInt32(truncatingIfNeeded: order.count))
    }
    let elements = try encoder.column(of: order.map { codes[Int($0)] }, at: span)
    var column = Column(
      .list(ListColumn(offsets: offsets, elements: elements)), omissions: omissions)
    guard let candidates, omissions != nil else { return column }
    let certain = Set(zip(self.groups, codes).lazy.map { UInt64($0) << 32 | UInt64($1) })
    let found = candidates.lists(of: groups.numbers, besides: certain)
    column.omissions?.candidates = [
      Column(
        .list(
          ListColumn(
            offsets: found.offsets, elements: try encoder.column(of: found.codes, at: span))),
        validity: Validity(found.states))
    ]
    return column
  }
}

/// Positions sorted by group, in order within each.
struct Buckets {
  private let offsets: [Int]
  private let sorted: [UInt32]

  init(_ groups: [UInt32], groupCount: Int) {
    var offsets = [Int](repeating: 0, count: groupCount + 1)
    for group in groups { offsets[Int(group) + 1] += 1 }
    for index in 0..<groupCount { offsets[index + 1] += offsets[index] }
    var next = offsets
    var sorted = [UInt32](repeating: 0, count: groups.count)
    for (position, group) in groups.enumerated() {
      sorted[next[Int(group)]] = UInt32(truncatingIfNeeded: position)
      next[Int(group)] += 1
    }
    self.offsets = offsets
    self.sorted = sorted
  }

  func positions(of group: UInt32) -> ArraySlice<UInt32> {
    sorted[offsets[Int(group)]..<offsets[Int(group) + 1]]
  }
}
