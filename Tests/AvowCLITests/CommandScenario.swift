import Avow
import AvowCLI
import AvowTestSupport

/// One sample of `Tests/Corpus/cli`: what is given to the command, line by line.
///
///     avow -c 'pledges' --mode csv       the arguments, quoted as in a shell
///     stdin| pledges                     a line of the standard input
///     set NO_COLOR=1                     an environment variable
///     terminal 60                        the output is a terminal of so many columns
///     file q.avow| pledges               a line of a file in $DIR
///     show q.avow                        print the file afterwards
///
/// `$DIR` is an empty directory, `$SMALL` the dataset for tests, `$CITED` the one with documents,
/// `$ROOT` the repository; in what comes out, `$DIGEST` is that of a dataset.
struct CommandScenario {
  private var arguments: [String] = []
  private var input = ""
  private var environment = ["LANG": "C.UTF-8", "TERM": "xterm"]
  private var columns: Int?
  private var files: [(name: String, text: String)] = []
  private var shown: [String] = []
  private let directory: TemporaryDirectory

  init(_ text: String, in directory: TemporaryDirectory) {
    self.directory = directory
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) { read(line) }
  }

  private mutating func read(_ line: Substring) {
    let words = line.split(separator: " ", maxSplits: 1).map(String.init)
    let rest = words.count > 1 ? expanded(words[1]) : ""
    switch words.first {
    case "avow": arguments = ShellWords.split(rest)
    case "stdin|": input += rest + "\n"
    case "set":
      let pair = rest.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      environment[String(pair[0])] = pair.count > 1 ? String(pair[1]) : nil
    case "terminal": columns = Int(rest)
    case "show": shown.append(rest)
    case "file":
      let parts = rest.split(separator: "|", maxSplits: 1).map(String.init)
      files.append((parts[0], parts.count > 1 ? String(parts[1].dropFirst()) : ""))
    default: input += "no such line in a scenario: \(line)\n"
    }
  }

  private var small: String { "\(TestFiles.root)/Tests/Corpus/packages/small" }

  private var cited: String { "\(TestFiles.root)/Tests/Corpus/packages/cited" }

  private func expanded(_ text: String) -> String {
    text.replacing("$DIR", with: directory.path).replacing("$SMALL", with: small)
      .replacing("$CITED", with: cited).replacing("$ROOT", with: TestFiles.root)
  }

  /// Runs the command and describes what came of it: the standard output, `err| ` before each line
  /// of the standard error, the files to show, and the exit status unless it is 0.
  func run() -> String {
    for name in Set(files.map(\.name)) {
      let text = files.filter { $0.name == name }.map { $0.text + "\n" }.joined()
      _ = TestFiles.write(text, to: "\(directory.path)/\(name)")
    }
    let streams = RecordedStreams(input: input)
    let status = runAvow(arguments, streams.console(environment, columns: columns))
    var lines = lines(of: streams.output)
    lines += self.lines(of: streams.errors).map { "err| \($0)" }
    for name in shown {
      let text = TestFiles.text("\(directory.path)/\(name)")
      lines += text.map { self.lines(of: $0).map { "\(name)| \($0)" } } ?? ["\(name) is not there"]
    }
    if status != .success { lines.append("exit \(status.rawValue)") }
    return lines.joined(separator: "\n").replacing(directory.path, with: "$DIR")
      .replacing(small, with: "$SMALL").replacing(cited, with: "$CITED")
      .replacing(TestFiles.root, with: "$ROOT")
      .replacing(/(digest"?: ?"?)[0-9a-f]{64}/) { "\($0.output.1)$DIGEST" }
  }

  private func lines(of text: String) -> [String] {
    guard !text.isEmpty else { return [] }
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last == "" { lines.removeLast() } else { lines.append("(no line break at the end)") }
    return lines.map { $0.replacing("\u{1B}", with: "␛") }
  }
}

/// Words quoted as in a shell: `'…'` and `"…"`.
enum ShellWords {
  static func split(_ text: String) -> [String] {
    var words: [String] = []
    var word: String?
    var quote: Character?
    for character in text {
      if character == quote {
        quote = nil
      } else if quote == nil, character == "'" || character == "\"" {
        quote = character
        word = word ?? ""
      } else if quote == nil, character == " " {
        if let finished = word { words.append(finished) }
        word = nil
      } else {
        word = (word ?? "") + String(character)
      }
    }
    return words + (word.map { [$0] } ?? [])
  }
}
