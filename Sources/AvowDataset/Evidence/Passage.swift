/// A recorded passage and what became of it in the document at hand.
package struct Passage: Sendable {
  /// What became of a passage.
  package enum State: Hashable, Sendable {
    /// It stands where it was recorded.
    case asRecorded
    /// It stands so many scalars further on, or back where that is negative.
    case moved(by: Int)
    /// It is not to be found.
    case changed(Change)
    /// There is no document to look in, or none that can be read.
    case documentMissing
  }

  /// Why a passage is not to be found in a document that is there.
  package enum Change: Hashable, Sendable {
    /// The document is another than recorded and does not have the passage.
    case gone
    /// The document is another than recorded and has the passage in several places.
    case severalPlaces
    /// The document is another than recorded and too large to look everywhere.
    case notSearched
    /// The document is the one recorded: the address is wrong.
    case wrongDigest
  }

  /// The address in the dataset.
  package var recorded: RecordedPassage
  /// What became of it.
  package var state: State
  /// The passage among its neighbours, nil where it is not to be found.
  package var context: Context?

  /// A passage that was found, and the sentences that it stands in.
  package struct Context: Hashable, Sendable {
    /// The sentence, or the sentences where the passage goes over several; without line breaks at
    /// its ends, otherwise as in the file: for a terminal it needs to be made safe.
    package var sentence: String
    /// The bytes of the sentence, in UTF-8, that the passage takes.
    package var range: Range<Int>
    /// Whether the sentence begins before what is given, because it is very long.
    package var isCutBefore: Bool
    /// Whether the sentence goes on behind what is given.
    package var isCutBehind: Bool
    /// The number of the paragraph in the file at hand, from 1.
    package var paragraph: Int
    /// The Unicode scalars of the file at hand that the passage takes.
    package var scalars: Range<Int>
    /// The digest of the passage as it stands in the file at hand; it differs from the recorded
    /// one where the line ends within it do.
    package var digest: SHA256
  }
}

extension Passage.Context {
  /// The sentence before the passage.
  package var before: String { part(0..<range.lowerBound) }
  /// The passage itself.
  package var marked: String { part(range) }
  /// The sentence behind the passage.
  package var behind: String { part(range.upperBound..<sentence.utf8.count) }

  private func part(_ range: Range<Int>) -> String {
    String(decoding: Array(sentence.utf8)[range], as: UTF8.self)
  }
}

extension Passage.State {
  /// What became of the passage, in a few words: `moved by 14`.
  package var words: String {
    switch self {
    case .asRecorded: "as recorded"
    case .moved(let count): "moved by \(count)"
    case .changed(.gone): "not in the document, which has changed"
    case .changed(.severalPlaces): "in several places of the document, which has changed"
    case .changed(.notSearched): "not found; the document has changed and is too large to search"
    case .changed(.wrongDigest): "not in the document, which is as recorded"
    case .documentMissing: "the document is not at hand"
    }
  }
}
