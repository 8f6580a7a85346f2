/// What a line editor asks and how it looks.
///
/// Texts that the editor passes hold the statement as it is edited: each line after the first may
/// begin with the spaces over which the continuation prompt is drawn. Offsets are UTF-8 bytes.
package struct LineEditorConfiguration {
  /// What the terminal can show.
  package var appearance: TerminalAppearance
  /// Where statements are kept between sessions, in a directory that exists; nil to keep none.
  package var historyPath: String?
  /// How many statements are kept.
  package var historyLimit: Int
  /// What stands before a statement; asked for each.
  package var prompt: () -> Prompt
  /// What stands before each further line of a statement.
  package var continuation: Prompt
  /// Whether Enter runs the text; otherwise it begins a new line.
  package var isComplete: (_ text: String) -> Bool
  /// What may stand at the cursor.
  package var complete: (_ text: String, _ cursor: Int) -> Completion
  /// The colours of the text, in ascending order and without overlap; for colour terminals.
  package var highlight: ((_ text: String) -> [Highlight])?
  /// What may follow the text, shown dimly on colour terminals while the cursor is at its end.
  package var hint: ((_ text: String) -> String?)?

  /// Makes a configuration in which Enter always runs the text and nothing is completed.
  package init(appearance: TerminalAppearance, prompt: @escaping () -> Prompt) {
    self.appearance = appearance
    self.prompt = prompt
    historyLimit = 10_000
    continuation = Prompt("...>")
    isComplete = { _ in true }
    complete = { _, cursor in Completion(replacing: cursor..<cursor, candidates: []) }
  }
}
