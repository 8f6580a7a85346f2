internal import Avow
internal import AvowRender

/// What `avow` is asked to do: a dataset, statements, and how to show what they give.
struct Invocation {
  /// Where the dataset is; nil for the built-in one.
  var dataset: String?
  /// Where statements come from, in order; none for the standard input or the REPL.
  var inputs: [InputSource] = []
  /// The file that answers go to; nil for the standard output.
  var output: String?
  /// The directory with copies of the documents; nil where none are at hand.
  var documents: String?
  /// The values of parameters by their names.
  var parameters: [(name: String, value: String)] = []
  /// The day that `today` stands for; nil for the clock's.
  var today: CalendarDay?
  /// The days from which queries see the data that do not say themselves.
  var asOf: CalendarDay?
  var knownOn: CalendarDay?
  var display = Display()

  init() {}

  /// Reads arguments that are only datasets, `-c` and `-f`; nil for all others, mistakes included.
  ///
  /// Most runs are such, and the argument parser would take a third of their time.
  init?(plain arguments: [String]) {
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      switch argument {
      case "-c", "-f":
        guard let value = rest.popFirst(), argument == "-c" || value == "-" || !value.hasPrefix("-")
        else { return nil }
        if argument == "-c" {
          inputs.append(.query(value))
        } else {
          inputs.append(value == "-" ? .standardInput : .file(value))
        }
      default:
        let isSubcommand = dataset == nil && inputs.isEmpty && AvowCommand.isSubcommand(argument)
        guard !argument.hasPrefix("-"), dataset == nil, !isSubcommand else { return nil }
        dataset = argument
      }
    }
  }

  /// Opens the dataset and runs statements, or asks for them.
  func run(_ console: Console) -> ExitStatus {
    let messages = Messages(console: console, form: display.errorForm)
    do {
      return try run(console, messages)
    } catch {
      messages.write(error)
      return error.status
    }
  }

  private func run(
    _ console: Console, _ messages: Messages
  ) throws(CommandFailure) -> ExitStatus {
    guard let day = today ?? console.today else {
      throw .usage("there is no clock: say the day by --today")
    }
    let isInteractive = inputs.isEmpty && console.terminal.isInput && console.terminal.isOutput
    if isInteractive, output != nil {
      throw .usage("-o needs statements: by -c, by -f or on the standard input")
    }
    var session: Session
    do {
      session = try Session(dataset.map { .directory($0) } ?? .builtIn, today: day)
    } catch {
      messages.write(error.complaints)
      if let hint = hint(about: error) { messages.remark(hint) }
      return error.isUnreadable ? .usageOrFileError : .datasetInvalid
    }
    session.keepUntilExit()
    session.asOf = asOf
    session.knownOn = knownOn
    if let documents { try session.open(documents: documents) }
    for given in parameters { session.setParameter(given.name, to: given.value) }
    if isInteractive { return Repl(session, display, console).run() }
    let inputs = inputs.isEmpty ? [InputSource.standardInput] : inputs
    return Batch(inputs: inputs, outputPath: output).run(session, display, console)
  }

  /// What may have been meant by a dataset that is not there.
  private func hint(about error: DatasetError) -> String? {
    guard error.isUnreadable, let dataset, !QueryFile.exists(dataset) else { return nil }
    if let hint = QueryArguments.hint(about: [dataset]) { return hint }
    let names = AvowCommand.subcommandNames
    if names.contains(dataset) { return "hint: write \(dataset) before everything else" }
    return "hint: avow takes the directory of a dataset, or " + names.joined(separator: " or ")
      + suggestion(for: dataset, among: names)
  }
}
