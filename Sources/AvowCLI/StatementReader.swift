internal import AvowLineEditor

/// Gives the REPL what the user enters.
protocol StatementReader: AnyObject {
  /// Waits for the next statement.
  func read() -> LineEditor.Input
  /// Keeps a statement for recall.
  func record(_ statement: String) throws(CommandFailure)
  /// The statements that can be recalled, oldest first.
  var statements: [String] { get }
  /// Lowers the flag that Ctrl-C raised.
  func forgetInterrupt()
}
