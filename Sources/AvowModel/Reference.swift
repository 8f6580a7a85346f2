/// A numbered reference beneath an answer: one passage of a document, or a document as a whole.
package struct Reference: Hashable, Sendable {
  package var number: Int
  /// The key of the document.
  package var document: String?
  package var title: String?
  package var publisher: String?
  package var author: String?
  /// The day of publication, in EDTF.
  package var published: String?
  /// The days of saying, in EDTF, each once.
  package var said: [String] = []
  /// The chains of those who report it, outermost first; without one, the speaker alone.
  package var attributions: [[String]] = []
  /// What it shows beside the rows that cite it: `condition ceasefire (value: false)`.
  package var supports: [String] = []
  /// Where in the document, nil for the whole of it.
  package var place: Place?
  /// What became of the passage in the document, where that is at hand.
  package var reading: Reading?

  /// A passage as a document at hand has it.
  package struct Reading: Hashable, Sendable {
    /// The sentence around the passage, nil where it is not to be found.
    package var sentence: MarkedSentence?
    /// What became of the passage where it is not as recorded: `moved by 14`.
    package var condition: String?
    package init(sentence: MarkedSentence?, condition: String?) {
      self.sentence = sentence
      self.condition = condition
    }
  }

  /// A place in a document.
  package struct Place: Hashable, Sendable {
    package var paragraph: Int
    /// Unicode scalars from the start of the document, end-exclusive.
    package var scalars: Range<Int>
    package var language: String
    package init(paragraph: Int, scalars: Range<Int>, language: String) {
      self.paragraph = paragraph
      self.scalars = scalars
      self.language = language
    }
  }

  /// A sentence in three pieces, of which the middle one is cited.
  package struct MarkedSentence: Hashable, Sendable {
    package var before: String
    package var marked: String
    package var after: String
    package init(before: String, marked: String, after: String) {
      self.before = before
      self.marked = marked
      self.after = after
    }
  }

  /// Makes a reference that names nothing yet.
  package init(number: Int) { self.number = number }
}
