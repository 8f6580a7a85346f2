internal import Avow
internal import AvowLineEditor

/// Asks for statements and runs them until the user leaves; errors do not end it.
struct Repl {
  private let console: Console
  private let shell: ShellBox

  init(_ session: Session, _ display: Display, _ console: Console) {
    self.console = console
    var shell = Shell(
      session: session, display: display, console: console, results: console.output)
    shell.pager = Pager(console)
    shell.isInteractive = true
    self.shell = ShellBox(shell)
  }

  /// Opens the terminal and runs.
  func run() -> ExitStatus {
    let shell = shell
    guard let reader = TerminalReader(console, completing: { shell.value.session }) else {
      shell.value.messages.write(.cannotRead("the terminal", reason: "it cannot be opened"))
      return .usageOrFileError
    }
    do { try reader.loadHistory() } catch { shell.value.messages.write(error) }
    return run(reader)
  }

  /// Runs with any reader.
  func run(_ reader: any StatementReader) -> ExitStatus {
    shell.value.enteredStatements = { reader.statements }
    do { try console.output.write(banner) } catch { return error.status }
    if readStartScript() == .left { return .success }
    while true {
      reader.forgetInterrupt()
      switch reader.read() {
      case .endOfInput: return .success
      case .interrupted: continue
      case .statement(let text):
        do { try reader.record(text) } catch { shell.value.messages.write(error) }
        switch shell.value.run(Array(meant(by: text).utf8), named: nil) {
        case .finished: continue
        case .left: return .success
        case .failed(.interrupted):
          // The terminal has shown ^C in the line.
          shell.value.messages.remark("\ninterrupted")
        case .failed(.outputClosed): return .outputClosed
        case .failed: continue
        }
      }
    }
  }

  /// `quit` alone is `.quit`, unless the dataset has a relation of that name.
  private func meant(by text: String) -> String {
    guard let command = DotCommand.command(meantBy: text) else { return text }
    let relations = shell.value.session.relations
    let isRelation = relations.contains { command.names.contains(".\($0.name)") }
    return isRelation ? text : command.names[0]
  }

  private func readStartScript() -> Shell.Ending {
    guard let path = UserFiles(environment: console.environment).startScript,
      let script = try? QueryFile.read(path)
    else { return .finished }
    return shell.value.run(script, named: path)
  }

  private var banner: String {
    let dataset = shell.value.session.dataset
    let largest = shell.value.session.relations
      .map { ($0.rowCount ?? 0, $0.name) }.sorted { $0.0 > $1.0 }.prefix(2)
    let counts = largest.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
    return visible("\(dataset.title) \(dataset.version): \(counts) (.help)") + "\n"
  }
}

/// The shell, shared between the loop and the completion of words.
final class ShellBox {
  var value: Shell

  init(_ value: Shell) { self.value = value }
}
