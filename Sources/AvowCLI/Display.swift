internal import Avow
package import AvowRender

/// How answers and messages look: what the user asked for, and what the terminal can do.
package struct Display: Hashable, Sendable {
  /// The mode that was asked for; nil for what suits the output.
  package var chosenMode: OutputMode?
  /// Whether the names of the columns are written.
  package var header: RenderOptions.Header = .shown
  /// Whether complaints are for people or for tools.
  package var errorForm: ErrorForm = .text
  /// Whether the time that each statement took is told.
  package var isTimed = false
  /// Whether what makes an answer re-runnable is written with it.
  package var isStamped = false
  /// Whether answers go to a file that was named, whatever the standard output is.
  package var isToFile = false
  /// The mode that the file's name asks for; nil where it tells nothing.
  package var fileMode: OutputMode?

  /// In what form complaints are written.
  package enum ErrorForm: String, Hashable, Sendable, CaseIterable {
    case text
    case json
  }

  /// Makes a display as it is without any wish.
  package init() {}
}

extension Console {
  /// Whether answers are read on the terminal by the display's settings.
  func isOnTerminal(_ display: Display) -> Bool { terminal.isOutput && !display.isToFile }

  /// The mode in which answers are written.
  func mode(_ display: Display) -> OutputMode {
    display.chosenMode ?? display.fileMode ?? (isOnTerminal(display) ? .box : .csv)
  }

  /// The mode in which an answer is written: a chart is drawn unless another mode was asked for.
  func mode(_ display: Display, for answer: Answer) -> OutputMode {
    answer.isChart ? display.chosenMode ?? display.fileMode ?? .box : mode(display)
  }

  /// How an answer is written to the output.
  func renderOptions(_ display: Display) -> RenderOptions {
    let isOnTerminal = isOnTerminal(display)
    return RenderOptions(
      width: columns ?? (isOnTerminal ? terminal.size()?.columns : nil),
      color: hasColor(isTerminal: isOnTerminal) ? .on : .off, signs: signs,
      header: display.header, destination: isOnTerminal ? .terminal : .file,
      stamp: display.isStamped ? .amongNotes : .nowhere)
  }

  /// How an answer is written among the messages.
  func messageOptions() -> RenderOptions {
    RenderOptions(
      width: messageWidth, color: hasColorInMessages ? .on : .off,
      signs: signs, maximumRows: 10, destination: .terminal)
  }

  /// The cells that a message may take in a line.
  var messageWidth: Int { columns ?? (terminal.isErrors ? terminal.size()?.columns : nil) ?? 100 }

  /// Whether messages are coloured.
  var hasColorInMessages: Bool { hasColor(isTerminal: terminal.isErrors) }

  /// Whether a stream is coloured: never against NO_COLOR, always with CLICOLOR_FORCE, else on a
  /// terminal that is not dumb.
  func hasColor(isTerminal: Bool) -> Bool {
    if isSet("NO_COLOR") { return false }
    if isSet("CLICOLOR_FORCE"), environment["CLICOLOR_FORCE"] != "0" { return true }
    return isTerminal && !isDumb
  }

  /// Whether the terminal cannot move its cursor.
  var isDumb: Bool { (environment["TERM"] ?? "dumb") == "dumb" || !isSet("TERM") }

  /// Signs beyond ASCII where the locale says that text is UTF-8.
  var signs: RenderOptions.Signs {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment[$0] }
      .first { !$0.isEmpty }
    let encoding = (locale ?? "").lowercased().split(separator: ".").dropFirst().first ?? ""
    return encoding.hasPrefix("utf-8") || encoding.hasPrefix("utf8") ? .unicode : .ascii
  }

  /// The width that COLUMNS asks for.
  private var columns: Int? {
    environment["COLUMNS"].flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
  }

  /// Whether a variable is there and not empty.
  func isSet(_ variable: String) -> Bool { !(environment[variable] ?? "").isEmpty }
}
