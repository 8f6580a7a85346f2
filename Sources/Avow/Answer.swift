internal import AvowModel
internal import AvowPlan
package import AvowRender

/// The answer to a query: a table with notes, ready to be written in any mode.
public struct Answer: Sendable {
  var table: ResultTable
  let database: Database
  /// What gave the answer, so that it can be asked why; nil for an explanation.
  var origin: Origin?
  /// The answer that this one explains, at most one.
  var explained: [Answer] = []

  /// The query of an answer, bound.
  struct Origin: Sendable {
    var query: BoundQuery
    var text: QueryText
  }

  /// The number of rows.
  public var rowCount: Int { table.rowCount }

  /// The names of the columns.
  public var columnNames: [String] { table.columns.map(\.name) }

  /// Whether its rows can be asked what they rest on.
  public var isExplainable: Bool { origin != nil }

  /// Whether the query asks for a picture, which modes without pictures write as rows.
  package var isChart: Bool {
    if case .chart = table.presentation { true } else { false }
  }

  /// The answer whose rows can be asked what they rest on: this one, or the one that it explains.
  package var explainable: Answer? { isExplainable ? self : explained.first }

  /// What a reader must know beside the rows: undecided rows by cause, ties, references.
  public var notes: [String] { notesText(table.notes) + referencesText(table.references) }

  /// What a reader must know that a mode does not write.
  package func notes(apartFrom mode: OutputMode) -> [String] {
    (mode.notes == .apart ? notesText(table.notes) : [])
      + (mode.references == .apart ? referencesText(table.references) : [])
  }

  /// What makes the answer re-runnable, a line a fact: the dataset, the query, the day, the rates.
  public var stamp: [String] { stampText(table.stamp) }

  /// The answer as text in a mode: `csv`, `json`, `box` … (`Answer.modes` has all).
  ///
  /// Nil where there is no such mode.
  public func text(as mode: String) -> String? {
    OutputMode(rawValue: mode).map { renderedText(table, from: database, as: $0) }
  }

  /// The modes in which an answer can be written, with a line about each.
  public static var modes: [(name: String, summary: String)] {
    OutputMode.allCases.map { ($0.name, $0.summary) }
  }

  /// Writes the answer piece by piece.
  package func write<Failure: Error>(
    as mode: OutputMode, options: RenderOptions, to write: ([UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    try render(table, from: database, as: mode, options: options, to: write)
  }
}
