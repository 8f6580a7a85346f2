internal import Avow
internal import AvowLineEditor
internal import AvowRender

/// What may stand at the cursor, in statements and in dot-commands.
struct CommandCompletion {
  let session: Session

  /// What may stand at a place, in bytes.
  func completion(of text: String, cursor: Int) -> Completion {
    let before = String(decoding: Array(text.utf8.prefix(cursor)), as: UTF8.self)
    guard before.first == "." else {
      let found = session.complete(text, cursor: cursor)
      return Completion(
        replacing: found.replacing,
        candidates: found.candidates.map { .init($0.text, annotation: $0.annotation) })
    }
    return completion(ofCommand: before, cursor: cursor)
  }

  private func completion(ofCommand line: String, cursor: Int) -> Completion {
    if let paths = pathCompletion(ofCommand: line, cursor: cursor) { return paths }
    let start = line.lastIndex(where: \.isWhitespace).map { line.index(after: $0) }
    let word = line[(start ?? line.startIndex)...].lowercased()
    let known: [(String, String)]
    if start == nil {
      known = DotCommand.all.flatMap { command in command.names.map { ($0, command.summary) } }
    } else {
      let name = String(line.prefix { !$0.isWhitespace })
      known = DotCommand.command(named: name).map { arguments(of: $0.argument) } ?? []
    }
    let length = line.utf8.count - line[..<(start ?? line.startIndex)].utf8.count
    return Completion(
      replacing: (cursor - length)..<cursor,
      candidates: known.filter { $0.0.lowercased().hasPrefix(word) }
        .map { .init($0.0, annotation: $0.1) })
  }

  /// What may stand at the end of a path, which goes on to the end of the line; nil where the
  /// command takes none.
  private func pathCompletion(ofCommand line: String, cursor: Int) -> Completion? {
    guard let end = line.firstIndex(where: \.isWhitespace),
      let command = DotCommand.command(named: String(line[..<end]))
    else { return nil }
    let isDirectory = command.argument == .directory
    guard isDirectory || command.argument == .file else { return nil }
    var begun = line[end...].drop(while: \.isWhitespace)
    if begun.first == "\"" { begun.removeFirst() }
    let candidates = PathCompletion.candidates(
      for: String(begun), onlyDirectories: isDirectory)
    return Completion(
      replacing: (cursor - begun.utf8.count)..<cursor, candidates: candidates, terminator: "")
  }

  private func arguments(of kind: DotCommand.ArgumentKind) -> [(String, String)] {
    switch kind {
    case .nothing, .file, .directory, .number: []
    case .onOrOff: [("on", ""), ("off", "")]
    case .dateOrOff: [("off", "")]
    case .mode: OutputMode.allCases.map { ($0.name, $0.summary) }
    case .relation: session.relations.map { ($0.name, $0.description) }
    case .topic: (HelpText.topics + HelpText.names(in: session)).map { ($0, "") }
    case .valued: Shell.namesWithValues(in: session).map { ($0, "") }
    }
  }
}
