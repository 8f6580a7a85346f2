internal import ArgumentParser
internal import Avow

/// Runs the command with its arguments, without the program's name, and returns how it ended.
package func runAvow(_ arguments: [String], _ console: Console) -> ExitStatus {
  if let invocation = Invocation(plain: arguments) { return invocation.run(console) }
  if let topic = helpTopic(in: arguments) { return help(about: topic, console) }
  let (type, rest) = command(in: arguments)
  do {
    let parsed = try type.parseAsRoot(rest)
    guard let command = parsed as? any ConsoleCommand else { throw CleanExit.helpRequest(type) }
    return command.run(console)
  } catch {
    return explain(error, of: type, arguments, console)
  }
}

/// A command that runs on a console.
protocol ConsoleCommand: ParsableCommand {
  /// Runs and returns how it ended.
  func run(_ console: Console) -> ExitStatus
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

/// What `avow help` is asked about, nil for the arguments of a command.
private func helpTopic(in arguments: [String]) -> String? {
  guard arguments.first == "help", arguments.count > 1 else { return nil }
  let isCommand = arguments.count == 2 && AvowCommand.isSubcommand(arguments[1])
  guard !isCommand, !arguments[1].hasPrefix("-") else { return nil }
  return arguments.dropFirst().joined(separator: " ")
}

private func help(about topic: String, _ console: Console) -> ExitStatus {
  let day = console.today ?? CalendarDay(year: 2000, month: 1, day: 1)
  let session = day.flatMap { try? Session(today: $0) }
  let text =
    session.map { HelpText.text(about: topic, in: $0) } ?? HelpText.text(about: topic)
  if let text { return write(text, to: console) }
  let failure = CommandFailure.usage(
    HelpText.complaint(
      about: topic, names: session.map(HelpText.names) ?? [], listing: "avow help topics"))
  Messages(console: console, form: .text).write(failure)
  return failure.status
}

/// What the argument parser has to say: help on the standard output, mistakes on the other.
private func explain(
  _ error: any Error, of type: any ParsableCommand.Type, _ arguments: [String],
  _ console: Console
) -> ExitStatus {
  if type.exitCode(for: error) != .success, wantsJSON(arguments) {
    let failure = CommandFailure.usage(type.message(for: error))
    Messages(console: console, form: .json).write(failure)
    return failure.status
  }
  let size = console.terminal.size()
  let text = type.fullMessage(for: error, columns: min(size?.columns ?? 80, 100))
  guard type.exitCode(for: error) != .success else { return write(text, to: console) }
  let isAvow = type == AvowCommand.self
  let hint = (isAvow ? QueryArguments.hint(about: arguments) : nil).map { $0 + "\n" } ?? ""
  do { try console.errors.write((text.hasSuffix("\n") ? text : text + "\n") + hint) } catch {}
  return .usageOrFileError
}

/// Whether errors are wanted as JSON, by arguments that may be wrong otherwise.
private func wantsJSON(_ arguments: [String]) -> Bool {
  arguments.contains("--errors=json")
    || zip(arguments, arguments.dropFirst()).contains { $0 == "--errors" && $1 == "json" }
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
