internal import Avow

/// Writes statements in their canonical form: `avow fmt`.
struct Formatting {
  /// What to do with a file that is not in canonical form.
  enum Purpose: Hashable {
    /// Rewrite it.
    case rewrite
    /// Name it, and fail.
    case check
  }

  let paths: [String]
  let purpose: Purpose

  /// Formats files, or the standard input; what cannot be parsed stays as it is.
  func run(_ console: Console) -> ExitStatus {
    let messages = Messages(console: console, form: .text)
    guard !paths.isEmpty else {
      return attempt(messages) { () throws(CommandFailure) in
        try formatInput(console, messages)
      }
    }
    var status = ExitStatus.success
    for path in paths {
      let next = attempt(messages) { () throws(CommandFailure) in
        try format(path, console, messages)
      }
      if next.rawValue > status.rawValue { status = next }
    }
    return status
  }

  private func attempt(
    _ messages: Messages, _ work: () throws(CommandFailure) -> ExitStatus
  ) -> ExitStatus {
    do {
      return try work()
    } catch {
      messages.write(error)
      return error.status
    }
  }

  private func formatInput(
    _ console: Console, _ messages: Messages
  ) throws(CommandFailure) -> ExitStatus {
    let name = "standard input"
    let script = try console.input.readAll(named: "the \(name)", atMost: QueryFile.bytesMax)
    guard let formatted = formatted(script, named: name, messages) else { return .queryError }
    switch purpose {
    case .rewrite: try console.output.write(formatted)
    case .check:
      guard formatted == script else {
        messages.remark("\(name) is not in canonical form")
        return .queryError
      }
    }
    return .success
  }

  private func format(
    _ path: String, _ console: Console, _ messages: Messages
  ) throws(CommandFailure) -> ExitStatus {
    let script = try QueryFile.read(path)
    guard let formatted = formatted(script, named: path, messages) else { return .queryError }
    guard formatted != script else { return .success }
    switch purpose {
    case .check:
      try console.output.write("\(visible(path))\n")
      return .queryError
    case .rewrite:
      try OutputFile.replace(path, with: formatted)
      return .success
    }
  }

  /// The script in canonical form, dot-commands left alone; nil if it cannot be parsed.
  private func formatted(
    _ script: [UInt8], named name: String, _ messages: Messages
  ) -> [UInt8]? {
    var result: [UInt8] = []
    for part in ScriptParts.parts(of: script) {
      switch part {
      case .shebang(let range): result += script[range] + "\n".utf8
      case .command(let line):
        endStatement(&result)
        result += "\(line)\n".utf8
      case .statements(let range):
        let text = ScriptParts.text(range, of: script)
        switch Avow.format(QueryText(bytes: text, name: name)) {
        case .formatted(let text): result += text.utf8
        case .failed(let complaints):
          messages.write(complaints)
          return nil
        }
      }
    }
    return result
  }

  /// Puts back the semicolon that a dot-command needs before it and the canonical form leaves out.
  private func endStatement(_ script: inout [UInt8]) {
    guard !ScriptParts.isBetweenStatements(atEndOf: script) else { return }
    let lineBreak = UInt8(ascii: "\n")
    while script.last == lineBreak { script.removeLast() }
    let lastLine = script.split(separator: lineBreak).last ?? []
    // Within a comment it would be none.
    let mayEndInComment = lastLine.indices.contains { index in
      lastLine[index] == UInt8(ascii: "#") || lastLine[index...].starts(with: "--".utf8)
    }
    script += (mayEndInComment ? "\n;\n" : ";\n").utf8
  }
}
