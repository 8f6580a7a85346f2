internal import ArgumentParser
internal import Avow

/// `avow locate`.
struct LocateCommand: ConsoleCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "locate", _superCommandName: "avow",
      abstract: "Find words in a document and print the address of the evidence.",
      discussion: """
        The address can be pasted into a field of evidence: document, paragraph, offsets, language \
        and SHA-256. Case, accents, line breaks and the form of quotes do not count; … or ... \
        stands for words left out.

        EXAMPLES:
          avow locate report.txt 'will lend two ferries'
          avow locate d003 'will lend ... mended first' --documents texts --sentence

        EXIT STATUS:
          0  the words stand in one place, or --all was given
          1  they stand nowhere, or in several places, which are listed
          2  wrong arguments, or a document that cannot be read
        """)
  }

  static var _errorLabel: String { "error" }

  @Argument(
    help: ArgumentHelp(
      "A text file, - for the standard input; with --documents, also the id, label or file of a "
        + "document of the dataset."),
    completion: .file())
  var document: String

  @Argument(help: "Some words of the passage, - to read them from the standard input.")
  var words: String

  @Option(
    help: ArgumentHelp("A directory with copies of the documents.", valueName: "dir"),
    completion: .directory)
  var documents: String?

  @Option(
    help: ArgumentHelp(
      "The dataset that names the documents; without it, the built-in one.", valueName: "dir"),
    completion: .directory)
  var dataset: String?

  @Option(
    help: ArgumentHelp(
      "The language of the passage; without it, the document's, or und where that is open.",
      valueName: "tag"))
  var language: LanguageArgument?

  @Flag(help: "Take the whole sentence.")
  var sentence = false

  @Flag(help: "Print all places.")
  var all = false

  @Option(help: ArgumentHelp("How places are written.", valueName: "form"))
  var mode: LocateListing.Form = .address

  func run(_ console: Console) -> ExitStatus {
    let messages = Messages(console: console, form: .text)
    do {
      return try Locating(arguments: self, console: console, messages: messages).run()
    } catch {
      messages.write(error)
      return error.status
    }
  }
}

/// A language after `--language`.
struct LanguageArgument: ExpressibleByArgument {
  let tag: String

  init?(argument: String) {
    let isTag = argument.utf8.allSatisfy { byte in
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "-")
    }
    guard isTag, (2...35).contains(argument.utf8.count) else { return nil }
    tag = argument
  }
}

extension LocateListing.Form: ExpressibleByArgument {}
