import AvowModel
import AvowPlan

/// `any`, `all` and `none`: whether a predicate is true or false for a row of each group.
struct TruthCounts: Accumulator {
  private var flags: [Flags] = []

  private struct Flags: OptionSet {
    let rawValue: UInt8
    /// A row for which it is true.
    static let isTrue = Flags(rawValue: 1)
    /// A row for which it may be true.
    static let mayBeTrue = Flags(rawValue: 2)
    /// A row for which it is false.
    static let isFalse = Flags(rawValue: 4)
    /// A row for which it may be false.
    static let mayBeFalse = Flags(rawValue: 8)
  }

  mutating func grow(to groupCount: Int) { flags.grow(to: groupCount, []) }

  mutating func add(_ rows: AggregateRows) throws(EvaluationError) {
    for position in 0..<rows.count {
      let group = rows.groups[position]
      let isCertain = rows.undecided?[position] != true
      switch rows.truth.map({ $0[position] }) ?? true {
      case .some(true): flags[group].insert(isCertain ? .isTrue : .mayBeTrue)
      case .some(false): flags[group].insert(isCertain ? .isFalse : .mayBeFalse)
      case .none: flags[group].formUnion([.mayBeTrue, .mayBeFalse])
      }
    }
  }

  mutating func addUndecided(_ counts: [Int]) {
    for (group, count) in counts.enumerated() where count > 0 {
      flags[group].formUnion([.mayBeTrue, .mayBeFalse])
    }
  }

  func column(_ call: AggregateCall, _ groups: AggregateGroups, _ execution: Execution)
    throws(EvaluationError) -> Column
  {
    let truth = try Truth(count: groups.numbers.count) { position in
      let flags = flags[Int(groups.numbers[position])]
      let any = flags.contains(.isTrue) ? true : flags.contains(.mayBeTrue) ? nil : false
      guard call.function == .all else {
        return call.function == .none ? any.map { !$0 } : any
      }
      return flags.contains(.isFalse) ? false : flags.contains(.mayBeFalse) ? nil : true
    }
    return truth.vector.column
  }
}
