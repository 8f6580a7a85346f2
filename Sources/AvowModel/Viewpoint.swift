/// From which day, and under which assumptions, the data are seen.
package struct Viewpoint: Hashable, Sendable {
  /// The last day on which something may be said to count, nil for no limit.
  package var saidBy: Day?
  /// The first day on which the rows of the source itself may be said, nil for no limit.
  package var saidSince: Day?
  /// The last day on which something may be published to count, nil for no limit.
  package var publishedBy: Day?
  /// The assumed states of conditions, one per condition, by their rows.
  package private(set) var assumptions: [Assumption] = []

  /// The assumed state of a named condition.
  package struct Assumption: Hashable, Sendable {
    /// Its row in the relation of conditions.
    package var condition: UInt32
    /// Whether it holds, nil for unknown.
    package var holds: Bool?

    /// Makes an assumption.
    package init(condition: UInt32, holds: Bool?) {
      self.condition = condition
      self.holds = holds
    }
  }

  /// Makes a viewpoint without assumptions.
  package init(saidBy: Day? = nil, publishedBy: Day? = nil) {
    self.saidBy = saidBy
    self.publishedBy = publishedBy
  }

  /// Whether it sees all there is, as it is.
  package var isPlain: Bool { self == Viewpoint() }

  /// Whether it leaves out what was said or published later.
  package var isLimited: Bool { saidBy != nil || publishedBy != nil }

  /// The assumption about a condition.
  package func assumption(about condition: UInt32) -> Assumption? {
    assumptions.first { $0.condition == condition }
  }

  /// Adds an assumption, in place of an earlier one about the same condition.
  package mutating func assume(_ assumption: Assumption) {
    assumptions.removeAll { $0.condition == assumption.condition }
    let place = assumptions.firstIndex { $0.condition > assumption.condition }
    assumptions.insert(assumption, at: place ?? assumptions.count)
  }
}
