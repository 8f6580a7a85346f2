/// The fields of the relation of evidence, whose raw values are their positions.
///
/// A row is a passage: a range of Unicode scalars in a document, 0-based and end-exclusive, with
/// the digest of its text.
package enum EvidenceField: Int, Hashable, Sendable, CaseIterable {
  /// The address for people, which is also the key: `d003 ¶5 1231–1464`.
  case label
  /// The document, a reference.
  case document
  /// The number of the paragraph.
  case paragraph
  /// The offset of the first scalar.
  case start
  /// The offset after the last scalar.
  case end
  /// The language of the passage, a BCP 47 tag.
  case language
  /// The SHA-256 of the passage in UTF-8, in 64 hexadecimal digits.
  case digest
}

extension EvidenceField {
  /// The name of the field.
  package var name: String {
    switch self {
    case .label: "label"
    case .document: "document"
    case .paragraph: "paragraph"
    case .start: "start"
    case .end: "end"
    case .language: "language"
    case .digest: "digest"
    }
  }
}
