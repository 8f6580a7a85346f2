internal import Avow

/// A query given as arguments, without `-c` and quotes around it.
enum QueryArguments {
  private static let options: Set<String> = ["-c", "-f", "-o", "-v", "-h"]

  /// How to give the query that the arguments seem to be; nil where they seem to be none.
  static func hint(about arguments: [String]) -> String? {
    let words = arguments.prefix { !$0.hasPrefix("--") && !options.contains($0) }
    guard let first = words.first, !first.hasPrefix("-"), !QueryFile.exists(first) else {
      return nil
    }
    let query = words.joined(separator: " ")
    let isOneWord = !query.contains(where: \.isWhitespace)
    let isCommand = !suggestion(for: first, among: AvowCommand.subcommandNames).isEmpty
    guard isOneWord ? isTable(first) : !isCommand else { return nil }
    let rest = arguments.dropFirst(words.count).map(quoted(ifNeeded:))
    let command = ["avow", "-c", quoted(query)] + rest
    return "hint: to run a query, write " + visible(command.joined(separator: " "))
  }

  /// Whether a word is a table of the built-in dataset.
  private static func isTable(_ word: String) -> Bool {
    guard let day = CalendarDay("2000-01-01"), let session = try? Session(.builtIn, today: day)
    else { return false }
    return session.relations.contains { $0.name == word.lowercased() }
  }

  private static func quoted(ifNeeded argument: String) -> String {
    let isPlain = argument.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        true
      default: "-_./=:,".utf8.contains(byte)
      }
    }
    return isPlain && !argument.isEmpty ? argument : quoted(argument)
  }

  /// An argument as a shell takes it as one.
  private static func quoted(_ argument: String) -> String {
    let parts = argument.split(separator: "'" as Character, omittingEmptySubsequences: false)
    return "'" + parts.joined(separator: "'\\''") + "'"
  }
}
