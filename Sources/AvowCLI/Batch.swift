internal import Avow
internal import AvowRender

/// Runs inputs one after another in one session; the first error ends it.
struct Batch {
  let inputs: [InputSource]
  /// The file that answers go to, nil for the standard output.
  let outputPath: String?

  /// Runs all inputs.
  ///
  /// A file for the answers is left as it was unless all went well.
  func run(_ session: Session, _ display: Display, _ console: Console) -> ExitStatus {
    let messages = Messages(console: console, form: display.errorForm)
    do {
      guard let outputPath else {
        return try run(
          Shell(session: session, display: display, console: console, results: console.output))
      }
      let file = try OutputFile.open(outputPath)
      var display = display
      display.isToFile = true
      display.fileMode = OutputMode(endOf: outputPath)
      let shell = Shell(
        session: session, display: display, console: console, results: file.stream)
      return try keep(file) { () throws(CommandFailure) in try run(shell) }
    } catch {
      messages.write(error)
      return error.status
    }
  }

  private func keep(
    _ file: OutputFile, _ run: () throws(CommandFailure) -> ExitStatus
  ) throws(CommandFailure) -> ExitStatus {
    do {
      let status = try run()
      guard status == .success else {
        file.discard()
        return status
      }
    } catch {
      file.discard()
      throw error
    }
    try file.commit()
    return .success
  }

  private func run(_ initial: Shell) throws(CommandFailure) -> ExitStatus {
    var shell = initial
    let given = shell.session.givenParameters
    var isChecked = given.isEmpty
    var loaded: [Script] = []
    if !given.isEmpty {
      for input in inputs { loaded.append(try script(input, shell.console)) }
      if let declared = GivenParameters.declared(in: loaded.map(\.bytes)) {
        try GivenParameters.check(given, declared: declared)
        isChecked = true
      }
    }
    for (position, input) in inputs.enumerated() {
      let script =
        loaded.indices.contains(position) ? loaded[position] : try script(input, shell.console)
      switch shell.run(script.bytes, named: script.name) {
      case .finished: continue
      case .left: return .success
      case .failed(let status): return status
      }
    }
    if !isChecked {
      try GivenParameters.check(given, declared: Set(shell.session.declaredParameters))
    }
    return .success
  }

  /// The text of an input, and what errors call it.
  private struct Script {
    var bytes: [UInt8]
    var name: String?
  }

  private func script(
    _ input: InputSource, _ console: Console
  ) throws(CommandFailure) -> Script {
    switch input {
    case .query(let text):
      guard !text.allSatisfy(\.isWhitespace) else { throw .usage("the query after -c is empty") }
      return Script(bytes: Array(text.utf8))
    case .file(let path): return Script(bytes: try QueryFile.read(path), name: path)
    case .standardInput:
      let bytes = try console.input.readAll(
        named: "the standard input", atMost: QueryFile.bytesMax)
      return Script(bytes: bytes, name: "standard input")
    }
  }
}
