import AvowModel

/// Makes references from passages, by the fields that the schema says a citation names.
struct Citations {
  let database: Database

  init(_ database: Database) { self.database = database }

  /// The reference to a passage, without what the citing record says.
  func reference(to passage: CitedPassage, number: Int) -> Reference {
    var result = Reference(number: number)
    guard let documents = database.schema.documents else { return result }
    let relation = database.schema[documents]
    let rule = relation.citation
    let row = passage.document
    result.document = database.key(of: row, in: documents)
    result.title = text(rule?.title ?? relation.label, row, documents)
    result.publisher = text(rule?.publisher, row, documents)
    result.author = text(rule?.author, row, documents)
    result.published = text(rule?.published, row, documents)
    result.place = passage.span.flatMap(place)
    return result
  }

  /// Adds when a citing record was said, and who reports it.
  func add(_ relation: RelationID, _ row: UInt32, to reference: inout Reference) {
    let rule = database.schema[relation].citation
    if let said = text(rule?.said ?? threadDate(relation), row, relation),
      !reference.said.contains(said)
    {
      reference.said.append(said)
    }
    var chain = texts(rule?.attribution, row, relation)
    if chain.isEmpty { chain = texts(rule?.speaker, row, relation) }
    if !chain.isEmpty, !reference.attributions.contains(chain) {
      reference.attributions.append(chain)
    }
  }

  /// Adds what a record shows beside the row that cites it: `condition ceasefire (value: false)`.
  func addSupport(_ record: SupportingRecord, to reference: inout Reference) {
    let subject = record.subject
    var text = RecordText(database: database).name(of: subject.row, in: subject.relation)
    if case .decides = record.bearing, !record.values.isEmpty { text += " (\(record.values))" }
    if !reference.supports.contains(text) { reference.supports.append(text) }
  }

  /// The date by which the rows of a relation are put in order in their threads.
  private func threadDate(_ relation: RelationID) -> Int? {
    database.schema.relations.lazy.compactMap(\.thread).first { $0.source == relation }?.date
  }

  private func place(of span: UInt32) -> Reference.Place? {
    guard let start = number(.start, span), let end = number(.end, span), start <= end,
      let paragraph = number(.paragraph, span)
    else { return nil }
    return Reference.Place(
      paragraph: paragraph, scalars: start..<end,
      language: database.language(of: span) ?? "")
  }

  private func number(_ field: EvidenceField, _ span: UInt32) -> Int? {
    guard case .number(let range, _)? = evidence(field, span), let exact = range.exact,
      exact.isWhole
    else { return nil }
    return Int(exactly: exact.mantissa)
  }

  private func evidence(_ field: EvidenceField, _ span: UInt32) -> Value? {
    database.schema.evidence.flatMap {
      database[$0].columns[field.rawValue]?.value(at: Int(span))
    }
  }

  private func text(_ field: Int?, _ row: UInt32, _ relation: RelationID) -> String? {
    texts(field, row, relation).first
  }

  /// What a field names, nothing where it is unknown or none.
  private func texts(_ field: Int?, _ row: UInt32, _ relation: RelationID) -> [String] {
    guard let field, let column = database[relation].columns[field] else { return [] }
    let type = database.schema[relation].fields[field].type
    let value = column.value(at: Int(row))
    if case .list(let members) = value {
      return members.compactMap { $0.state == .known ? text(of: $0, type.scalar) : nil }
    }
    return value.state == .known ? [text(of: value, type)] : []
  }

  private func text(of value: Value, _ type: DataType) -> String {
    ValueText(database).text(of: value, type)
  }
}

/// References in the order in which they are first cited, each passage once.
struct ReferenceList {
  private(set) var references: [Reference] = []
  private var places: [CitedPassage: Int] = [:]
  private let citations: Citations
  private let reading: PassageReading?

  init(_ database: Database, reading: PassageReading?) {
    citations = Citations(database)
    self.reading = reading
  }

  /// The number of a passage that a record names, and that supports another where it is not the
  /// row's own.
  mutating func number(
    of passage: CitedPassage, in record: SupportingRecord, supporting other: SupportingRecord?
  ) -> Int {
    let place = places[passage] ?? references.count
    if place == references.count {
      places[passage] = place
      var reference = citations.reference(to: passage, number: place + 1)
      if let span = passage.span { reference.reading = reading?(span) }
      references.append(reference)
    }
    citations.add(record.relation, record.row, to: &references[place])
    if let other { citations.addSupport(other, to: &references[place]) }
    return place + 1
  }
}
