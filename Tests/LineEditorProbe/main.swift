// A tiny shell around the line editor, driven by Tests/Terminal/test_line_editor.py.
import AvowLineEditor
import Glibc

/// The value of an environment variable.
func environment(_ name: String) -> String? {
  guard let value = unsafe getenv(name) else { return nil }
  return unsafe String(cString: value)
}

/// Prints a line at once.
func say(_ line: String) {
  print(line)
  fflush(nil)
}

let words = [
  "pledges": "31 rows", "parties": "12 rows", "troops": "7 pledges", "training": "3 pledges",
  "трибунал": "2 pledges", "evil\u{1B}[31m": "control\u{7}",
]

/// The words that begin as the text before the cursor ends; `many` stands for a long list.
func complete(_ text: String, _ cursor: Int) -> Completion {
  let before = String(decoding: Array(text.utf8.prefix(cursor)), as: UTF8.self)
  let stem = before.split(separator: " ", omittingEmptySubsequences: false).last.map(String.init)
  let word = (stem ?? "").split(separator: "\n").last.map(String.init) ?? ""
  let range = (cursor - word.utf8.count)..<cursor
  if word.hasPrefix("many") {
    let numbers = (100..<200).map { Completion.Candidate("many\($0)", annotation: "\($0) rows") }
      .filter { $0.text.hasPrefix(word) }
    return Completion(replacing: range, candidates: numbers)
  }
  let known = words.keys.sorted().filter { $0.hasPrefix(word) && !word.isEmpty }
  let candidates = known.map { Completion.Candidate($0, annotation: words[$0] ?? "") }
  return Completion(replacing: range, candidates: candidates)
}

/// Colours `where` blue.
func highlight(_ text: String) -> [Highlight] {
  let bytes = Array(text.utf8)
  let word = Array("where".utf8)
  guard bytes.count >= word.count else { return [] }
  return (0...(bytes.count - word.count)).filter { bytes[$0..<($0 + word.count)] == word[...] }
    .map { Highlight($0..<($0 + word.count), TextStyle(parameters: "34")) }
}

/// Works until Ctrl-C, ten seconds at most.
func runLongQuery() {
  InterruptFlag.take()
  say("running")
  for _ in 0..<1000 where !InterruptFlag.isRaised { usleep(10_000) }
  say(InterruptFlag.take() ? "query cancelled" : "query done")
}

func appearance() -> TerminalAppearance {
  switch environment("PROBE_APPEARANCE") {
  case "dumb": .dumb
  case "monochrome": .monochrome
  default: .colored
  }
}

/// Echoes lines that come without a terminal.
func echoPlainLines() {
  InterruptFlag.install()
  var reader = PlainLineReader(descriptor: STDIN_FILENO)
  while true {
    do {
      switch try reader.readLine() {
      case .line(let line): say("plain: \(line)")
      case .interrupted: say("interrupted: \(InterruptFlag.take())")
      case .endOfInput: return
      }
    } catch {
      say("error: \(error)")
    }
  }
}

/// Edits statements until Ctrl-D.
func editStatements(_ editor: LineEditor) {
  do { try editor.loadHistory() } catch { say("error: \(error)") }
  var offer = ""
  while true {
    let input = editor.readStatement(offering: offer)
    offer = ""
    switch input {
    case .statement("wait"): runLongQuery()
    case .statement("offer"): offer = "pledges(\n  where)"
    case .statement(let text):
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      do { try editor.record(text) } catch { say("error: \(error)") }
      say("got: [\(lines.joined(separator: "⏎"))]")
    case .interrupted: say("interrupted")
    case .endOfInput:
      say("bye")
      return
    }
  }
}

var configuration = LineEditorConfiguration(appearance: appearance()) {
  Prompt("probe> ", style: TextStyle(parameters: "1;32"))
}
configuration.historyPath = environment("PROBE_HISTORY")
configuration.historyLimit = environment("PROBE_LIMIT").flatMap { Int($0) } ?? 100
configuration.continuation = Prompt("  ...>", style: TextStyle(parameters: "32"))
configuration.isComplete = { text in
  text.utf8.count { $0 == UInt8(ascii: "(") } <= text.utf8.count { $0 == UInt8(ascii: ")") }
}
configuration.complete = complete
configuration.highlight = highlight
configuration.hint = { $0 == "ple" ? "dges" : nil }

if let editor = LineEditor(configuration) { editStatements(editor) } else { echoPlainLines() }
