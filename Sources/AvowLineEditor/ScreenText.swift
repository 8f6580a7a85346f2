/// A cell of the terminal, counted from the first cell of the prompt.
struct CellPosition: Hashable {
  var row: Int
  var column: Int
}

/// Where libedit puts each character of the edited text.
struct ScreenText {
  /// A character in its cell.
  struct Placed {
    var scalar: Unicode.Scalar
    /// Its offset in UTF-8 bytes.
    var offset: Int
    var position: CellPosition
    /// Whether the character can be drawn in its cell: a combining mark only together with the
    /// character before it, if that is in the same row.
    var isDrawn: Bool
  }

  private(set) var placed: [Placed] = []
  /// The cell behind the text.
  private(set) var end: CellPosition
  /// The cell of the terminal's cursor.
  private(set) var cursor: CellPosition
  /// The cells of a row.
  let columns: Int

  /// Lays out a text behind a prompt; `cursor` is an offset in UTF-8 bytes.
  ///
  /// Nil if the text holds a control character, which libedit shows in ways of its own.
  init?(_ text: String, cursor cursorOffset: Int, promptCells: Int, columns: Int) {
    self.columns = max(1, columns)
    end = CellPosition(row: promptCells / self.columns, column: promptCells % self.columns)
    cursor = end
    var offset = 0
    for scalar in text.unicodeScalars {
      guard let position = advance(over: scalar) else { return nil }
      let isMark = CellWidth.of(scalar) == 0
      let hasBase = position.column > 0 && placed.last?.isDrawn == true
      let isDrawn = scalar != "\n" && (!isMark || hasBase)
      placed.append(
        Placed(scalar: scalar, offset: offset, position: position, isDrawn: isDrawn))
      if offset == cursorOffset { cursor = position }
      offset += UTF8.width(scalar)
    }
    if cursorOffset >= offset { cursor = end }
  }

  /// Moves the end behind a character and returns the character's own cell.
  private mutating func advance(over scalar: Unicode.Scalar) -> CellPosition? {
    if scalar == "\n" {
      defer { end = CellPosition(row: end.row + 1, column: 0) }
      return end
    }
    guard let width = CellWidth.of(scalar) else { return nil }
    if end.column + width > columns { end = CellPosition(row: end.row + 1, column: 0) }
    let position = end
    end.column += width
    if end.column >= columns { end = CellPosition(row: end.row + 1, column: 0) }
    return position
  }
}
