internal import ArgumentParser
internal import Avow

/// `avow check`.
struct CheckCommand: ConsoleCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "check", _superCommandName: "avow",
      abstract: "Look for everything that is wrong with a dataset.",
      discussion: """
        Every complaint has a file, a place, a code and a reason: see Grammar/Diagnostics.md. With \
        an error, the exit status is 4. Warnings are worth a look and fail nothing without --strict.
        """)
  }

  static var _errorLabel: String { "error" }

  @Argument(
    help: "A directory with a datapackage.json, or a snapshot.", completion: .directory)
  var dataset: String

  @Option(
    help: ArgumentHelp(
      "A directory with copies of the documents, to look all evidence up in.", valueName: "dir"),
    completion: .directory)
  var documents: String?

  @Option(help: ArgumentHelp("How complaints are written.", valueName: "form"))
  var errors: Display.ErrorForm = .text

  @Option(help: ArgumentHelp("How many complaints are listed.", valueName: "number"))
  var limit = 200

  @Flag(help: "Fail on warnings, too.")
  var strict = false

  /// Lists what is wrong and sums it up in a line.
  func run(_ console: Console) -> ExitStatus {
    let messages = Messages(console: console, form: errors)
    guard limit > 0 else {
      messages.write(CommandFailure.usage("--limit is a number above 0"))
      return .usageOrFileError
    }
    let bar = ProgressBar(console, isWanted: errors == .text)
    let found: DatasetCheck?
    do {
      defer { bar.erase() }
      found = try check(console, bar)
    } catch {
      messages.write(CommandFailure.documents(error.message))
      return .usageOrFileError
    }
    guard let check = found else { return .interrupted }
    messages.write(check.complaints)
    guard !check.isUnreadable else { return .usageOrFileError }
    let report = CheckReport(check: check, dataset: dataset)
    if check.unlistedCount > 0 { messages.note(report.unlisted) }
    let status = write(errors == .json ? report.json : report.line, to: console)
    guard status == .success else { return status }
    let isSound = check.errorCount == 0 && (check.warningCount == 0 || !strict)
    return isSound ? .success : .datasetInvalid
  }

  private func check(
    _ console: Console, _ bar: ProgressBar
  ) throws(DocumentsError) -> DatasetCheck? {
    guard let documents else {
      return DatasetCheck.run(
        dataset, listing: limit, isCancelled: console.isInterrupted, progress: bar.show)
    }
    return try DatasetCheck.run(
      dataset, documents: documents, listing: limit, isCancelled: console.isInterrupted,
      progress: bar.show)
  }
}
