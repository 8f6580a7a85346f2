import AvowTestSupport
import Testing

/// Words that do not belong here, and what to write instead.
private let bannedWords: [(word: String, instead: String)] = [
  ("fatalError", "throw, or return a diagnostic"),
  ("try!", "handle the error"),
  ("as!", "use a type that says it"),
  ("@testable", "package access is enough"),
  ("XCTest", "use Swift Testing"),
  ("sleep", "wait for an event"),
]

/// Files that may use a word: a program for tests, and a type with a method of that name.
private let exceptions: [(pathPrefix: String, words: Set<String>)] = [
  ("Tests/LineEditorProbe/main.swift", ["print", "sleep"]),
  ("Sources/AvowSyntax/SyntaxPrinter", ["print"]),
  ("Tests/ConformanceTests/TestSession.swift", ["print"]),
]

@Test func `no banned word is used`() {
  let findings = SourceTree.findings { line, file in
    guard !file.path.hasPrefix("Tests/TidyTests/") else { return nil }
    return bannedWords.first { line.hasWord($0.word) && !isExcepted($0.word, file) }
      .map { "\($0.word): \($0.instead)" }
  }
  #expect(findings.isEmpty, "\(findings.joined(separator: "\n"))")
}

@Test func `nothing is left for later`() {
  let findings = SourceTree.findings { line, file in
    guard !file.path.hasPrefix("Tests/TidyTests/") else { return nil }
    return ["TODO", "FIXME", "HACK"].first { line.contains($0) }
      .map { "\($0): do it, or write it into the changelog as missing" }
  }
  #expect(findings.isEmpty, "\(findings.joined(separator: "\n"))")
}

@Test func `only the console prints`() {
  let findings = SourceTree.findings { line, file in
    line.hasWord("print(") && !isExcepted("print", file) && !file.path.hasPrefix("Tests/TidyTests/")
      ? "print: write to a stream of the console" : nil
  }
  #expect(findings.isEmpty, "\(findings.joined(separator: "\n"))")
}

@Test func `no placeholder is left`() {
  let findings = SourceTree.files.map(\.path).filter {
    $0.hasSuffix("Placeholder.swift") || $0.hasSuffix("Stub.swift")
  }
  #expect(findings.isEmpty, "\(findings.joined(separator: "\n"))")
}

@Test func `declarations that other modules see are documented`() {
  let findings = SourceTree.files.filter { $0.path.hasPrefix("Sources/") }.flatMap { file in
    file.lines.indices.filter { isUndocumented($0, in: file.lines) }
      .map { "\(file.path):\($0 + 1): say in a sentence what this is" }
  }
  #expect(findings.isEmpty, "\(findings.joined(separator: "\n"))")
}

private func isExcepted(_ word: String, _ file: SourceTree.File) -> Bool {
  exceptions.contains { file.path.hasPrefix($0.pathPrefix) && $0.words.contains(word) }
}

/// Whether a line begins a package or public type or function without a comment above.
///
/// Stored properties whose names say all are left to the writer; operators have their meaning.
private func isUndocumented(_ index: Int, in lines: [Substring]) -> Bool {
  let code = lines[index].drop { $0 == " " }
  guard code.hasPrefix("package ") || code.hasPrefix("public ") else { return false }
  let words = code.split(separator: " ")
  let kinds: Set = ["struct", "enum", "class", "protocol", "func", "actor", "typealias"]
  guard let kind = words.prefix(4).firstIndex(where: { kinds.contains(String($0)) }) else {
    return false
  }
  if words[kind] == "func", words[kind + 1].first?.isLetter == false { return false }
  var above = index - 1
  while above >= 0, lines[above].drop(while: { $0 == " " }).hasPrefix("@") { above -= 1 }
  return above < 0 || !lines[above].drop { $0 == " " }.hasPrefix("//")
}
