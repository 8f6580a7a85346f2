internal import Avow
internal import AvowDiagnostics
internal import AvowSyntax

/// The values given by `-v` of which no statement knows anything.
enum GivenParameters {
  /// Complains where a given name is none of those declared.
  static func check(
    _ given: [String], declared: Set<String>
  ) throws(CommandFailure) {
    guard let unknown = given.first(where: { !declared.contains($0) }) else { return }
    let hint =
      declared.isEmpty
      ? "; the statements have no param" : suggestion(for: unknown, among: declared.sorted())
    throw .usage("-v \(visible(unknown)): no statement declares param \(visible(unknown))" + hint)
  }

  /// The parameters that scripts declare; nil where that cannot be told before they run, because
  /// they read other files or do not parse.
  static func declared(in scripts: [[UInt8]]) -> Set<String>? {
    var result: Set<String> = []
    for script in scripts {
      for part in ScriptParts.parts(of: script) {
        switch part {
        case .shebang: continue
        case .command(let line):
          let name = String(line.prefix { !$0.isWhitespace })
          guard DotCommand.command(named: name)?.action != .read else { return nil }
        case .statements(let range):
          let text = String(decoding: script[range], as: UTF8.self)
          let parsed = Parser.parse(SourceText(text))
          guard parsed.diagnostics.isEmpty else { return nil }
          for statement in parsed.script.statements {
            if case .parameter(let declaration) = statement.kind {
              result.insert(declaration.name.canonical)
            }
          }
        }
      }
    }
    return result
  }
}
