/// Terminal sequences that draw within the rows of the edited text.
struct TerminalWriter {
  private(set) var output = ""
  private var row: Int
  /// Nil if unknown: after a character in the last column, because whether the cursor has wrapped
  /// is the terminal's secret, and at first, because libedit miscounts combining marks.
  private var column: Int?
  private var style = TextStyle.plain
  private let columns: Int

  /// Begins with the terminal's cursor in a row.
  init(row: Int, columns: Int) {
    self.row = row
    self.columns = columns
  }

  /// Moves the cursor to a cell on a row that exists.
  mutating func move(to position: CellPosition) {
    if position.row != row || column == nil {
      output += "\r"
      column = 0
    }
    if position.row < row { output += "\u{1B}[\(row - position.row)A" }
    if position.row > row { output += "\u{1B}[\(position.row - row)B" }
    row = position.row
    let distance = position.column - (column ?? 0)
    if distance > 0 { output += "\u{1B}[\(distance)C" }
    if distance < 0 { output += "\u{1B}[\(-distance)D" }
    column = position.column
  }

  /// Writes a character that is no control character.
  mutating func write(_ scalar: Unicode.Scalar, style newStyle: TextStyle) {
    select(newStyle)
    output.unicodeScalars.append(scalar)
    let next = (column ?? 0) + (CellWidth.of(scalar) ?? 0)
    column = next < columns ? next : nil
  }

  /// Selects how the characters that follow look.
  mutating func select(_ newStyle: TextStyle) {
    guard newStyle != style else { return }
    style = newStyle
    output += newStyle.sequence
  }

  /// Clears from the cursor to the end of its row.
  mutating func clearRow() { output += "\u{1B}[K" }

  /// Clears from the cursor to the end of the screen.
  mutating func clearBelow() { output += "\u{1B}[J" }

  /// Hides the cursor while it travels, or shows it again.
  mutating func showCursor(_ visibility: CursorVisibility) { output += visibility.rawValue }

  /// Whether the cursor is seen.
  enum CursorVisibility: String {
    case hidden = "\u{1B}[?25l"
    case shown = "\u{1B}[?25h"
  }
}
