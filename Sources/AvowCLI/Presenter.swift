internal import Avow
internal import AvowRender

/// Shows what running a statement gave: answers as data, all else as messages.
struct Presenter {
  let console: Console
  let display: Display
  let results: OutputStream
  let pager: Pager?
  let messages: Messages
  /// Whether somebody waits for each outcome, rather than for failures only.
  var isInteractive = false

  /// Shows an outcome and says whether to go on.
  func show(_ outcome: Outcome) -> Shell.Ending {
    do {
      switch outcome {
      case .answer(let answer): try show(answer)
      case .plan(let text): try results.write(text.hasSuffix("\n") ? text : text + "\n")
      case .defined: break
      case .held: if isInteractive { messages.remark("the assertion holds") }
      case .refuted(let message, let counterexamples):
        messages.refuted(message, counterexamples)
        return .failed(.assertionFailed)
      case .warned(let complaints): messages.write(complaints)
      case .failed(let complaints):
        if console.isInterrupted() { return .failed(.interrupted) }
        messages.write(complaints)
        return .failed(.queryError)
      }
      return .finished
    } catch {
      messages.write(error)
      return .failed(error.status)
    }
  }

  /// Tells how long a statement took.
  func tellTime(_ milliseconds: Double) {
    let hundredths = Int((milliseconds * 100).rounded())
    let fraction = String(hundredths % 100 + 100).dropFirst()
    messages.remark("time: \(hundredths / 100).\(fraction) ms")
  }

  private func show(_ answer: Answer) throws(CommandFailure) {
    let mode = console.mode(display, for: answer)
    let options = console.renderOptions(display)
    try paged { (stream) throws(CommandFailure) in
      try answer.write(as: mode, options: options) { (piece) throws(CommandFailure) in
        if console.isInterrupted() { throw .interrupted }
        try stream.write(piece)
      }
    }
    if answer.isChart, mode.charts == .rows { messages.note(Self.note(onChartAs: mode)) }
    for note in answer.notes(apartFrom: mode) { messages.note(note) }
    guard mode.notes == .apart else { return }
    if display.isStamped { for fact in answer.stamp { messages.stamp(fact) } }
  }

  /// What becomes of a chart in a mode that draws none.
  private static func note(onChartAs mode: OutputMode) -> String {
    let drawing = OutputMode.allCases.filter { $0.charts == .drawn }.map(\.name)
    return "\(mode.name) has the rows of the chart; \(drawing.joined(separator: " and ")) draw it"
  }

  private func paged(
    _ write: (OutputStream) throws(CommandFailure) -> Void
  ) throws(CommandFailure) {
    guard let pager else { return try write(results) }
    try pager.show(write)
  }
}
