internal import Avow
internal import AvowDiagnostics
internal import AvowRender

/// Writes what is not data to the standard error: complaints, notes, failures.
///
/// An error in writing is passed over: there is nowhere left to report it.
struct Messages {
  let console: Console
  let form: Display.ErrorForm

  /// Complaints about a text, each with its place.
  func write(_ complaints: [Complaint]) {
    for complaint in complaints {
      switch form {
      case .text:
        line(
          complaint.text(
            style: console.hasColorInMessages ? .color : .plain, width: console.messageWidth))
      case .json: line(complaint.json)
      }
    }
  }

  /// Why the command cannot go on.
  func write(_ failure: CommandFailure) {
    guard let code = failure.code else { return }
    write(severity: "error", code: code, failure.message)
  }

  /// Something beside the answer that a reader must know.
  func note(_ text: String) { write("note", text) }

  /// Something that makes the answer re-runnable.
  func stamp(_ fact: String) { write("stamp", fact) }

  private func write(_ severity: String, _ text: String) {
    switch form {
    case .text: line("\(severity): \(text)")
    case .json: line(#"{"severity":"\#(severity)","message":\#(jsonText(text))}"#)
    }
  }

  /// An assertion that does not hold, with the first rows that show it.
  func refuted(_ message: String?, _ counterexamples: Answer) {
    let text = message.map { "assertion failed: \($0)" } ?? "assertion failed"
    write(severity: "error", code: .assertionFailed, text)
    guard form == .text, counterexamples.rowCount > 0 else { return }
    var bytes: [UInt8] = []
    counterexamples.write(as: .box, options: console.messageOptions()) { bytes += $0 }
    ignoringFailure { () throws(CommandFailure) in try console.errors.write(bytes) }
  }

  /// A line for people: in JSON form there is none.
  func remark(_ text: String) {
    if form == .text { line(text) }
  }

  private func write(severity: String, code: DiagnosticCode, _ message: String) {
    switch form {
    case .text: line("\(emphasized("\(severity)[\(code)]:")) \(message)")
    case .json:
      line(#"{"severity":"\#(severity)","code":"\#(code)","message":\#(jsonText(message))}"#)
    }
  }

  private func emphasized(_ text: String) -> String {
    console.hasColorInMessages ? "\u{1B}[1;31m\(text)\u{1B}[0m" : text
  }

  private func line(_ text: String) {
    ignoringFailure { () throws(CommandFailure) in
      try console.errors.write(text.hasSuffix("\n") ? text : text + "\n")
    }
  }

  private func ignoringFailure(_ write: () throws(CommandFailure) -> Void) {
    do { try write() } catch {}
  }
}

/// A text as JSON writes it.
func jsonText(_ text: String) -> String {
  var result = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"", "\\": result += "\\\(scalar)"
    case "\n": result += "\\n"
    case _ where scalar.value < 0x20:
      let digits = String(scalar.value, radix: 16)
      result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result + "\""
}
