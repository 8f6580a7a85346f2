internal import ArgumentParser

/// `avow test`.
struct TestCommand: ConsoleCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "test", _superCommandName: "avow",
      abstract: "Run queries and compare what they print with what is expected.",
      discussion: """
        A file NAME.test holds samples: a query, a line ----, what it prints, a blank line. \
        A line "# dataset: DIR", "# today: yyyy-mm-dd" or "# mode: box" at its top is a setting. \
        In a script NAME.avow each assert is a test, and so is what it prints where there is \
        a directory expected beside it. The report is in the Test Anything Protocol.
        """)
  }

  static var _errorLabel: String { "error" }

  @Argument(
    help: "Files, or directories with files named .test and .avow.", completion: .file())
  var paths: [String]

  @Option(
    help: ArgumentHelp(
      "The dataset of files that name none; without it, the built-in one.", valueName: "dir"),
    completion: .directory)
  var dataset: String?

  @OptionGroup var given: StatementOptions

  @Flag(help: "Write what comes out over what is expected.")
  var update = false

  func run(_ console: Console) -> ExitStatus {
    TestRun(
      paths: paths, dataset: dataset, today: given.today,
      parameters: given.parameter.map { ($0.name, $0.value) }, purpose: update ? .update : .compare
    ).run(console)
  }
}
