import AvowDiagnostics
import AvowModel
import AvowPlan

/// `first` and `last`: the argument of the first or last certain row of each group, as it is.
struct EndValues: Accumulator {
  private let isLast: Bool
  private var pieces: [Column] = []
  private var pieceCount = 0
  /// Where the value of each group stands in the pieces.
  private var places: [UInt32?] = []
  private var undecided: [Int] = []

  init(isLast: Bool) { self.isLast = isLast }

  mutating func grow(to groupCount: Int) {
    places.grow(to: groupCount, nil)
    undecided.grow(to: groupCount, 0)
  }

  mutating func addUndecided(_ counts: [Int]) {
    for (group, count) in counts.enumerated() { undecided[group] += count }
  }

  mutating func add(_ rows: AggregateRows) throws(EvaluationError) {
    guard let argument = rows.argument else { return }
    var chosen: [UInt32] = []
    var owners: [UInt32] = []
    var local: [Int: Int] = [:]
    for position in 0..<rows.count {
      let group = rows.groups[position]
      if rows.undecided?[position] == true {
        undecided[group] += 1
        continue
      }
      if !isLast, places[group] != nil { continue }
      if let known = local[group] {
        if isLast { chosen[known] = UInt32(truncatingIfNeeded: position) }
        continue
      }
      local[group] = chosen.count
      chosen.append(UInt32(truncatingIfNeeded: position))
      owners.append(UInt32(truncatingIfNeeded: group))
    }
    guard !chosen.isEmpty else { return }
    for (index, owner) in owners.enumerated() {
      places[Int(owner)] = UInt32(truncatingIfNeeded: pieceCount + index)
    }
    pieces.append(argument.gathered(chosen).materialized)
    pieceCount += chosen.count
    if pieceCount > 2 * places.count + (1 << 16) { compact() }
  }

  /// Keeps only the values that still count.
  private mutating func compact() {
    guard let values = Column.joined(pieces) else { return }
    let groups = places.indices.filter { places[$0] != nil }
    pieces = [values.gathered(groups.map { places[$0] ?? 0 })]
    pieceCount = groups.count
    for (index, group) in groups.enumerated() {
      places[group] = UInt32(truncatingIfNeeded: index)
    }
  }

  func column(_ call: AggregateCall, _ groups: AggregateGroups, _ execution: Execution)
    throws(EvaluationError) -> Column
  {
    let omissions = Omissions(
      unknown: [Int](repeating: 0, count: groups.numbers.count),
      undecided: groups.numbers.map { undecided[Int($0)] })
    guard !pieces.isEmpty else {
      var column = Column(missing: .none, count: groups.numbers.count)
      column.omissions = omissions
      return column
    }
    guard let values = Column.joined(pieces) else {
      throw EvaluationError(.overflow, at: call.argument?.span ?? SourceSpan(0, 0))
    }
    let chosen = groups.numbers.map { places[Int($0)] }
    var result = values.gathered(chosen.map { $0 ?? 0 })
    var states = result.states
    for (position, place) in chosen.enumerated() where place == nil { states[position] = .none }
    result.validity = Validity(states)
    // What the values themselves left out stays with them.
    let own = result.omissions
    func known(_ counts: [Int]?, _ position: Int) -> Int {
      chosen[position] == nil ? 0 : counts?[position] ?? 0
    }
    result.omissions = Omissions(
      unknown: chosen.indices.map { known(own?.unknown, $0) },
      undecided: chosen.indices.map {
        known(own?.undecided, $0) + undecided[Int(groups.numbers[$0])]
      }, effect: own?.effect ?? .moves)
    return result
  }
}
