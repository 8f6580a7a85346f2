import Testing

private let fileLinesMax = 500
private let functionLinesMax = 70
private let lineCharactersMax = 100

@Test func `files are short`() {
  let findings = SourceTree.files.filter { $0.lines.count > fileLinesMax }
    .map { "\($0.path): \($0.lines.count) lines, \(fileLinesMax) at most" }
  #expect(findings.isEmpty, "\(findings.joined(separator: "\n"))")
}

@Test func `lines are short`() {
  let findings = SourceTree.findings { line, _ in
    line.count > lineCharactersMax ? "\(line.count) characters" : nil
  }
  #expect(findings.isEmpty, "\(findings.joined(separator: "\n"))")
}

@Test func `functions are short`() {
  let findings = SourceTree.files.flatMap { longFunctions(in: $0) }
  #expect(findings.isEmpty, "\(findings.joined(separator: "\n"))")
}

/// The functions that end too far below their first line.
///
/// The formatter puts the closing brace of a declaration under its first letter, so the next line
/// with as many spaces and a brace ends it.
private func longFunctions(in file: SourceTree.File) -> [String] {
  var findings: [String] = []
  for (index, line) in file.lines.enumerated() {
    let code = line.drop { $0 == " " }
    let words = code.split(separator: " ").prefix(6)
    guard words.contains(where: { $0 == "func" || $0.hasPrefix("init(") || $0 == "deinit" }),
      !code.hasPrefix("//"), !code.hasSuffix("}")
    else { continue }
    let indent = line.count - code.count
    let closing = String(repeating: " ", count: indent) + "}"
    guard let end = file.lines[(index + 1)...].firstIndex(where: { $0 == closing }) else {
      continue
    }
    let length = end - index + 1
    if length > functionLinesMax {
      findings.append("\(file.path):\(index + 1): \(length) lines, \(functionLinesMax) at most")
    }
  }
  return findings
}
