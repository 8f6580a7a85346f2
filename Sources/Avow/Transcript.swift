package import AvowRender

extension Outcome {
  /// What a file of samples says of an outcome, without a line break at the end.
  ///
  /// An answer's notes follow it where the mode leaves them out. A chart is drawn in any mode: its
  /// rows are what the query says without it.
  package func transcript(as mode: OutputMode) -> String {
    switch self {
    case .answer(let answer): return answer.transcript(as: mode)
    case .plan(let plan): return trimmed(plan)
    case .defined: return ""
    case .held: return "the assertion holds"
    case .refuted(let message, let counterexamples):
      return "the assertion fails" + (message.map { ": " + $0 } ?? "") + "\n"
        + counterexamples.transcript(as: mode)
    case .warned(let complaints), .failed(let complaints):
      return trimmed(complaints.map(\.description).joined(separator: "\n"))
    }
  }
}

extension Session {
  /// What the statements of a text print, without a line break at the end: the one definition of
  /// what stands under a sample.
  package mutating func transcript(
    of text: QueryText, as mode: OutputMode,
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) -> String {
    var pieces: [String] = []
    run(text, isCancelled: isCancelled) { outcome in
      pieces.append(outcome.transcript(as: mode))
      return true
    }
    return trimmed(pieces.filter { !$0.isEmpty }.joined(separator: "\n"))
  }
}

extension DatasetError {
  /// What a sample prints whose dataset is wrong.
  package var transcript: String { complaints.map(\.description).joined(separator: "\n") }
}

extension Answer {
  fileprivate func transcript(as mode: OutputMode) -> String {
    let mode = isChart && mode.charts == .rows ? .box : mode
    let text = trimmed(text(as: mode.name) ?? "")
    return ([text] + notes(apartFrom: mode).map { "note: " + $0 }).joined(separator: "\n")
  }
}

private func trimmed(_ text: String) -> String {
  var text = text[...]
  while text.last == "\n" { text.removeLast() }
  return String(text)
}
