internal import ArgumentParser
internal import Avow
internal import AvowRender

/// Runs the command with its arguments, without the program's name, and returns how it ended.
package func runAvow(_ arguments: [String], _ console: Console) -> ExitStatus {
  let (type, rest) = command(in: arguments)
  do {
    let parsed = try type.parseAsRoot(rest)
    guard let command = parsed as? any ConsoleCommand else { throw CleanExit.helpRequest(type) }
    return try command.run(console)
  } catch let failure as CommandFailure {
    Messages(console: console, form: .text).write(failure)
    return failure.status
  } catch {
    return explain(error, of: type, console)
  }
}

/// A command that runs on a console.
protocol ConsoleCommand: ParsableCommand {
  /// Runs and returns how it ended.
  func run(_ console: Console) throws(CommandFailure) -> ExitStatus
}

/// The command that the arguments ask for, and the arguments for it.
///
/// A subcommand comes first: anywhere else, its name is that of a dataset.
private func command(in arguments: [String]) -> (any ParsableCommand.Type, [String]) {
  guard let first = arguments.first else { return (AvowCommand.self, []) }
  if first == "help" { return command(in: arguments.dropFirst().prefix(1) + ["--help"]) }
  let named = AvowCommand.configuration.subcommands.first { $0.configuration.commandName == first }
  return named.map { ($0, Array(arguments.dropFirst())) } ?? (AvowCommand.self, arguments)
}

/// What the argument parser has to say: help on the standard output, mistakes on the other.
private func explain(
  _ error: any Error, of type: any ParsableCommand.Type, _ console: Console
) -> ExitStatus {
  let size = console.terminal.size()
  let text = type.fullMessage(for: error, columns: min(size?.columns ?? 80, 100))
  guard type.exitCode(for: error) != .success else { return write(text, to: console) }
  do { try console.errors.write(text.hasSuffix("\n") ? text : text + "\n") } catch {}
  return .usageOrFileError
}

/// Writes a text to the standard output.
func write(_ text: String, to console: Console) -> ExitStatus {
  do {
    try console.output.write(text.hasSuffix("\n") ? text : text + "\n")
    return .success
  } catch {
    Messages(console: console, form: .text).write(error)
    return error.status
  }
}

extension AvowCommand: ConsoleCommand {
  /// Opens the dataset and runs statements, or asks for them.
  func run(_ console: Console) throws(CommandFailure) -> ExitStatus {
    var display = Display()
    display.chosenMode = mode?.mode
    display.header = isHeaderHidden ? .hidden : .shown
    display.errorForm = errors
    let messages = Messages(console: console, form: errors)
    guard let day = today?.day ?? console.today else {
      throw .usage("there is no clock: say the day by --today")
    }
    let isInteractive = inputs.isEmpty && console.terminal.isInput && console.terminal.isOutput
    if isInteractive, output != nil {
      throw .usage("-o needs statements: by -c, by -f or on the standard input")
    }
    var session: Session
    do {
      session = try Session(location(), today: day)
    } catch {
      messages.write(error.complaints)
      if let hint = hint(about: error) { messages.remark(hint) }
      return error.isUnreadable ? .usageOrFileError : .datasetInvalid
    }
    session.keepUntilExit()
    for given in parameter { session.setParameter(given.name, to: given.value) }
    if isInteractive { return Repl(session, display, console).run() }
    let inputs = inputs.isEmpty ? [InputSource.standardInput] : inputs
    return Batch(inputs: inputs, outputPath: output).run(session, display, console)
  }

  private func location() -> DatasetLocation { dataset.map { .directory($0) } ?? .builtIn }

  /// What may have been meant by a dataset that is not there.
  private func hint(about error: DatasetError) -> String? {
    guard error.isUnreadable, let dataset, !QueryFile.exists(dataset) else { return nil }
    if dataset.contains(where: \.isWhitespace) { return "hint: to run a query, write -c '…'" }
    let names = AvowCommand.configuration.subcommands.compactMap { $0.configuration.commandName }
    if names.contains(dataset) { return "hint: write \(dataset) before everything else" }
    return "hint: avow takes the directory of a dataset, or " + names.joined(separator: " or ")
      + suggestion(for: dataset, among: names)
  }
}
