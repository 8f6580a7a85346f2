internal import Avow
internal import AvowDiagnostics
internal import AvowRender

extension Shell {
  private static let readingDepthMax = 16

  /// Performs a dot-command, a line that begins with a dot.
  mutating func perform(_ line: String) throws(CommandFailure) -> Ending {
    let words = line.split(maxSplits: 1, whereSeparator: \.isWhitespace)
    let name = String(words.first ?? "")
    guard let command = DotCommand.command(named: name) else {
      throw .dotCommand(
        "there is no command \(visible(name))" + suggestion(for: name, among: DotCommand.allNames)
          + "; .help lists them")
    }
    let argument = words.count > 1 ? unquoted(String(words[1])) : nil
    if argument == nil ? command.needsArgument : command.argument == .nothing {
      throw .dotCommand("write: \(command.usage)")
    }
    return try perform(command, argument)
  }

  private mutating func perform(
    _ command: DotCommand, _ argument: String?
  ) throws(CommandFailure) -> Ending {
    switch command.action {
    case .help: try help(about: argument)
    case .tables: try results.write(tables())
    case .schema: try results.write(schema(of: argument))
    case .values: try results.write(values(of: argument ?? ""))
    case .mode: try setMode(argument)
    case .read: return try read(argument ?? "")
    case .history: try results.write(history(argument))
    case .timer: try setTimer(argument)
    case .stamp: try setStamp(argument)
    case .documents: try showOrOpenDocuments(argument)
    case .asOf: try setAsOf(argument)
    case .knownOn: try setKnownOn(argument)
    case .exit: return .left
    case .why: return try explain(row: argument ?? "", isCited: false)
    case .cite: return try explain(row: argument ?? "", isCited: true)
    }
    return .finished
  }

  /// The argument without spaces at its ends, and without the quotes around a file's name.
  private func unquoted(_ text: String) -> String? {
    var rest = Substring(text)
    while rest.last?.isWhitespace == true || rest.last == ";" { rest.removeLast() }
    if rest.count > 1, rest.first == "\"", rest.last == "\"" { rest = rest.dropFirst().dropLast() }
    return rest.isEmpty ? nil : String(rest)
  }

  // MARK: What there is

  private func help(about topic: String?) throws(CommandFailure) {
    guard let text = HelpText.text(about: topic, in: session) else {
      throw .dotCommand(
        HelpText.complaint(
          about: topic ?? "", names: HelpText.names(in: session), listing: ".help topics"))
    }
    guard let pager else { return try results.write(text) }
    try pager.show { (stream) throws(CommandFailure) in try stream.write(text) }
  }

  private func tables() -> String {
    Listing(
      session.relations.map { relation in
        [relation.name, relation.rowCount.map { "\($0)" } ?? "view", relation.description]
      }, rightAligned: [1]
    ).text
  }

  private func schema(of relation: String?) throws(CommandFailure) -> String {
    let relations = session.relations
    guard let relation else {
      // The fields of a view's rows stand under the relation that it picks them from.
      return relations.compactMap { relation in
        let name = relation.name
        let listing =
          relation.rowCount == nil
          ? session.definitionListing(of: name, indent: "  ").map { $0 + "\n" }
          : session.schemaListing(of: name, indent: "  ")
        return listing.map { "\(visible(name))\n" + $0 }
      }.joined(separator: "\n")
    }
    guard let listing = session.schemaListing(of: relation) else {
      throw .dotCommand(
        "there is no relation \(visible(relation))"
          + suggestion(for: relation, among: relations.map(\.name)) + "; .tables lists them")
    }
    return listing
  }

  private func values(of name: String) throws(CommandFailure) -> String {
    guard let values = session.values(of: name) else {
      throw .dotCommand(
        "\(visible(name)) has no list of values"
          + suggestion(for: name, among: Self.namesWithValues(in: session))
          + "; write a field, as in .values type, or a relation")
    }
    let relations = session.relations(withField: name)
    if let counted = relations.first, relations.count > 1 {
      let others = relations.dropFirst().map { ".values \($0).\(name)" }.joined(separator: ", ")
      messages.remark("counted in \(visible(counted)); elsewhere: \(visible(others))")
    }
    return Listing(
      (values + session.missingValues(of: name)).map { value in
        let label = value.label == value.name ? "" : value.label
        return [value.name, value.count.map { "\($0)" } ?? "", label, value.description]
      }, rightAligned: [1]
    ).text
  }

  /// Names that `.values` takes.
  static func namesWithValues(in session: Session) -> [String] {
    let relations = session.relations.map(\.name)
    let fields = relations.flatMap { session.fields(of: $0) ?? [] }.map(\.name)
    return relations + Set(fields).sorted().filter { session.values(of: $0) != nil }
  }

  private func history(_ argument: String?) throws(CommandFailure) -> String {
    guard let count = Int(argument ?? "20"), count > 0 else {
      throw .dotCommand("\(visible(argument ?? "")) is no number of statements")
    }
    return enteredStatements().suffix(count).map { visible($0, lineBreak: "\n  ") + "\n" }.joined()
  }

  // MARK: Settings

  private mutating func setMode(_ argument: String?) throws(CommandFailure) {
    guard let argument else {
      let current = console.mode(display)
      let rows = OutputMode.allCases.map { [$0 == current ? "*" : " ", $0.name, $0.summary] }
      return try results.write(Listing(rows).text)
    }
    guard let mode = OutputMode(rawValue: argument.lowercased()) else {
      let known = OutputMode.allCases.map(\.name)
      throw .dotCommand(
        "there is no mode \(visible(argument))" + suggestion(for: argument, among: known)
          + "; modes: " + known.joined(separator: ", "))
    }
    display.chosenMode = mode
  }

  private mutating func setTimer(_ argument: String?) throws(CommandFailure) {
    display.isTimed = try isOn(argument, ".timer", now: display.isTimed)
    messages.remark("timer \(display.isTimed ? "on" : "off")")
  }

  private mutating func setStamp(_ argument: String?) throws(CommandFailure) {
    display.isStamped = try isOn(argument, ".stamp", now: display.isStamped)
    messages.remark("stamp \(display.isStamped ? "on" : "off")")
  }

  /// What `on`, `off` or nothing, which turns the setting over, asks for.
  private func isOn(
    _ argument: String?, _ command: String, now: Bool
  ) throws(CommandFailure) -> Bool {
    switch argument?.lowercased() {
    case nil: return !now
    case "on": return true
    case "off": return false
    default: throw .dotCommand("write: \(command) on, or \(command) off")
    }
  }

  private mutating func read(_ path: String) throws(CommandFailure) -> Ending {
    guard readingDepth < Self.readingDepthMax else {
      throw .cannotRead(path, reason: "\(Self.readingDepthMax) files read each other already")
    }
    let script = try QueryFile.read(path)
    readingDepth += 1
    defer { readingDepth -= 1 }
    return run(script, named: path)
  }
}

/// `, did you mean x?` where something near is known.
func suggestion(for word: String, among known: [String]) -> String {
  let near = EditDistance.suggestions(for: word.lowercased(), among: known, limit: 2)
  return near.isEmpty ? "" : ", did you mean " + near.joined(separator: " or ") + "?"
}

/// A text of several lines with its control characters replaced.
func visible(_ text: String, lineBreak: String) -> String {
  text.split(separator: "\n", omittingEmptySubsequences: false).map { visible(String($0)) }
    .joined(separator: lineBreak)
}
