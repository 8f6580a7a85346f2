/// A value computed for each row from the rows beside it: `sum(x) over (by k order by d)`.
package struct WindowColumn: Sendable {
  package var id: ColumnID
  package var name: String
  package var call: WindowCall
  /// The keys of the rows that are looked at together; empty for all rows.
  package var partition: [PlanExpression]
  /// The order within them; with one, an aggregate sees the rows up to this one and its equals.
  package var order: [SortKey]

  package init(
    id: ColumnID, name: String, call: WindowCall, partition: [PlanExpression], order: [SortKey]
  ) {
    self.id = id
    self.name = name
    self.call = call
    self.partition = partition
    self.order = order
  }
}

/// What is computed over a window.
package enum WindowCall: Sendable {
  case aggregate(AggregateCall)
  /// One more than the number of rows that come before; equal rows share a place.
  case rank
  /// The place of a row, counted from 1; equal rows keep the order of the table.
  case rowNumber
  /// The value of the row so many places after, or before where the distance is negative; where
  /// there is no such row, the other value, none by default.
  case neighbour(PlanExpression, distance: Int, otherwise: PlanExpression?)
}

/// The functions that only windows have.
package enum WindowFunction: String, Sendable, CaseIterable {
  case rank
  case rowNumber = "row_number"
  case lag
  case lead
}
