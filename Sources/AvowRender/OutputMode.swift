/// A form in which an answer is written.
package enum OutputMode: String, Hashable, Sendable, CaseIterable {
  case box
  case csv
  case tsv
  case json
  case jsonl
  case markdown
  case list
  case line
}

extension OutputMode {
  /// Who reads a mode: labels, grouped digits and words for people; ids and plain digits for
  /// machines.
  package enum Audience: Hashable, Sendable {
    case people
    case machines
  }

  /// Where the notes of an answer go.
  package enum NotePlace: Hashable, Sendable {
    /// The mode writes them.
    case within
    /// The caller prints `notesText` where it does not disturb the data.
    case apart
  }

  /// What becomes of a chart.
  package enum ChartUse: Hashable, Sendable {
    /// It is drawn.
    case drawn
    /// Its rows are written as those of any answer, whole.
    case rows
  }

  /// The name that a user types.
  package var name: String { rawValue }

  /// What the mode gives, in one line.
  package var summary: String { row.summary }

  /// Who reads the mode.
  package var audience: Audience { row.audience }

  /// Where the notes go.
  package var notes: NotePlace { row.notes }

  /// What becomes of a chart.
  package var charts: ChartUse { row.charts }

  /// Where the references of an answer go: machines get those of each row with the row.
  package var references: NotePlace { audience == .machines ? .within : notes }

  /// The mode that the end of a file's name asks for, nil where it tells nothing.
  package init?(endOf fileName: String) {
    let name = fileName.lowercased()
    guard let dot = name.lastIndex(of: "."), !name[dot...].contains("/") else { return nil }
    switch name[name.index(after: dot)...] {
    case "csv": self = .csv
    case "tsv", "tab": self = .tsv
    case "json": self = .json
    case "jsonl", "ndjson": self = .jsonl
    case "md", "markdown": self = .markdown
    default: return nil
    }
  }

  /// The one table of modes; help, completion and the command line derive from it.
  private var row: (summary: String, audience: Audience, notes: NotePlace, charts: ChartUse) {
    switch self {
    case .box: ("a table with borders, wrapped to the terminal", .people, .within, .drawn)
    case .csv: ("comma-separated values with a header, for spreadsheets", .machines, .apart, .rows)
    case .tsv:
      (
        "tab-separated values, with \\t, \\n and \\\\ for what would break a row", .machines,
        .apart, .rows
      )
    case .json: ("one object with meta, columns and rows", .machines, .within, .rows)
    case .jsonl: ("one JSON object a row", .machines, .apart, .rows)
    case .markdown: ("a pipe table for Markdown", .people, .within, .drawn)
    case .list: ("values separated by |, not aligned", .people, .apart, .rows)
    case .line: ("one value a line, as name = value", .people, .within, .rows)
    }
  }
}
