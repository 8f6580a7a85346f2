/// Writes what became of tests in the Test Anything Protocol, version 14.
///
/// The plan comes last, because a script says only by running how many assertions it has.
struct TestReport {
  /// What became of a test.
  enum Verdict {
    case passed
    /// The expectation was rewritten.
    case updated
    /// What was wrong, and how it shows.
    case failed(String, detail: [String])
  }

  /// How many tests ended in each way.
  private(set) var passedCount = 0
  private(set) var failedCount = 0
  private(set) var updatedCount = 0
  private let output: OutputStream

  /// Begins a report.
  init(_ output: OutputStream) throws(CommandFailure) {
    self.output = output
    try output.write("TAP version 14\n")
  }

  /// Writes what became of a test that stands on a line of a file.
  mutating func add(
    _ verdict: Verdict, _ name: String, at path: String, line: Int
  ) throws(CommandFailure) {
    let number = passedCount + updatedCount + failedCount + 1
    let title = "\(number) - \(Self.description("\(path):\(line): \(name)"))\n"
    switch verdict {
    case .passed:
      passedCount += 1
      try output.write("ok " + title)
    case .updated:
      updatedCount += 1
      try output.write("ok " + title + "# updated\n")
    case .failed(let message, let detail):
      failedCount += 1
      try output.write(
        "not ok " + title + "  ---\n  message: \(jsonText(message))\n  file: \(jsonText(path))\n"
          + "  line: \(line)\n")
      // The mark says how far the block is indented, for its first line may begin with a space.
      if !detail.isEmpty {
        try output.write("  detail: |2\n" + detail.map { "    \($0)\n" }.joined())
      }
      try output.write("  ...\n")
    }
  }

  /// Writes the plan and the summary.
  func end() throws(CommandFailure) {
    let count = passedCount + updatedCount + failedCount
    var parts = ["\(count) \(count == 1 ? "test" : "tests")"]
    if failedCount > 0 { parts.append("\(failedCount) failed") }
    if updatedCount > 0 { parts.append("\(updatedCount) updated") }
    try output.write("1..\(count)\n# \(parts.joined(separator: ", "))\n")
  }

  /// Writes that no more tests run.
  func bailOut(_ reason: String) throws(CommandFailure) {
    try output.write("Bail out! \(reason)\n")
  }

  /// A text as the description of a test: on one line, cut, with `\` and `#` escaped.
  private static func description(_ text: String) -> String {
    let line = visible(String(text.prefix { !$0.isNewline }))
    let cut = line.count > 100 ? line.prefix(99) + "…" : line[...]
    return cut.map { $0 == "#" || $0 == "\\" ? "\\\($0)" : String($0) }.joined()
  }
}
