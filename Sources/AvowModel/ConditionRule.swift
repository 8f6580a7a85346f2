/// Where the states of named conditions stand.
package struct ConditionRule: Hashable, Sendable {
  /// The relation whose rows condition expressions name.
  package var relation: RelationID
  /// Its boolean field of what is known of each, nil where nothing is.
  package var state: Int?
  /// Its field of conditions that are an expression over others.
  package var meaning: Int?

  /// Makes a rule.
  package init(relation: RelationID, state: Int? = nil, meaning: Int? = nil) {
    self.relation = relation
    self.state = state
    self.meaning = meaning
  }
}
