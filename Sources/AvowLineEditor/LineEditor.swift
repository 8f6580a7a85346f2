internal import CEditLine

/// Edits statements on the terminal: history, completion, colours, several lines in one text.
///
/// One editor at a time, used by one thread; it obeys `~/.editrc`.
// Safety: `edit` is open from the initialiser to the deinitialiser, and no other type sees it.
@safe package final class LineEditor {
  /// What came of reading a statement.
  package enum Input: Hashable, Sendable {
    /// The user entered a statement, perhaps of several lines, perhaps blank.
    case statement(String)
    /// The user dropped the statement by Ctrl-C.
    case interrupted
    /// The user pressed Ctrl-D, or the terminal is gone.
    case endOfInput
  }

  let configuration: LineEditorConfiguration
  let edit: OpaquePointer
  let indentation: Indentation
  private var historyFile: HistoryFile?
  private var lastRecorded: String?
  /// The statements that the arrow keys recall, oldest first.
  package private(set) var statements: [String] = []

  /// The candidates that the last press of TAB left to list.
  var listing: PendingListing?
  /// Whether a hint stands behind the text.
  var isHintShown = false

  /// Whether the standard input and the standard output are a terminal.
  package static var isAvailable: Bool { avow_edit_is_terminal() }

  /// Opens an editor on the standard input and output; nil if they are no terminal, or if there is
  /// an editor already.
  package init?(_ configuration: LineEditorConfiguration) {
    let terminal =
      configuration.appearance == .dumb ? AVOW_EDIT_TERMINAL_DUMB : AVOW_EDIT_TERMINAL_ANSI
    let limit = Int32(clamping: max(1, configuration.historyLimit))
    guard Self.isAvailable, let edit = unsafe avow_edit_open("avow", limit, terminal) else {
      return nil
    }
    self.configuration = configuration
    unsafe self.edit = edit
    // A dumb terminal shows the spaces without the prompt; there they would only be in the way.
    indentation = Indentation(
      cells: configuration.appearance == .dumb ? 0 : configuration.continuation.cells)
    historyFile = configuration.historyPath.map {
      HistoryFile(path: $0, limit: configuration.historyLimit)
    }
    unsafe avow_edit_set_indent(edit, indentation.cells)
    unsafe avow_edit_set_callbacks(edit, callbacks())
  }

  deinit {
    unsafe avow_edit_close(edit)
  }

  /// Prompts, and reads one statement; `offer` stands behind the prompt to be edited or run.
  package func readStatement(offering offer: String = "") -> Input {
    let prompt = configuration.prompt()
    promptCells = prompt.cells
    unsafe avow_edit_set_prompt(
      edit, prompt.escaped(for: configuration.appearance), promptCells)
    listing = nil
    if !offer.isEmpty { unsafe avow_edit_offer(edit, indentation.adding(to: offer)) }
    var text = unsafe avow_edit_text()
    switch unsafe avow_edit_read(edit, &text) {
    case AVOW_EDIT_STATEMENT:
      return .statement(indentation.removing(from: unsafe String(decoding: text)))
    case AVOW_EDIT_INTERRUPTED:
      return .interrupted
    default:  // A C enumeration: the end of the input is all that is left.
      return .endOfInput
    }
  }

  /// The cells of the prompt that stands before the statement.
  private(set) var promptCells = 0
}

// MARK: History

extension LineEditor {
  /// Lets the arrow keys recall what earlier sessions recorded; call it before the first statement.
  package func loadHistory() throws(HistoryFileError) {
    guard let statements = try historyFile?.load() else { return }
    for statement in statements { recall(statement) }
  }

  /// Lets the arrow keys recall a statement and writes it to the history file.
  ///
  /// A blank statement and one equal to the last are passed over. After an error the file is left
  /// alone.
  package func record(_ statement: String) throws(HistoryFileError) {
    guard !statement.allSatisfy(\.isWhitespace), statement != lastRecorded else { return }
    lastRecorded = statement
    recall(statement)
    do {
      try historyFile?.append(statement)
    } catch {
      historyFile = nil
      throw error
    }
  }

  private func recall(_ statement: String) {
    statements.append(statement)
    unsafe avow_edit_add_history(edit, indentation.adding(to: statement))
  }
}
