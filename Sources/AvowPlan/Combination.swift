package import AvowModel

/// Two plans put together as sets of rows, by identity: `union`, `except`, `intersect`.
///
/// A row stands once, where it first occurs. Whether a row belongs is three-valued: a row that the
/// left side perhaps has, or that the right side of `except` perhaps has, is undecided.
package struct Combination: Sendable {
  /// The set operations.
  package enum Operation: String, Sendable, CaseIterable {
    case union
    case except
    case intersect
  }

  package var operation: Operation
  package var left: Plan
  package var right: Plan
  /// The columns that both sides give, by position.
  package var columns: [Column]
  /// The row that both sides give, where both are rows of one relation; then there are no columns.
  package var row: Row?

  /// A column of both sides.
  package struct Column: Sendable {
    package var id: ColumnID
    package var name: String
    package var type: DataType
    package var left: PlanExpression
    package var right: PlanExpression

    package init(
      id: ColumnID, name: String, type: DataType, left: PlanExpression, right: PlanExpression
    ) {
      self.id = id
      self.name = name
      self.type = type
      self.left = left
      self.right = right
    }
  }

  /// A row of both sides.
  package struct Row: Sendable {
    package var id: RowID
    package var relation: RelationID
    package var left: PlanExpression
    package var right: PlanExpression

    package init(
      id: RowID, relation: RelationID, left: PlanExpression, right: PlanExpression
    ) {
      self.id = id
      self.relation = relation
      self.left = left
      self.right = right
    }
  }

  package init(
    _ operation: Operation, left: Plan, right: Plan, columns: [Column], row: Row? = nil
  ) {
    self.operation = operation
    self.left = left
    self.right = right
    self.columns = columns
    self.row = row
  }

  /// What tells rows of the left side apart.
  package var leftKeys: [PlanExpression] { row.map { [$0.left] } ?? columns.map(\.left) }
  /// What tells rows of the right side apart.
  package var rightKeys: [PlanExpression] { row.map { [$0.right] } ?? columns.map(\.right) }
}
