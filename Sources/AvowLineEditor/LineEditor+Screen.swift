internal import CEditLine

extension LineEditor {
  /// Where the text stands; nil if it holds control characters.
  private func screen(columns: Int) -> ScreenText? {
    let (text, cursor) = currentText()
    return ScreenText(text, cursor: cursor, promptCells: promptCells, columns: columns)
  }

  /// Draws colours, continuation prompts and the hint over what libedit has drawn.
  func paint() {
    guard configuration.appearance != .dumb else { return }
    let (text, cursor) = currentText()
    let isPlain = configuration.appearance == .monochrome && !text.utf8.contains(UInt8(ascii: "\n"))
    let size = avow_edit_get_size()
    guard !isPlain,
      let screen = ScreenText(
        text, cursor: cursor, promptCells: promptCells, columns: Int(size.columns)),
      screen.end.row < Int(size.rows)
    else { return }
    let painter = LinePainter(
      highlights: configuration.highlight?(text) ?? [],
      continuation: configuration.continuation,
      hint: cursor == text.utf8.count ? configuration.hint?(text) : nil,
      appearance: configuration.appearance
    )
    isHintShown = painter.visibleHint(on: screen) != nil
    write(painter.painting(of: screen))
  }

  /// Erases the hint, which libedit does not know of; the cursor stands before it.
  func eraseHint() {
    guard isHintShown else { return }
    isHintShown = false
    write("\u{1B}[K")
  }

  /// Clears the rows of the text after the terminal has moved them to fit its new width.
  func clearForResize() {
    guard configuration.appearance != .dumb,
      let screen = screen(columns: Int(avow_edit_get_size().columns))
    else { return }
    var writer = TerminalWriter(row: screen.cursor.row, columns: screen.columns)
    writer.move(to: CellPosition(row: 0, column: 0))
    writer.clearBelow()
    write(writer.output)
  }

  /// Moves the terminal's cursor to the last row of the text.
  func moveBelowText() {
    guard configuration.appearance != .dumb,
      let screen = screen(columns: Int(avow_edit_get_size().columns))
    else { return }
    var writer = TerminalWriter(row: screen.cursor.row, columns: screen.columns)
    writer.move(to: screen.end)
    write(writer.output)
  }

  /// Writes lines below the text and leaves the cursor where libedit draws the text anew: on the
  /// row, counted from the prompt, on which libedit believes it.
  func writeBelowText(_ lines: [String]) {
    let row = screen(columns: Int(avow_edit_get_size().columns))?.cursor.row ?? 0
    moveBelowText()
    let below = String(repeating: "\r\n", count: row)
    write("\r\n" + lines.joined(separator: "\r\n") + "\r\n" + below)
  }
}
