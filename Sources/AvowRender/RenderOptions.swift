/// What a caller decides about the look of an answer.
package struct RenderOptions: Hashable, Sendable {
  /// The width of the terminal in cells; nil or less than 1 where there is none to keep to.
  package var width: Int?
  /// Whether bold and dim text is marked.
  package var color: Color
  /// The signs for borders, dashes and the like; data keeps its own.
  package var signs: Signs
  /// The rows shown at most in modes for people, nil for all.
  package var maximumRows: Int?
  /// Whether the names of the columns are written.
  package var header: Header
  /// The text for what is unknown, nil for the mode's own words.
  package var unknownText: String?
  /// Where CSV and TSV go; the other modes never write a control character.
  package var destination: Destination
  /// Whether what makes the answer re-runnable stands among the notes.
  package var stamp: StampPlace

  /// Whether the stamp is written; JSON always has it.
  package enum StampPlace: Hashable, Sendable {
    case nowhere
    case amongNotes
  }

  /// Whether text is marked.
  package enum Color: Hashable, Sendable {
    case off
    case on
  }

  /// The signs that are not data.
  package enum Signs: Hashable, Sendable {
    case unicode
    case ascii
  }

  /// Whether the names of the columns are written.
  package enum Header: Hashable, Sendable {
    case shown
    case hidden
  }

  /// What the text is written to.
  package enum Destination: Hashable, Sendable {
    /// Control characters in data are shown as escapes.
    case terminal
    /// Data is written as it is.
    case file
  }

  /// Makes options; without any, the text suits a file.
  package init(
    width: Int? = nil, color: Color = .off, signs: Signs = .unicode, maximumRows: Int? = nil,
    header: Header = .shown, unknownText: String? = nil, destination: Destination = .file,
    stamp: StampPlace = .nowhere
  ) {
    self.width = width
    self.color = color
    self.signs = signs
    self.maximumRows = maximumRows
    self.header = header
    self.unknownText = unknownText
    self.destination = destination
    self.stamp = stamp
  }
}

extension RenderOptions {
  /// The width to keep to, nil where there is none.
  var lineWidth: Int? { width.flatMap { $0 > 0 ? $0 : nil } }

  /// How many of an answer's rows people see.
  func shownRows(of count: Int) -> Int { maximumRows.map { min(max($0, 0), count) } ?? count }

  /// The options with the unknown text made safe to show.
  var shownUnknownText: String? { unknownText.map { TextSafety(signs).text($0) } }
}
