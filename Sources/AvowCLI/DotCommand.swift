/// A command to the shell itself: the one table from which running, help and completion derive.
struct DotCommand {
  /// What the command does.
  enum Action: Hashable {
    case help, tables, schema, values, mode, read, history, timer, documents, stamp, exit
    case why, cite
    case asOf, knownOn
  }

  /// What an argument names, for completion.
  enum ArgumentKind: Hashable {
    case nothing, topic, relation, valued, mode, file, directory, number, onOrOff, dateOrOff
  }

  /// The names, each with its dot, the usual one first.
  let names: [String]
  /// The argument as help writes it, empty where there is none.
  let synopsis: String
  let argument: ArgumentKind
  /// Whether the argument must be given.
  let needsArgument: Bool
  let summary: String
  let action: Action

  /// The table, in the order of the help.
  static let all: [DotCommand] = [
    row([".help"], "[TOPIC]", .topic, "what there is; .help topics lists the topics", .help),
    row([".tables"], "", .nothing, "the relations and views with their rows", .tables),
    row([".schema"], "[RELATION]", .relation, "the fields and their types", .schema),
    row(
      [".values"], "NAME", .valued, "the values of a field, or the rows of a relation by name",
      .values, needsArgument: true),
    row([".mode"], "[MODE]", .mode, "how answers are written", .mode),
    row(
      [".why"], "N", .number, "the records that row N of the last answer rests on", .why,
      needsArgument: true),
    row(
      [".cite"], "N", .number, "the references of row N of the last answer", .cite,
      needsArgument: true),
    row([".read"], "FILE", .file, "run the statements of a file", .read, needsArgument: true),
    row([".history"], "[N]", .number, "the last statements, 20 unless told otherwise", .history),
    row(
      [".documents"], "[DIR]", .directory, "look evidence up in the documents of a directory",
      .documents),
    row(
      [".as-of"], "[DATE|off]", .dateOrOff, "see what was said by the end of a date", .asOf),
    row(
      [".known-on"], "[DATE|off]", .dateOrOff, "see what was published by the end of a date",
      .knownOn),
    row([".timer"], "[on|off]", .onOrOff, "tell how long each statement takes", .timer),
    row(
      [".stamp"], "[on|off]", .onOrOff, "tell with each answer what makes it re-runnable", .stamp),
    row([".exit", ".quit"], "", .nothing, "leave", .exit),
  ]

  /// The command of a name, in any case.
  static func command(named name: String) -> DotCommand? {
    all.first { $0.names.contains(name.lowercased()) }
  }

  /// The command that a lone word on a line is meant for: `help`, `quit`, `exit`.
  static func command(meantBy text: String) -> DotCommand? {
    let word = text.filter { !$0.isWhitespace && $0 != ";" }
    guard let command = command(named: "." + word) else { return nil }
    return [.help, .exit].contains(command.action) ? command : nil
  }

  /// Every name of every command.
  static var allNames: [String] { all.flatMap(\.names) }

  /// The command as help writes it: `.schema [RELATION]`.
  var usage: String {
    names.joined(separator: ", ") + (synopsis.isEmpty ? "" : " \(synopsis)")
  }

  private static func row(
    _ names: [String], _ synopsis: String, _ argument: ArgumentKind, _ summary: String,
    _ action: Action, needsArgument: Bool = false
  ) -> DotCommand {
    DotCommand(
      names: names, synopsis: synopsis, argument: argument, needsArgument: needsArgument,
      summary: summary, action: action)
  }
}
