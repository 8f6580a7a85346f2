/// How one document at hand compares with what a dataset recorded of it.
package struct DocumentReport: Sendable {
  /// The row of the document.
  package var document: UInt32
  /// The id of the document.
  package var key: String
  /// The file within the directory, else the name that was recorded.
  package var file: String?
  /// What can be said of the file in a few words: `as recorded`, `changed`.
  package var condition: String
  /// How many passages there are of each state.
  package var counts = Counts()

  /// Numbers of passages.
  package struct Counts: Hashable, Sendable {
    package var asRecorded = 0
    package var moved = 0
    package var changed = 0
    package var unsearched = 0
    package var missing = 0

    /// Counts a passage.
    mutating func add(_ state: Passage.State) {
      switch state {
      case .asRecorded: asRecorded += 1
      case .moved: moved += 1
      case .changed(.notSearched): unsearched += 1
      case .changed: changed += 1
      case .documentMissing: missing += 1
      }
    }

    /// The numbers in words, those that are not 0: `12 passages as recorded, 1 not found`.
    package var words: String {
      let parts = [
        (asRecorded, "as recorded"), (moved, "moved"), (changed, "not found"),
        (unsearched, "not looked for everywhere"), (missing, "not looked at"),
      ].filter { $0.0 > 0 }
      return parts.enumerated().map { position, part in
        let noun = position > 0 ? "" : part.0 == 1 ? "passage " : "passages "
        return "\(part.0) \(noun)\(part.1)"
      }.joined(separator: ", ")
    }
  }
}

extension DocumentFolder {
  /// Compares all documents with what was recorded, which reads every file; asks before each
  /// whether to go on.
  package func reports(isCancelled: () -> Bool = { false }) -> [DocumentReport] {
    var reports: [DocumentReport] = []
    for document in 0..<register.count where !isCancelled() {
      var report = DocumentReport(
        document: UInt32(clamping: document), key: register.key(of: document),
        file: files[document] ?? register.file(of: document),
        condition: copy(of: document).condition.words)
      for row in register.passages[document] {
        if let passage = passage(of: row) { report.counts.add(passage.state) }
      }
      reports.append(report)
    }
    // Whoever reads the report knows.
    _ = takeNotes()
    return reports
  }
}

extension DocumentCopy.Condition {
  /// What can be said of the file in a few words.
  var words: String {
    switch self {
    case .asRecorded: "as recorded"
    case .unverified: "there; no digest was recorded"
    case .reformatted: "as recorded but for line ends"
    case .changed: "changed"
    case .missing: "not there"
    case .unreadable(let reason): "unreadable: \(reason)"
    }
  }
}
