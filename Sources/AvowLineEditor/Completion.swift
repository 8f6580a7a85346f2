/// What may stand at the cursor.
package struct Completion: Hashable, Sendable {
  /// One text that may stand there.
  package struct Candidate: Hashable, Sendable {
    /// The text, inserted as it is.
    package var text: String
    /// A word about it for the list of candidates, such as a count; may be empty.
    package var annotation: String

    /// Makes a candidate.
    package init(_ text: String, annotation: String = "") {
      self.text = text
      self.annotation = annotation
    }
  }

  /// The part of the edited text that a candidate replaces, in UTF-8 bytes.
  package var replacing: Range<Int>
  /// The texts that may stand there, in the order in which they are listed.
  package var candidates: [Candidate]
  /// What follows a candidate that is the only one.
  package var terminator: String

  /// Makes a completion.
  package init(replacing: Range<Int>, candidates: [Candidate], terminator: String = " ") {
    self.replacing = replacing
    self.candidates = candidates
    self.terminator = terminator
  }

  /// The longest beginning that all candidates share.
  var commonPrefix: String {
    guard let first = candidates.first else { return "" }
    var common = first.text.unicodeScalars[...]
    for candidate in candidates.dropFirst() {
      let shared = zip(common, candidate.text.unicodeScalars).prefix { $0 == $1 }.count
      common = common.prefix(shared)
    }
    return String(common)
  }
}
