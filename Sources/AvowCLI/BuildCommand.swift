internal import ArgumentParser
internal import Avow

/// `avow build`.
struct BuildCommand: ConsoleCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "build", _superCommandName: "avow",
      abstract: "Write a dataset as a snapshot: one file that opens at once.",
      discussion: "The same dataset gives the same bytes. avow FILE.avowdb opens a snapshot.")
  }

  static var _errorLabel: String { "error" }

  @Argument(help: "A directory with a datapackage.json.", completion: .directory)
  var dataset: String

  @Option(
    name: .customShort("o"),
    help: ArgumentHelp("Where the snapshot goes; without it, NAME.avowdb.", valueName: "file"),
    completion: .file())
  var output: String?

  /// Writes the snapshot; a dataset that is wrong leaves the file as it was.
  func run(_ console: Console) -> ExitStatus {
    do {
      return try build(console)
    } catch {
      Messages(console: console, form: .text).write(error)
      return error.status
    }
  }

  private func build(_ console: Console) throws(CommandFailure) -> ExitStatus {
    let bytes: [UInt8]
    do {
      bytes = try DatasetLocation.directory(dataset).snapshot()
    } catch {
      Messages(console: console, form: .text).write(error.complaints)
      return error.isUnreadable ? .usageOrFileError : .datasetInvalid
    }
    try OutputFile.replace(output ?? defaultName, with: bytes)
    return .success
  }

  private var defaultName: String {
    let parts = dataset.split(separator: "/").filter { $0 != "datapackage.json" && $0 != "." }
    return (parts.last.map(String.init) ?? "dataset") + ".avowdb"
  }
}
