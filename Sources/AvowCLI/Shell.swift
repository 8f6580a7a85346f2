internal import Avow
internal import Glibc

/// A session with the display's settings, which runs statements and dot-commands one after another.
struct Shell {
  var session: Session
  var display: Display
  let console: Console
  /// Where answers go.
  let results: OutputStream
  /// Shows long answers page by page; nil to write them at once.
  var pager: Pager?
  /// Whether statements are entered one by one.
  var isInteractive = false
  /// The statements that were entered, oldest first.
  var enteredStatements: () -> [String] = { [] }
  /// The last answer, or the one that it explains.
  var lastAnswer: Answer?
  /// How many files are being read within each other.
  var readingDepth = 0

  /// How running a text ended.
  enum Ending: Hashable {
    case finished
    /// The user asked to leave.
    case left
    case failed(ExitStatus)
  }

  init(session: Session, display: Display, console: Console, results: OutputStream) {
    self.session = session
    self.display = display
    self.console = console
    self.results = results
  }

  /// Where complaints and notes go.
  var messages: Messages { Messages(console: console, form: display.errorForm) }

  /// Shows outcomes as the settings are now.
  var presenter: Presenter {
    Presenter(
      console: console, display: display, results: results, pager: pager, messages: messages,
      isInteractive: isInteractive)
  }

  /// Runs a script; the first error ends it.
  mutating func run(_ script: [UInt8], named name: String?) -> Ending {
    for part in ScriptParts.parts(of: script) {
      let ending: Ending
      switch part {
      case .shebang: ending = .finished
      case .command(let line): ending = runCommand(line)
      case .statements(let range):
        ending = runStatements(ScriptParts.text(range, of: script), named: name)
      }
      if ending != .finished { return ending }
    }
    return .finished
  }

  private mutating func runStatements(_ text: [UInt8], named name: String?) -> Ending {
    let presenter = presenter
    let query =
      name.map { QueryText(bytes: text, name: $0) }
      ?? QueryText(String(decoding: text, as: UTF8.self))
    var ending = Ending.finished
    var start = Stopwatch()
    var answer = lastAnswer
    session.run(query, isCancelled: console.isInterrupted) { outcome in
      if case .answer(let shown) = outcome { answer = shown.explainable ?? shown }
      ending = presenter.show(outcome)
      if display.isTimed { presenter.tellTime(start.restart()) }
      return ending == .finished
    }
    for note in session.takeDocumentNotes() { messages.note(note) }
    lastAnswer = answer
    if ending == .failed(.queryError), hidesCommand(text) {
      messages.remark("hint: a dot-command needs a semicolon before it")
    }
    if ending == .finished, console.isInterrupted() { return .failed(.interrupted) }
    return ending
  }

  /// Whether a line within statements is a dot-command by its looks.
  private func hidesCommand(_ text: [UInt8]) -> Bool {
    text.split(separator: UInt8(ascii: "\n")).contains { line in
      let word = line.prefix { $0 > 0x20 }
      return DotCommand.command(named: String(decoding: word, as: UTF8.self)) != nil
    }
  }

  /// Runs a dot-command.
  private mutating func runCommand(_ line: String) -> Ending {
    do {
      return try perform(line)
    } catch {
      messages.write(error)
      return .failed(error.status)
    }
  }
}

/// Measures time.
struct Stopwatch {
  private var start = ContinuousClock.now

  /// The milliseconds since the start or the last call.
  mutating func restart() -> Double {
    let now = ContinuousClock.now
    defer { start = now }
    return (now - start) / .milliseconds(1)
  }
}
