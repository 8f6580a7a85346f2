internal import Avow
internal import AvowLineEditor

/// Reads statements from the terminal, with history, completion and colours.
final class TerminalReader: StatementReader {
  private let editor: LineEditor

  /// The statements that can be recalled, oldest first.
  var statements: [String] { editor.statements }

  /// Opens the editor; nil where there is no terminal.
  init?(_ console: Console, completing session: @escaping () -> Session) {
    let appearance = Self.appearance(console)
    var configuration = LineEditorConfiguration(appearance: appearance) {
      Prompt(session().promptText, style: TextStyle(parameters: "1"))
    }
    configuration.continuation = Prompt("  ... ", style: TextStyle.dim)
    configuration.historyPath = UserFiles(environment: console.environment).historyFile()
    configuration.isComplete = Self.isComplete
    configuration.complete = { text, cursor in
      CommandCompletion(session: session()).completion(of: text, cursor: cursor)
    }
    configuration.highlight = SyntaxColors.highlights
    guard let editor = LineEditor(configuration) else { return nil }
    self.editor = editor
  }

  /// Lets the arrow keys recall earlier sessions.
  func loadHistory() throws(CommandFailure) {
    do { try editor.loadHistory() } catch { throw Self.failure(error) }
  }

  func read() -> LineEditor.Input { editor.readStatement() }

  func record(_ statement: String) throws(CommandFailure) {
    do { try editor.record(statement) } catch { throw Self.failure(error) }
  }

  func forgetInterrupt() { InterruptFlag.take() }

  /// Whether Enter runs the text: a dot-command always, statements when the parser has all of them.
  private static func isComplete(_ text: String) -> Bool {
    text.drop(while: \.isWhitespace).first == "." || Avow.isComplete(text)
  }

  private static func appearance(_ console: Console) -> TerminalAppearance {
    if console.isDumb { return .dumb }
    return console.hasColor(isTerminal: true) ? .colored : .monochrome
  }

  private static func failure(_ error: HistoryFileError) -> CommandFailure {
    switch error.kind {
    case .cannotRead: .cannotRead(error.path, reason: systemReason(error.errorNumber))
    case .cannotWrite: .cannotWrite(error.path, reason: systemReason(error.errorNumber))
    case .notRegularFile: .cannotRead(error.path, reason: "it is not a regular file")
    }
  }
}
