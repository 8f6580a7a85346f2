internal import AvowModel

/// The layout of schemas.
extension SnapshotCoder {
  mutating func schema(_ schema: inout Schema) {
    text(&schema.name)
    text(&schema.title)
    text(&schema.description)
    text(&schema.version)
    text(&schema.views)
    list(&schema.relations, blank: Relation(name: "")) { $0.relation(&$1) }
    list(&schema.enumerations, blank: Enumeration(name: "", values: [])) { $0.enumeration(&$1) }
    units(&schema.units)
    optional(&schema.conditionRule, blank: ConditionRule(relation: RelationID(0))) {
      $0.relationID(&$1.relation)
      $0.position(&$1.state)
      $0.position(&$1.meaning)
    }
    optional(&schema.evidence, blank: RelationID(0)) { $0.relationID(&$1) }
    let blank = RateRule(relation: RelationID(0), base: UnitID(0), currency: 0, day: 0, rate: 0)
    optional(&schema.rates, blank: blank) { $0.rates(&$1) }
    let link = LinkRule(relation: RelationID(0), from: 0, to: 0, kind: 0)
    optional(&schema.links, blank: link) { $0.links(&$1) }
  }

  private mutating func relation(_ relation: inout Relation) {
    text(&relation.name)
    text(&relation.title)
    text(&relation.description)
    text(&relation.rowWord)
    list(&relation.fields, blank: Field(name: "", type: .missing)) { $0.field(&$1) }
    position(&relation.key)
    position(&relation.label)
    position(&relation.aliases)
    position(&relation.broader)
    list(&relation.defaultColumns, blank: 0) { $0.count(&$1) }
    list(&relation.summary, blank: 0) { $0.count(&$1) }
    list(&relation.labelNotes, blank: LabelNote(field: 0, shown: [])) { $0.labelNote(&$1) }
    boolean(&relation.isHidden)
    let blank = ThreadRule(source: RelationID(0), member: 0, date: 0, fields: [])
    optional(&relation.thread, blank: blank) { $0.thread(&$1) }
    optional(&relation.citation, blank: CitationRule()) { $0.citation(&$1) }
    optional(&relation.totals, blank: TotalRule()) {
      $0.position(&$1.whole)
      $0.position(&$1.repeats)
      $0.position(&$1.running)
      $0.position(&$1.phase)
    }
    optional(&relation.saying, blank: SayingRule(said: nil)) {
      $0.position(&$1.said)
      $0.list(&$1.published, blank: 0) { $0.count(&$1) }
    }
  }

  private mutating func citation(_ rule: inout CitationRule) {
    position(&rule.title)
    position(&rule.publisher)
    position(&rule.author)
    position(&rule.published)
    position(&rule.said)
    position(&rule.speaker)
    position(&rule.attribution)
    let blank = CitationRule.Carrier(relation: RelationID(0), field: 0)
    optional(&rule.carrier, blank: blank) {
      $0.relationID(&$1.relation)
      $0.count(&$1.field)
    }
  }

  private mutating func position(_ value: inout Int?) {
    optional(&value, blank: 0) { $0.count(&$1) }
  }

  private mutating func field(_ field: inout Field) {
    text(&field.name)
    text(&field.description)
    type(&field.type, depth: 0)
    origin(&field.origin)
    boolean(&field.isDefaultWayBack)
    boolean(&field.isHidden)
  }

  private mutating func origin(_ origin: inout Field.Origin) {
    var expression = ""
    var tag: UInt8 =
      switch origin {
      case .stored: 0
      case .thread: 1
      case .expression: 2
      }
    if case .expression(let text) = origin { expression = text }
    integer(&tag)
    switch tag {
    case 0: origin = .stored
    case 1: origin = .thread
    case 2:
      text(&expression)
      origin = .expression(expression)
    default: damage()
    }
  }

  private mutating func labelNote(_ note: inout LabelNote) {
    count(&note.field)
    var shown = note.shown.sorted()
    integers(&shown)
    note.shown = Set(shown)
  }

  private mutating func thread(_ thread: inout ThreadRule) {
    relationID(&thread.source)
    count(&thread.member)
    count(&thread.date)
    list(&thread.published, blank: 0) { $0.count(&$1) }
    position(&thread.certainty)
    position(&thread.mode)
    position(&thread.first)
    position(&thread.last)
    optional(&thread.repetition, blank: ThreadRule.Repetition(field: 0, code: 0)) {
      $0.count(&$1.field)
      $0.integer(&$1.code)
    }
    list(&thread.fields, blank: ThreadRule.FieldPair(thread: 0, source: 0)) {
      $0.count(&$1.thread)
      $0.count(&$1.source)
    }
  }

  private mutating func enumeration(_ enumeration: inout Enumeration) {
    text(&enumeration.name)
    text(&enumeration.title)
    text(&enumeration.description)
    boolean(&enumeration.isOrdered)
    list(&enumeration.values, blank: Enumeration.Member(name: "")) { coder, member in
      coder.text(&member.name)
      coder.text(&member.label)
      coder.text(&member.description)
      coder.list(&member.aliases, blank: "") { $0.text(&$1) }
      coder.position(&member.broader)
    }
  }

  private mutating func units(_ table: inout UnitTable) {
    var dimensions = table.dimensions
    var units = table.units
    list(&dimensions, blank: Dimension(name: "", title: "")) {
      $0.text(&$1.name)
      $0.text(&$1.title)
    }
    list(&units, blank: Unit(symbol: "", dimension: DimensionID(0))) { $0.unit(&$1) }
    guard isReading else { return }
    for dimension in dimensions { table.addDimension(dimension) }
    for unit in units where unit.dimension.index < dimensions.count { table.addUnit(unit) }
    if table.units != units || table.dimensions != dimensions { damage() }
  }

  private mutating func unit(_ unit: inout Unit) {
    text(&unit.symbol)
    list(&unit.aliases, blank: "") { $0.text(&$1) }
    count(&unit.dimension.index)
    optional(&unit.factor, blank: .zero) { coder, factor in
      var mantissa = factor.mantissa
      var scale = factor.scale
      coder.integer(&mantissa)
      coder.count(&scale)
      guard scale <= 38 else { return coder.damage() }
      factor = ExactNumber(mantissa, scale: scale)
    }
    boolean(&unit.isWhole)
    text(&unit.label)
  }

  private mutating func links(_ links: inout LinkRule) {
    relationID(&links.relation)
    count(&links.from)
    count(&links.to)
    count(&links.kind)
    codes(&links.supersedes)
    codes(&links.repeats)
  }

  /// Values of an enumeration, from low to high, so that the same set gives the same bytes.
  private mutating func codes(_ codes: inout Set<UInt32>) {
    var sorted = codes.sorted()
    integers(&sorted)
    codes = Set(sorted)
  }

  private mutating func rates(_ rates: inout RateRule) {
    relationID(&rates.relation)
    integer(&rates.base.index)
    count(&rates.currency)
    count(&rates.day)
    count(&rates.rate)
    position(&rates.source)
  }

  mutating func relationID(_ id: inout RelationID) { count(&id.index) }
}
