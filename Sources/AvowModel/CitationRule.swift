/// The fields of a relation that a citation names; which of them a relation has is up to it.
///
/// A document names its title, publisher, author and day of publication; what a document says names
/// the day of saying, the speaker and the chain of those who report it.
package struct CitationRule: Hashable, Sendable {
  package var title: Int?
  package var publisher: Int?
  package var author: Int?
  package var published: Int?
  package var said: Int?
  package var speaker: Int?
  /// A list, outermost first.
  package var attribution: Int?
  /// The rows elsewhere that carry the evidence of a relation without any of its own.
  package var carrier: Carrier?

  /// A relation with evidence, and its reference, or list of references, to the rows it is for.
  package struct Carrier: Hashable, Sendable {
    package var relation: RelationID
    package var field: Int
    package init(relation: RelationID, field: Int) {
      self.relation = relation
      self.field = field
    }
  }

  /// Makes a rule that names nothing.
  package init() {}
}
