/// When the rows of a relation were said, and when that was published.
package struct SayingRule: Hashable, Sendable {
  /// The date field of saying, nil for what is only published.
  package var said: Int?
  /// The way to the date of publication: references, then the date; empty where none is told.
  package var published: [Int]

  /// Makes a rule.
  package init(said: Int?, published: [Int] = []) {
    self.said = said
    self.published = published
  }
}
