internal import Avow

/// The days from which queries see the data.
extension Shell {
  /// `.as-of DATE` sets the day, `.as-of off` frees queries from it, `.as-of` tells it.
  mutating func setAsOf(_ argument: String?) throws(CommandFailure) {
    if let argument { session.asOf = try day(argument, ".as-of") }
    messages.remark("as of \(session.asOf.map(\.description) ?? "off")")
  }

  /// The same for `.known-on`.
  mutating func setKnownOn(_ argument: String?) throws(CommandFailure) {
    if let argument { session.knownOn = try day(argument, ".known-on") }
    messages.remark("known on \(session.knownOn.map(\.description) ?? "off")")
  }

  /// The last day of a date, nil for `off`.
  private func day(_ text: String, _ command: String) throws(CommandFailure) -> CalendarDay? {
    if text.lowercased() == "off" { return nil }
    guard let day = CalendarDay(endOf: text) else {
      let advice =
        CalendarDay.advice(about: text, after: command + " ") ?? "write \(command) 2025-03"
      throw .dotCommand("\(visible(text)) is no date; \(advice), or \(command) off")
    }
    return day
  }
}

extension Session {
  /// The prompt: the name of the program and the days from which queries see the data.
  var promptText: String {
    let asOf = asOf.map { " as of \($0)" } ?? ""
    let knownOn = knownOn.map { " known on \($0)" } ?? ""
    return "avow\(asOf)\(knownOn)> "
  }
}
