internal import ArgumentParser
internal import Avow
internal import AvowRender

/// The arguments of `avow` itself.
struct AvowCommand: ConsoleCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "avow",
      abstract: "Ask who promised what, to whom, under which conditions, and where it is written.",
      discussion: HelpDiscussion.text, version: Avow.version,
      subcommands: subcommands)
  }

  static var _errorLabel: String { "error" }

  @Argument(
    help: "A directory with a datapackage.json; without it, the built-in dataset.",
    completion: .directory)
  var dataset: String?

  @Option(
    name: .customShort("c"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp("Run statements; may be repeated.", valueName: "query"))
  var query: [QueryArgument] = []

  @Option(
    name: .customShort("f"),
    help: ArgumentHelp(
      "Run the statements of a file, - for the standard input; may be repeated.",
      valueName: "file"),
    completion: .file())
  var file: [FileArgument] = []

  @Option(
    name: .customShort("o"),
    help: ArgumentHelp(
      "Write the answers to a file, which changes only if all went well.", valueName: "file"),
    completion: .file())
  var output: String?

  @Option(
    help: "How answers are written: as the name after -o ends, box on a terminal, else csv.")
  var mode: ModeArgument?

  @OptionGroup var given: StatementOptions

  @Option(
    help: ArgumentHelp("See what was said by the end of a date.", valueName: "date"),
    transform: DayArgument.lastDay)
  var asOf: CalendarDay?

  @Option(
    help: ArgumentHelp("See what was published by the end of a date.", valueName: "date"),
    transform: DayArgument.lastDay)
  var knownOn: CalendarDay?

  @Option(
    help: ArgumentHelp(
      "A directory with copies of the documents, to look evidence up in.", valueName: "dir"),
    completion: .directory)
  var documents: String?

  @Flag(help: "Tell with each answer what makes it re-runnable.")
  var stamp = false

  @Option(help: ArgumentHelp("How errors are written.", valueName: "form"))
  var errors: Display.ErrorForm = .text

  @Flag(name: .customLong("no-header"), help: "Leave out the names of the columns.")
  var isHeaderHidden = false

  func run(_ console: Console) -> ExitStatus { invocation.run(console) }

  /// What the arguments ask for, statements in the order in which they were given.
  private var invocation: Invocation {
    let ordered =
      query.map { ($0.position, InputSource.query($0.text)) }
      + file.map { ($0.position, $0.path == "-" ? .standardInput : .file($0.path)) }
    var invocation = Invocation()
    invocation.dataset = dataset
    invocation.inputs = ordered.sorted { $0.0 < $1.0 }.map(\.1)
    invocation.output = output
    invocation.documents = documents
    invocation.parameters = given.parameter.map { ($0.name, $0.value) }
    invocation.today = given.today
    invocation.asOf = asOf
    invocation.knownOn = knownOn
    invocation.display.chosenMode = mode?.mode
    invocation.display.header = isHeaderHidden ? .hidden : .shown
    invocation.display.isStamped = stamp
    invocation.display.errorForm = errors
    return invocation
  }

  private static let subcommands: [any ParsableCommand.Type] = [
    CheckCommand.self, BuildCommand.self, TestCommand.self, LocateCommand.self,
    FormatCommand.self, CompletionsCommand.self,
  ]

  /// The names of the subcommands, `help` left out.
  static var subcommandNames: [String] {
    subcommands.compactMap { $0.configuration.commandName }
  }

  /// Whether a word in the first place is no dataset.
  static func isSubcommand(_ word: String) -> Bool {
    word == "help" || subcommandNames.contains(word)
  }
}

/// `avow fmt`.
struct FormatCommand: ConsoleCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "fmt", _superCommandName: "avow",
      abstract: "Write statements in their canonical form.",
      discussion: "Without files, the standard input is written to the standard output.")
  }

  static var _errorLabel: String { "error" }

  @Argument(help: "Files to rewrite.", completion: .file())
  var files: [String] = []

  @Flag(help: "Change nothing; name the files that would change, and exit with 1 if there are any.")
  var check = false

  func run(_ console: Console) -> ExitStatus {
    Formatting(paths: files, purpose: check ? .check : .rewrite).run(console)
  }
}

/// `avow completions`.
struct CompletionsCommand: ConsoleCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "completions", _superCommandName: "avow",
      abstract: "Print a completion script for a shell.")
  }

  static var _errorLabel: String { "error" }

  @Argument(help: "The shell.")
  var shell: Shell

  /// A shell that there is a script for.
  enum Shell: String, CaseIterable, ExpressibleByArgument {
    case bash, zsh, fish
  }

  func run(_ console: Console) -> ExitStatus {
    let script =
      switch shell {
      case .bash: AvowCommand.completionScript(for: .bash)
      case .zsh: AvowCommand.completionScript(for: .zsh)
      case .fish: AvowCommand.completionScript(for: .fish)
      }
    return write(script, to: console)
  }
}

/// What `--help` says beside the options.
enum HelpDiscussion {
  static var text: String {
    """
    Without -c and -f, statements are read from the standard input; on a terminal, avow asks for \
    them one by one. To open a dataset whose directory is named like a subcommand, write ./fmt.

    EXAMPLES:
    \(ExampleQueries.all.map { "  avow -c '\($0.query)'" }.joined(separator: "\n"))
      avow -c 'pledges group by type' -o types.json

    EXIT STATUS:
    \(ExitStatus.allCases.map(statusLine).joined(separator: "\n"))
    """
  }

  private static func statusLine(_ status: ExitStatus) -> String {
    let number = "\(status.rawValue)"
    return "  " + number + String(repeating: " ", count: 5 - number.count) + status.summary
  }
}
