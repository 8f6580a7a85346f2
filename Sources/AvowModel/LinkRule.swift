/// Where it stands how dated rows relate: which supersedes which, and which repeats which.
package struct LinkRule: Hashable, Sendable {
  package var relation: RelationID
  /// The reference to the row that supersedes or repeats.
  package var from: Int
  /// The reference to the row that is superseded or repeated.
  package var to: Int
  /// The enumeration field that says how the one stands to the other.
  package var kind: Int
  /// The values by which the first takes the place of the second.
  package var supersedes: Set<UInt32> = []
  /// The values by which the first says again what the second says.
  package var repeats: Set<UInt32> = []

  /// Makes a rule without values.
  package init(relation: RelationID, from: Int, to: Int, kind: Int) {
    self.relation = relation
    self.from = from
    self.to = to
    self.kind = kind
  }
}

extension Database {
  /// Gives the rows of each link that has one of some values, as far as all three are known.
  package func forEachLink(
    _ rule: LinkRule, of kinds: Set<UInt32>,
    _ body: (_ link: Int, _ from: UInt32, _ to: UInt32) -> Void
  ) {
    let columns = self[rule.relation].columns
    guard !kinds.isEmpty, let from = columns[rule.from], let to = columns[rule.to],
      let kind = columns[rule.kind], case .reference(let sources) = from.data,
      case .reference(let targets) = to.data, case .code(let codes) = kind.data
    else { return }
    for link in 0..<codes.count
    where kind.state(at: link) == .known && from.state(at: link) == .known
      && to.state(at: link) == .known && kinds.contains(codes[link])
    {
      body(link, sources[link], targets[link])
    }
  }
}
