/// Draws over the text that libedit has drawn: the same characters in colour, the continuation
/// prompt over the indentation of each further line, and a hint behind the end.
struct LinePainter {
  /// Colours for parts of the text, in ascending order and without overlap.
  var highlights: [Highlight]
  /// What is drawn over the indentation.
  var continuation: Prompt
  /// What is drawn behind the end, if the cursor is there.
  var hint: String?
  /// Whether colours are wanted.
  var appearance: TerminalAppearance

  /// The sequences that draw over `screen` and leave the cursor where it was.
  func painting(of screen: ScreenText) -> String {
    var writer = TerminalWriter(row: screen.cursor.row, columns: screen.columns)
    writer.showCursor(.hidden)
    if appearance == .colored { paintText(screen, with: &writer) }
    paintContinuations(screen, with: &writer)
    paintHint(screen, with: &writer)
    writer.select(.plain)
    writer.move(to: screen.cursor)
    writer.showCursor(.shown)
    return writer.output
  }

  private func paintText(_ screen: ScreenText, with writer: inout TerminalWriter) {
    var remaining = highlights[...]
    for character in screen.placed {
      while let next = remaining.first, next.range.upperBound <= character.offset {
        remaining.removeFirst()
      }
      let isInside = remaining.first?.range.contains(character.offset) ?? false
      let style = isInside ? remaining.first?.style ?? .plain : .plain
      if character.scalar == "\n" {
        clearRow(from: character.position, with: &writer)
      } else if character.isDrawn {
        writer.move(to: character.position)
        writer.write(character.scalar, style: style)
      }
    }
    clearRow(from: screen.end, with: &writer)
  }

  /// Clears what is left behind a line: after the deletion of a wide character, libedit leaves the
  /// last cell of the old line there.
  private func clearRow(from position: CellPosition, with writer: inout TerminalWriter) {
    writer.move(to: position)
    writer.select(.plain)
    writer.clearRow()
  }

  private func paintContinuations(_ screen: ScreenText, with writer: inout TerminalWriter) {
    let cells = continuation.cells
    guard cells < screen.columns else { return }
    for (index, character) in screen.placed.enumerated() where character.scalar == "\n" {
      let indentation = screen.placed.dropFirst(index + 1).prefix(cells)
      let isIndented = indentation.count == cells && indentation.allSatisfy { $0.scalar == " " }
      guard isIndented, let start = indentation.first?.position else { continue }
      writer.move(to: start)
      let style = appearance == .colored ? continuation.style : .plain
      for scalar in continuation.text.unicodeScalars { writer.write(scalar, style: style) }
    }
  }

  private func paintHint(_ screen: ScreenText, with writer: inout TerminalWriter) {
    guard let hint = visibleHint(on: screen) else { return }
    writer.move(to: screen.end)
    for scalar in hint.unicodeScalars { writer.write(scalar, style: .dim) }
  }

  /// The part of the hint that fits the row; nil if nothing is drawn.
  func visibleHint(on screen: ScreenText) -> String? {
    guard appearance == .colored, screen.cursor == screen.end, let hint else { return nil }
    let room = screen.columns - 1 - screen.end.column
    let visible = CellWidth.cut(CellWidth.withoutControls(hint), to: room)
    return visible.isEmpty ? nil : visible
  }
}
