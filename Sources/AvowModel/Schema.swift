/// What a dataset declares: its relations, enumerations, units and views.
package struct Schema: Hashable, Sendable {
  package var name: String
  package var title: String
  package var description: String
  package var version: String
  package var relations: [Relation] = []
  package var enumerations: [Enumeration] = []
  package var units = UnitTable()
  /// The text of the views, in the language itself.
  package var views = ""
  /// Where named conditions and their states stand.
  package var conditionRule: ConditionRule?
  /// The hidden relation of the passages that evidence lies in; its fields are `EvidenceField`s.
  package var evidence: RelationID?
  package var rates: RateRule?
  package var links: LinkRule?

  /// Makes a schema without relations.
  package init(name: String, title: String = "", description: String = "", version: String = "") {
    self.name = name
    self.title = title
    self.description = description
    self.version = version
  }

  /// The relation whose rows condition expressions name.
  package var conditions: RelationID? { conditionRule?.relation }

  // No `_read`, though it would save counting references: the optimiser of Swift 6.3 uses, and
  // destroys, what it has yielded after it has ended.
  package subscript(relation: RelationID) -> Relation {
    get { relations[relation.index] }
    _modify { yield &relations[relation.index] }
  }
  package subscript(enumeration: EnumerationID) -> Enumeration {
    enumerations[enumeration.index]
  }

  /// The relation of a name.
  package func relation(named name: String) -> RelationID? {
    relations.firstIndex { $0.name == name }.map(RelationID.init)
  }

  /// The enumeration of a name.
  package func enumeration(named name: String) -> EnumerationID? {
    enumerations.firstIndex { $0.name == name }.map(EnumerationID.init)
  }

  /// A type as people write it: `list of actors`, `quantity(money)`.
  package func name(of type: DataType) -> String {
    switch type {
    case .boolean: "boolean"
    case .integer: "integer"
    case .decimal: "decimal"
    case .text: "text"
    case .date: "date"
    case .quantity(let dimension), .inventory(let dimension):
      dimension.map { "quantity(\(units[$0].name))" } ?? "quantity"
    case .enumeration(let id): self[id].name
    case .reference(let id): self[id].name
    case .condition: "condition"
    case .list(let element): "list of " + name(of: element)
    case .record(let fields):
      "record of " + fields.map(\.name).joined(separator: ", ")
    case .missing: "missing"
    }
  }
}

/// A relation: what one row is, its fields, and how it is shown.
package struct Relation: Hashable, Sendable {
  package var name: String
  package var title: String
  package var description: String
  /// The word for one row: `pledge`.
  package var rowWord: String
  package var fields: [Field] = []
  /// The field that identifies a row.
  package var key: Int?
  /// The field that names a row for people.
  package var label: Int?
  /// The list field of other names.
  package var aliases: Int?
  /// The fields shown without `select`.
  package var defaultColumns: [Int] = []
  /// The fields that a bare `group by` counts by value.
  package var summary: [Int] = []
  /// The reference field to the broader row, where rows form a tree.
  package var broader: Int?
  /// The fields whose telling values stand in brackets after the label, in that order.
  package var labelNotes: [LabelNote] = []
  /// Whether listings leave the relation out.
  package var isHidden = false
  package var thread: ThreadRule?
  /// The fields that a citation names.
  package var citation: CitationRule?
  /// By which fields a sum of the rows' amounts may count something twice.
  package var totals: TotalRule?
  /// When its rows were said, nil where they are not said but just are.
  package var saying: SayingRule?

  /// Makes a relation without fields.
  package init(name: String, title: String = "", description: String = "", rowWord: String = "row")
  {
    self.name = name
    self.title = title
    self.description = description
    self.rowWord = rowWord
  }

  /// The position of a field.
  package func field(named name: String) -> Int? { fields.firstIndex { $0.name == name } }

  /// Whether a viewpoint may leave rows out: those have a date of saying or publication that it
  /// limits, or are threads that have a first one.
  package func isLimited(by viewpoint: Viewpoint) -> Bool {
    if thread?.first != nil { return viewpoint.isLimited }
    guard let saying else { return false }
    return (saying.said != nil && viewpoint.saidBy != nil)
      || (!saying.published.isEmpty && viewpoint.publishedBy != nil)
  }

  /// Whether its rows come into being with something said.
  package var comesWithSaying: Bool { saying?.said != nil || thread?.first != nil }
}

/// An enumeration field that is worth a word after a row's label: `Europe (unbounded group)`.
package struct LabelNote: Hashable, Sendable {
  /// The position of the field.
  package var field: Int
  /// The positions of the values that are shown; the others go without saying.
  package var shown: Set<UInt32>

  /// Makes a note.
  package init(field: Int, shown: Set<UInt32>) {
    self.field = field
    self.shown = shown
  }
}

/// A field of a relation.
package struct Field: Hashable, Sendable {
  package var name: String
  package var description: String
  /// The declared type; a field derived by an expression takes the expression's.
  package var type: DataType
  package var origin: Origin
  /// Whether it is the default way back among several references to one relation.
  package var isDefaultWayBack: Bool
  /// Whether `*` leaves the field out.
  package var isHidden = false

  /// Where the values of a field come from.
  package enum Origin: Hashable, Sendable {
    /// Read from the package.
    case stored
    /// The state of a thread, field by field.
    case thread
    /// An expression in the row's scope, in the language itself.
    case expression(String)
  }

  /// Makes a field.
  package init(
    name: String, description: String = "", type: DataType, origin: Origin = .stored,
    isDefaultWayBack: Bool = false
  ) {
    self.name = name
    self.description = description
    self.type = type
    self.origin = origin
    self.isDefaultWayBack = isDefaultWayBack
  }
}

/// A closed list of values, ordered or a tree where it says so.
package struct Enumeration: Hashable, Sendable {
  package var name: String
  package var title: String
  package var description: String
  /// Whether the values are declared from low to high.
  package var isOrdered: Bool
  package var values: [Member]

  /// One value of an enumeration.
  package struct Member: Hashable, Sendable {
    package var name: String
    package var label: String
    package var description: String
    package var aliases: [String]
    /// The position of the broader value.
    package var broader: Int?

    package init(
      name: String, label: String = "", description: String = "", aliases: [String] = [],
      broader: Int? = nil
    ) {
      self.name = name
      self.label = label
      self.description = description
      self.aliases = aliases
      self.broader = broader
    }
  }

  package init(
    name: String, title: String = "", description: String = "", isOrdered: Bool = false,
    values: [Member]
  ) {
    self.name = name
    self.title = title
    self.description = description
    self.isOrdered = isOrdered
    self.values = values
  }

  /// Whether some value is narrower than another.
  package var isTree: Bool { values.contains { $0.broader != nil } }

  /// For each value, whether it is `position` or narrower; cycles end the climb.
  package func narrower(than position: Int) -> [Bool] {
    values.indices.map { start in
      var current: Int? = start
      for _ in values.indices {
        guard let here = current else { return false }
        if here == position { return true }
        current = values[here].broader
      }
      return false
    }
  }
}
