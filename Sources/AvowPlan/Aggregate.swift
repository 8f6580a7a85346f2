package import AvowModel

/// An aggregate that becomes a column of a grouped table.
package struct AggregateColumn: Sendable {
  package var id: ColumnID
  package var name: String
  package var call: AggregateCall

  package init(id: ColumnID, name: String, call: AggregateCall) {
    self.id = id
    self.name = name
    self.call = call
  }
}

/// An aggregate function with what it aggregates.
package struct AggregateCall: Sendable {
  package var function: AggregateFunction
  /// The value of each row, nil for functions of rows alone (`count`, `any`, `none`).
  package var argument: PlanExpression?
  /// Which rows count: `count(where p)`; undecided rows stay undecided.
  package var filter: PlanExpression?
  /// The percentile asked for, from 0 to 100.
  package var percentile: ExactNumber?
  /// The type of the result.
  package var type: DataType

  package init(
    _ function: AggregateFunction, argument: PlanExpression? = nil,
    filter: PlanExpression? = nil, percentile: ExactNumber? = nil, type: DataType
  ) {
    self.function = function
    self.argument = argument
    self.filter = filter
    self.percentile = percentile
    self.type = type
  }
}

/// The aggregate functions.
///
/// Undecided rows stay undecided in `count` (an interval) and in `any`, `all`, `none` (Kleene); the
/// others take the true rows and note how many were undecided. Unknown values are skipped and
/// noted. No rows: `count`, `sum`, `distinctCount` give 0, `list` the empty list, `any` false,
/// `all` and `none` true, the others none.
package enum AggregateFunction: String, Sendable, CaseIterable {
  /// The number of rows.
  case count
  /// The number of rows whose argument is known.
  case countKnown
  /// The number of distinct known values of the argument, by identity.
  case distinctCount
  /// The sum: integer, decimal, or an inventory of quantities by unit.
  case sum
  /// The mean, at 12 places.
  case avg
  case min
  case max
  case median
  case percentile
  /// Whether there is a row (for which the argument is true).
  case any
  /// Whether the argument is true for every row.
  case all
  /// Whether there is no row (for which the argument is true).
  case none
  /// The argument of the first row.
  case first
  /// The argument of the last row.
  case last
  /// The distinct known values of the argument, in order of first occurrence.
  case list
  /// The number of rows of the group over the number of rows of all groups.
  case share
}
