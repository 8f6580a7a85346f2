package import AvowModel

/// What depends on the day from which the data are seen, or on what is assumed; and calculation
/// with conditions.
package enum ViewOperation: Sendable {
  /// A thread field of the row, or of each row of the list, that the operand gives.
  case field(RelationID, Int, Viewpoint)
  /// Whether the row of the relation was said, or the thread spoken of, within the viewpoint.
  case isSaid(RelationID, Viewpoint)
  /// Whether a condition holds: none, which is no condition, holds always.
  case holds(Viewpoint)
  /// The named conditions that keep a condition from being true, as a list.
  case blockers(Viewpoint)
  /// The condition that a row of the relation of conditions stands for.
  case named
  /// A condition that joins others; what is not stated is left out.
  case joined(ConditionConnective)
  /// The members of a list of rows of the relation that were said within the viewpoint; the
  /// undecided ones are left out and counted.
  case said(RelationID, Viewpoint)
}

/// The ways to join conditions into one.
package enum ConditionConnective: String, Sendable, CaseIterable {
  case all = "and"
  case any = "or"
  case not
}
