internal import Avow
internal import AvowDiagnostics
internal import AvowRender
internal import AvowSyntax

/// A script being tested: each assertion is a test, and so is what the whole script prints.
struct ScriptTest {
  let path: String
  let script: [UInt8]
  let expectation: ExpectationFile?
  let purpose: TestRun.Purpose

  /// Runs the script to its end, or to the first statement that is wrong.
  func run(
    _ session: Session, _ console: Console, _ report: inout TestReport
  ) throws(CommandFailure) {
    var run = ScriptRun(session, console, name: path)
    try run.run(script)
    if console.isInterrupted() { throw .interrupted }
    for assertion in run.assertions {
      let verdict: TestReport.Verdict =
        assertion.counterexamples.map { .failed("the assertion fails", detail: $0) } ?? .passed
      try report.add(verdict, assertion.name, at: path, line: assertion.line)
    }
    if let expectation {
      try compare(run.text, with: expectation, &report)
    } else if let complaint = run.complaint {
      try report.add(
        .failed("the script ends with an error", detail: lines(of: complaint)), "runs", at: path,
        line: 1)
    } else if run.assertions.isEmpty {
      try report.add(.passed, "runs", at: path, line: 1)
    }
  }

  private func compare(
    _ output: String, with expectation: ExpectationFile, _ report: inout TestReport
  ) throws(CommandFailure) {
    let text = output.isEmpty ? "" : output + "\n"
    let name = "prints \(expectation.path)"
    if text == expectation.text {
      try report.add(.passed, name, at: path, line: 1)
    } else if purpose == .update {
      try OutputFile.replace(expectation.path, with: Array(text.utf8))
      try report.add(.updated, name, at: path, line: 1)
    } else if let expected = expectation.text {
      let detail = LineDifference(expected: expected, got: text).lines
      try report.add(
        .failed("something else comes out than is expected", detail: detail), name, at: path,
        line: 1)
    } else {
      let message = "there is no \(expectation.path); --update writes it"
      try report.add(.failed(message, detail: lines(of: output)), name, at: path, line: 1)
    }
  }
}

/// The running of a script, with what it prints and what became of its assertions.
private struct ScriptRun {
  /// An assertion, and the rows that refute it.
  struct Assertion {
    var name: String
    var line: Int
    /// What shows that it fails; nil where it holds.
    var counterexamples: [String]?
  }

  private(set) var assertions: [Assertion] = []
  /// What ended the script before its end.
  private(set) var complaint: String?
  private var shell: Shell
  private let printed = PrintedText()
  private let console: Console
  private let name: String

  init(_ session: Session, _ console: Console, name: String) {
    var quiet = console
    let printed = printed
    quiet.output = OutputStream { printed.add(String(decoding: $0, as: UTF8.self)) }
    quiet.errors = quiet.output
    quiet.terminal = TerminalFacts()
    quiet.environment = [:]
    var display = Display()
    display.chosenMode = .box
    shell = Shell(session: session, display: display, console: quiet, results: quiet.output)
    self.console = console
    self.name = name
  }

  /// What was printed, without a line break at the end.
  var text: String {
    var text = printed.text[...]
    while text.last == "\n" { text.removeLast() }
    return String(text)
  }

  mutating func run(_ script: [UInt8]) throws(CommandFailure) {
    for part in ScriptParts.parts(of: script) {
      switch part {
      case .shebang: break
      case .command(let line):
        guard perform(line) else { return }
      case .statements(let range):
        runStatements(ScriptParts.text(range, of: script))
        guard complaint == nil, !console.isInterrupted() else { return }
      }
    }
  }

  /// Performs a dot-command; whether the script goes on.
  private mutating func perform(_ line: String) -> Bool {
    do {
      switch try shell.perform(line) {
      case .finished: return true
      case .left: break
      case .failed: complaint = "\(line) did not succeed"
      }
    } catch {
      shell.messages.write(error)
      complaint = error.message
    }
    return false
  }

  private mutating func runStatements(_ text: [UInt8]) {
    let source = SourceText(bytes: text, name: name)
    let statements = Parser.parse(source).script.statements
    let mode = shell.display.chosenMode ?? .box
    var position = 0
    shell.session.run(
      QueryText(bytes: text, name: name), isCancelled: console.isInterrupted
    ) { outcome in
      let text = outcome.transcript(as: mode)
      if !text.isEmpty { printed.add(text + "\n") }
      switch outcome {
      case .warned: return true
      case .held, .refuted:
        if position < statements.count {
          assertions.append(
            Self.assertion(statements[position], in: source, outcome, counterexamples: text))
        }
      case .failed: complaint = text
      case .answer, .plan, .defined: break
      }
      position += 1
      return true
    }
  }

  private static func assertion(
    _ statement: Statement, in source: SourceText, _ outcome: Outcome, counterexamples: String
  ) -> Assertion {
    var result = Assertion(
      name: String(source.text(of: statement.span).prefix { !$0.isNewline }),
      line: source.lineIndex(at: statement.span.start) + 1)
    if case .refuted = outcome { result.counterexamples = lines(of: counterexamples) }
    return result
  }
}

/// Text that grows.
private final class PrintedText {
  private(set) var text = ""

  func add(_ piece: String) { text += piece }
}

/// The lines of a text, safe to show.
private func lines(of text: String) -> [String] {
  text.split(separator: "\n", omittingEmptySubsequences: false).map { visible(String($0)) }
}
