internal import Avow

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
    for input in inputs {
      switch try run(input, in: &shell) {
      case .finished: continue
      case .left: return .success
      case .failed(let status): return status
      }
    }
    return .success
  }

  private func run(
    _ input: InputSource, in shell: inout Shell
  ) throws(CommandFailure) -> Shell.Ending {
    switch input {
    case .query(let text):
      guard !text.allSatisfy(\.isWhitespace) else { throw .usage("the query after -c is empty") }
      return shell.run(Array(text.utf8), named: nil)
    case .file(let path):
      return shell.run(try QueryFile.read(path), named: path)
    case .standardInput:
      let script = try shell.console.input.readAll(
        named: "the standard input", atMost: QueryFile.bytesMax)
      return shell.run(script, named: "standard input")
    }
  }
}
