package import AvowModel

/// The history of threads: one row per change of a field.
///
/// A change is dated by the day on which it is certain, as `as of` sees it, and stems from the row
/// whose value holds then. Changes stand by thread, then by day, then in the order of the fields.
package struct ThreadChanges: Sendable {
  /// Gives the threads, each of which counts once.
  package var threads: Plan
  package var row: RowID
  package var relation: RelationID
  package var viewpoint: Viewpoint
  package var columns: Columns

  /// The computed columns of a change.
  package struct Columns: Sendable {
    /// The thread, a reference.
    package var thread: ColumnID
    /// The name of the field, a text.
    package var field: ColumnID
    /// The value before, as text; none before the thread was spoken of.
    package var old: ColumnID
    /// The value after, as text.
    package var new: ColumnID
    /// When the deciding row was said; where the order of several decides, the days on which one
    /// of them was.
    package var said: ColumnID
    /// The deciding row, a reference; unknown where the order of several decides.
    package var source: ColumnID

    /// All of them, as they are shown.
    package var all: [ColumnID] { [thread, field, old, new, said, source] }

    package init(
      thread: ColumnID, field: ColumnID, old: ColumnID, new: ColumnID, said: ColumnID,
      source: ColumnID
    ) {
      self.thread = thread
      self.field = field
      self.old = old
      self.new = new
      self.said = said
      self.source = source
    }
  }

  package init(
    threads: Plan, row: RowID, relation: RelationID, viewpoint: Viewpoint, columns: Columns
  ) {
    self.threads = threads
    self.row = row
    self.relation = relation
    self.viewpoint = viewpoint
    self.columns = columns
  }
}
