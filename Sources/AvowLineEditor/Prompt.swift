/// What stands before the text that the user edits.
package struct Prompt: Hashable, Sendable {
  /// The words, in one line and without control characters; they end in a space.
  package let text: String
  /// The colour of the words.
  package let style: TextStyle

  /// Makes a prompt, adding the space at the end if there is none.
  package init(_ text: String, style: TextStyle = .plain) {
    let visible = CellWidth.withoutControls(text)
    self.text = visible.hasSuffix(" ") ? visible : visible + " "
    self.style = style
  }

  /// The terminal cells that the prompt takes.
  var cells: Int { CellWidth.of(text) }

  /// The prompt as libedit wants it: sequences between \u{1}, which it must not end in.
  func escaped(for appearance: TerminalAppearance) -> String {
    guard appearance == .colored, style != .plain else { return text }
    return "\u{1}\(style.sequence)\u{1}\(text.dropLast())\u{1}\(TextStyle.plain.sequence)\u{1} "
  }
}
