/// A kind of picture that an answer can be drawn as.
package enum ChartKind: String, Hashable, Sendable, CaseIterable {
  case bar
  case timeline

  /// The word that a query uses.
  package var name: String { rawValue }

  /// What is drawn, in one line; help, completion and the manual derive from it.
  package var summary: String {
    switch self {
    case .bar: "a bar for each row, as long as its first number"
    case .timeline: "a mark for each row where its first date lies"
    }
  }
}
