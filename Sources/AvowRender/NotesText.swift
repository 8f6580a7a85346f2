package import AvowModel

/// What a reader must know beside the rows, a line a note, safe to show.
///
///     3 pledges undecided: amount unknown 2, said crosses 2025-05 1
package func notesText(_ notes: [ResultNote]) -> [String] {
  let safety = TextSafety(.unicode)
  return notes.compactMap(noteText).map(safety.text)
}

extension ResultWarning {
  /// The warning as a note: `warning[W103]: sum(amount) adds parts to their whole: 1 of 3`.
  var line: String { "warning[\(code)]: \(message)" }
}

private func noteText(_ note: ResultNote) -> String? {
  switch note {
  case .undecided(let word, let causes):
    let causes = causes.filter { $0.count > 0 }
    guard !causes.isEmpty else { return nil }
    let list = causes.map { "\($0.text) \(NumberText.grouped(String($0.count)))" }
    let rows = counted(totalCount(of: causes), word)
    return "\(rows) undecided: \(list.joined(separator: ", "))"
  case .ties(let kept):
    guard kept > 0 else { return nil }
    return kept == 1
      ? "1 more row ties for the last place"
      : "\(counted(kept, "more row")) tie for the last place"
  case .remark(let sentence): return sentence
  case .warning(let warning): return warning.line
  }
}

/// How many rows the causes hold for; each row has one.
func totalCount(of causes: [UndecidedCause]) -> Int {
  causes.reduce(0) { total, cause in
    let (sum, overflow) = total.addingReportingOverflow(cause.count)
    return overflow ? .max : sum
  }
}
