/// The answer to a query: columns, where the rows came from, what was undecided, and a stamp.
package struct ResultTable: Sendable {
  package var columns: [ResultColumn]
  package var rowCount: Int
  /// The rows of a relation that the answer's rows are, nil once they were grouped or computed.
  package var origin: RowOrigin?
  /// What a reader must know beside the rows.
  package var notes: [ResultNote]
  package var stamp: Stamp
  /// How the answer wants to be shown.
  package var presentation: Presentation
  /// The references that cells of the answer number, in order.
  package var references: [Reference] = []
  /// The numbers of the references of each row, as far as rows are cited.
  package var citations: [[Int]] = []

  /// How an answer wants to be shown when the user does not say.
  package enum Presentation: Hashable, Sendable {
    case table
    /// One row, a line per field.
    case card
    /// A picture, where the mode of the output can draw one.
    case chart(Chart)

    /// How an answer is shown that has only the columns at some positions, in that order.
    package func keeping(_ positions: [Int]) -> Presentation {
      switch self {
      case .table, .card: self
      case .chart(let chart): chart.keeping(positions).map(Presentation.chart) ?? .table
      }
    }
  }

  /// Makes a result.
  package init(
    columns: [ResultColumn], rowCount: Int, origin: RowOrigin? = nil, notes: [ResultNote] = [],
    stamp: Stamp, presentation: Presentation = .table
  ) {
    self.columns = columns
    self.rowCount = rowCount
    self.origin = origin
    self.notes = notes
    self.stamp = stamp
    self.presentation = presentation
  }
}

extension ResultTable {
  /// The answer with one of its rows only, without notes.
  package func row(_ row: Int) -> ResultTable {
    var result = self
    let rows = [UInt32(clamping: row)]
    for index in columns.indices {
      result.columns[index].column = columns[index].column.gathered(rows)
    }
    result.rowCount = 1
    if let origin, origin.rows.indices.contains(row) { result.origin?.rows = [origin.rows[row]] }
    result.notes = []
    if case .chart = presentation { result.presentation = .table }
    return result
  }
}

/// A named, typed column of an answer.
package struct ResultColumn: Sendable {
  package var name: String
  package var type: DataType
  package var column: Column
  /// Whether the column is a key of the groups that the rows are.
  package var isGroupKey: Bool

  package init(name: String, type: DataType, column: Column, isGroupKey: Bool = false) {
    self.name = name
    self.type = type
    self.column = column
    self.isGroupKey = isGroupKey
  }
}

/// The rows of a relation that an answer shows, in order.
package struct RowOrigin: Hashable, Sendable {
  package var relation: RelationID
  package var rows: [UInt32]

  package init(relation: RelationID, rows: [UInt32]) {
    self.relation = relation
    self.rows = rows
  }
}

/// Something that a reader must know beside the rows.
package enum ResultNote: Hashable, Sendable {
  /// Rows that a filter could neither keep nor drop, by cause; `word` is the word for one row.
  case undecided(word: String, causes: [UndecidedCause])
  /// Rows kept beyond the asked number because they tie for the last place.
  case ties(kept: Int)
  /// Any other fact, as a sentence without full stop.
  case remark(String)
}

/// A cause of undecided rows and how many rows it holds for.
package struct UndecidedCause: Hashable, Sendable {
  /// What was not decided: `amount unknown`, `said crosses 2025-05`.
  package var text: String
  package var count: Int

  package init(text: String, count: Int) {
    self.text = text
    self.count = count
  }
}
