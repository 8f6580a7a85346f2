import AvowModel

/// Whether a step wants more rows.
enum Flow: Sendable {
  case more
  case stop
}

/// The setting of one run of a plan.
final class Frame {
  /// The rows for which a nested plan runs, nil for the query itself.
  let outer: Block?
  /// For each outer row, the undecided rows that a step could not keep.
  private(set) var dropped: [Int]
  /// The outer rows whose inner rows are not known at all, as those of an unknown list.
  private(set) var unknown: Set<Int> = []

  init(outer: Block?) {
    self.outer = outer
    dropped = outer.map { [Int](repeating: 0, count: $0.count) } ?? []
  }

  var isNested: Bool { outer != nil }

  /// The number of rows for which the plan runs.
  var segmentCount: Int { outer?.count ?? 1 }

  /// Notes the outer rows for which a reference or list is unknown.
  func noteUnknown(_ vector: Vector) {
    guard isNested, let positions = vector.isUnknown?.positions else { return }
    unknown.formUnion(positions.lazy.map(Int.init))
  }

  /// Counts undecided rows of an outer row as dropped.
  func drop(_ segment: Int, _ count: Int = 1) { dropped[segment] += count }

  /// Counts what some lists that are made rows left out; where each of those stands for any
  /// number, the rows are not known at all.
  func drop(_ omissions: Omissions, where isLost: (Int) -> Bool) {
    for (segment, count) in omissions.undecided.enumerated() where count > 0 && isLost(segment) {
      if omissions.effect == .raises {
        unknown.insert(segment)
      } else {
        drop(segment, count)
      }
    }
  }

  /// Takes over what the steps within a step dropped and did not know.
  func takeOver(_ inner: Frame, dropped isTaken: Bool) {
    unknown.formUnion(inner.unknown)
    guard isTaken else { return }
    for (segment, count) in inner.dropped.enumerated() { dropped[segment] += count }
  }

  /// Counts the undecided rows of a nested block as dropped, and gives the others.
  func droppingUndecided(_ block: Block) -> Block {
    guard let maybe = block.maybe else { return block }
    for position in maybe.positions { drop(block.segments[Int(position)]) }
    var certain = block.gathered((~maybe).positions)
    certain.maybe = nil
    return certain
  }
}

/// What a step does with each block.
///
/// A class, and not a closure: the steps call one another with closures in a circle, and the
/// optimiser would make a copy of every step for each closure, without end and without use.
final class Consumer {
  private let receive: (Block) throws(EvaluationError) -> Flow

  init(_ receive: @escaping (Block) throws(EvaluationError) -> Flow) { self.receive = receive }

  func callAsFunction(_ block: Block) throws(EvaluationError) -> Flow { try receive(block) }
}
