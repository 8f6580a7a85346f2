internal import AvowDiagnostics
internal import AvowPlan
internal import AvowSyntax

/// The words that may stand at a place of a text that is being typed.
public struct Completions: Hashable, Sendable {
  /// A word with a line about it.
  public struct Candidate: Hashable, Sendable {
    /// The word as it is typed.
    public let text: String
    /// Its type, its count, or what it means.
    public let annotation: String
  }

  /// The part of the text, in UTF-8 bytes, that a candidate replaces.
  public let replacing: Range<Int>
  /// The candidates, the likeliest first.
  public let candidates: [Candidate]
}

extension Session {
  /// The words that may stand at a place, given in UTF-8 bytes; the text may be broken.
  public func complete(_ text: String, cursor: Int) -> Completions {
    guard let context = CompletionContext(at: cursor, in: SourceText(text)) else {
      return Completions(replacing: cursor..<cursor, candidates: [])
    }
    let candidates = completions(for: context, in: catalog, environment: environment)
    return Completions(
      replacing: context.partialSpan.start..<context.partialSpan.end,
      candidates: candidates.map {
        Completions.Candidate(text: $0.text, annotation: $0.annotation)
      })
  }
}

/// Whether a text can run as it is; false where more must come, as after an open bracket.
public func isComplete(_ text: String) -> Bool {
  switch Parser.completeness(of: Array(text.utf8)) {
  case .complete, .empty: true
  case .incomplete: false
  }
}
