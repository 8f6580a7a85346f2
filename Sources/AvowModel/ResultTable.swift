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
  /// What the query was warned of before it ran; what running it found stands among the notes.
  package var warnings: [ResultWarning] = []
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
  /// What was probably not meant.
  case warning(ResultWarning)
}

/// A warning about a query that stands with its answer.
package struct ResultWarning: Hashable, Sendable {
  /// The stable code: `W103`.
  package var code: String
  /// What is probably not meant, without a full stop.
  package var message: String
  /// What to write instead.
  package var hint: String?
  /// Where in the input it stands, in UTF-8 bytes from 0.
  package var bytes: Range<Int>
  /// Where it stands for people; nil until the input is known.
  package var place: Place?

  /// The name of an input, and the line and the column in it, from 1.
  package struct Place: Hashable, Sendable {
    package var file: String
    package var line: Int
    package var column: Int

    /// Makes a place.
    package init(file: String, line: Int, column: Int) {
      self.file = file
      self.line = line
      self.column = column
    }
  }

  /// Makes a warning of which only the offsets are known.
  package init(code: String, message: String, hint: String? = nil, bytes: Range<Int>) {
    self.code = code
    self.message = message
    self.hint = hint
    self.bytes = bytes
  }
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
