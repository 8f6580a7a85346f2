import AvowDiagnostics
import AvowModel
import AvowPlan

extension Tracer {
  /// Adds to the records of each row the passages that they lie in, and the records that carry
  /// the evidence of those without any.
  func addEvidence() throws(EvaluationError) {
    for owner in rows.indices {
      var records: [SupportingRecord] = []
      var unlisted = 0
      for record in rows[owner].records {
        guard records.count < limits.records else {
          unlisted += 1
          continue
        }
        let found = try carriers(of: record)
        let carriers = found.restricted(to: expanded[owner])
        let place = records.count
        records.append(record)
        records[place].passages = passages(of: record, besides: found)
        if record.bearing == .read {
          records[place].values = try values(
            of: record.fields, of: record.row, in: record.relation, from: record.viewpoint)
        }
        let room = limits.records - records.count
        records += carriers.prefix(room)
        unlisted += max(0, carriers.count - room)
      }
      leaveOut(unlisted, of: owner)
      replaceRecords(of: owner, with: records.withoutRepetitions)
    }
  }

  /// The records that say what a record without evidence of its own says.
  private func carriers(of record: SupportingRecord) throws(EvaluationError)
    -> [SupportingRecord]
  {
    if let rule = database.schema[record.relation].thread {
      return try deciders(of: record, by: rule)
    }
    guard record.bearing == .source, ownPassages(of: record.row, in: record.relation).isEmpty
    else { return [] }
    let tellers = forwardCarriers(of: record)
    return tellers.isEmpty ? try backwardCarriers(of: record) : tellers
  }

  /// The dated rows that decide the fields of a thread that are shown; all of its rows where none
  /// of those fields is.
  private func deciders(
    of record: SupportingRecord, by rule: ThreadRule
  ) throws(EvaluationError) -> [SupportingRecord] {
    if database.schema.conditionRule?.relation == record.relation,
      record.viewpoint.assumption(about: record.row) != nil
    {
      return []
    }
    let thread = try thread(of: record, rule)
    var fields: [Int: Set<Int>] = [:]
    let columns = database[rule.source].columns
    for pair in rule.fields where record.fields.contains(pair.thread) {
      guard let column = columns[pair.source] else { continue }
      for row in thread.deciders(of: column) { fields[row, default: []].insert(pair.thread) }
    }
    if let first = rule.first, record.fields.contains(first) {
      for row in thread.firstRows { fields[row, default: []].insert(first) }
    }
    if let last = rule.last, record.fields.contains(last) {
      for row in thread.lastRows { fields[row, default: []].insert(last) }
    }
    let isOwn = record.bearing == .source
    if fields.isEmpty, !isOwn { return [] }
    let deciding = fields.isEmpty ? thread.rows.map(\.row) : fields.keys.sorted()
    var result: [SupportingRecord] = []
    for row in deciding {
      let isDeciding = !fields.isEmpty
      let decided = fields[row] ?? []
      let bearing: SupportingRecord.Bearing =
        isDeciding
        ? .decides(record.relation, record.row) : .tells(record.relation, record.row)
      var carrier = carrier(rule.source, UInt32(truncatingIfNeeded: row), bearing, decided)
      carrier.values = try values(
        of: decided, of: record.row, in: record.relation, from: record.viewpoint)
      result.append(carrier)
    }
    return result
  }

  /// The thread of a record, as far as it counts from its viewpoint.
  private func thread(
    of record: SupportingRecord, _ rule: ThreadRule
  ) throws(EvaluationError) -> ThreadState {
    let limits = TimeLimits(
      saidBy: record.viewpoint.saidBy, publishedBy: record.viewpoint.publishedBy)
    let rows = ThreadRows(rule, limits, in: database)
    var thread = ThreadState(succession: rows.succession)
    thread.rows = try referring(rule.source, by: rule.member, to: record.row)
      .compactMap { rows.row(at: Int($0)) }
    return thread
  }

  /// The rows of a relation that refer to a row by a field.
  private func referring(
    _ relation: RelationID, by field: Int, to row: UInt32
  ) throws(EvaluationError) -> ArraySlice<UInt32> {
    // Rows of statements count up from 0.
    let id = RowID(-1)
    let nowhere = SourceSpan(0, 0)
    let reference = PlanExpression(
      .field(
        PlanExpression(.row(id), .reference(relation), at: nowhere), relation, field),
      database.schema[relation].fields[field].type, at: nowhere)
    let way = WayBack(
      relation: relation, fieldName: database.schema[relation].fields[field].name, row: id,
      reference: reference)
    return try execution.rowIndex(of: way).rows(of: row)
  }

  /// The records with evidence that a record refers to, as a conflict does to its statements.
  private func forwardCarriers(of record: SupportingRecord) -> [SupportingRecord] {
    var result: [SupportingRecord] = []
    for (position, field) in database.schema[record.relation].fields.enumerated() {
      guard case .reference(let target) = field.type.scalar, hasEvidence(target),
        let column = database[record.relation].columns[position]
      else { continue }
      for row in Vector(column).references(at: Int(record.row)) {
        result.append(carrier(target, row, .tells(record.relation, record.row), []))
      }
    }
    return result
  }

  /// The records that the schema names as carrying the evidence of a relation.
  private func backwardCarriers(
    of record: SupportingRecord
  ) throws(EvaluationError) -> [SupportingRecord] {
    guard let carrier = database.schema[record.relation].citation?.carrier else { return [] }
    return try referring(carrier.relation, by: carrier.field, to: record.row).map { row in
      self.carrier(carrier.relation, row, .tells(record.relation, record.row), [])
    }
  }

  private func carrier(
    _ relation: RelationID, _ row: UInt32, _ bearing: SupportingRecord.Bearing, _ fields: Set<Int>
  ) -> SupportingRecord {
    var result = SupportingRecord(relation: relation, row: row, bearing: bearing)
    result.fields = fields
    result.passages = ownPassages(of: row, in: relation)
    return result
  }

  // MARK: Passages

  private func hasEvidence(_ relation: RelationID) -> Bool {
    guard let evidence = database.schema.evidence, relation != evidence else { return false }
    return database.schema[relation].fields.contains { $0.type.scalar == .reference(evidence) }
  }

  /// The passages of a record; where it cannot have any, the documents that it refers to and that
  /// none of the records that tell of it lies in.
  private func passages(
    of record: SupportingRecord, besides carriers: [SupportingRecord]
  ) -> [CitedPassage] {
    let own = ownPassages(of: record.row, in: record.relation)
    guard own.isEmpty, hasNoEvidence(record.relation), let documents = database.schema.documents
    else { return own }
    let covered = Set(carriers.flatMap(\.passages).map(\.document))
    return references(of: record.row, in: record.relation, to: documents)
      .filter { !covered.contains($0) }
      .map { CitedPassage(document: $0, span: nil) }
  }

  /// The passages that a row's fields of evidence name, or the document that it is.
  private func ownPassages(of row: UInt32, in relation: RelationID) -> [CitedPassage] {
    guard let evidence = database.schema.evidence, let documents = database.schema.documents
    else { return [] }
    if relation == documents { return [CitedPassage(document: row, span: nil)] }
    let spans =
      relation == evidence ? [row] : references(of: row, in: relation, to: evidence)
    return spans.compactMap { span -> CitedPassage? in
      let column = database[evidence].columns[EvidenceField.document.rawValue]
      guard case .row(let document)? = column?.value(at: Int(span)) else { return nil }
      return CitedPassage(document: document, span: span)
    }
  }

  /// Whether a relation has neither passages nor statements that would tell of its rows.
  private func hasNoEvidence(_ relation: RelationID) -> Bool {
    !hasEvidence(relation) && database.schema[relation].thread == nil
      && database.schema[relation].citation?.carrier == nil
  }

  private func references(
    of row: UInt32, in relation: RelationID, to target: RelationID
  ) -> [UInt32] {
    database.schema[relation].fields.indices.flatMap { position -> [UInt32] in
      guard database.schema[relation].fields[position].type.scalar == .reference(target),
        let column = database[relation].columns[position]
      else { return [] }
      return Vector(column).references(at: Int(row))
    }
  }
}

extension [SupportingRecord] {
  /// The records without those that stand there for a better reason as well.
  fileprivate var withoutRepetitions: [SupportingRecord] {
    let sources = filter { $0.bearing == .source }.map(\.identity)
    let others = filter { $0.bearing != .source && $0.bearing != .read }.map(\.identity)
    let (sourceSet, otherSet) = (Set(sources), Set(others))
    let deciders = Set(filter(\.isDeciding).map(\.identity))
    return filter { record in
      switch record.bearing {
      case .decides: true
      case .source: !record.reasons.isEmpty || !deciders.contains(record.identity)
      case .tells: !sourceSet.contains(record.identity)
      case .read: !sourceSet.contains(record.identity) && !otherSet.contains(record.identity)
      }
    }
  }
}

extension SupportingRecord {
  fileprivate var isDeciding: Bool {
    if case .decides = bearing { true } else { false }
  }
}

extension [SupportingRecord] {
  /// Of the records that tell of another, those that a row shows as members of an expanded list;
  /// all of them where it shows none.
  fileprivate func restricted(to expanded: [RelationID: Set<UInt32>]) -> [SupportingRecord] {
    func isShown(_ record: SupportingRecord) -> Bool {
      expanded[record.relation]?.contains(record.row) == true
    }
    guard !expanded.isEmpty, contains(where: isShown) else { return self }
    return filter { record in
      switch record.bearing {
      case .tells: isShown(record)
      case .source, .read, .decides: true
      }
    }
  }
}

extension Schema {
  /// The relation of the documents that passages lie in.
  var documents: RelationID? {
    guard let evidence,
      case .reference(let documents) =
        self[evidence].fields[EvidenceField.document.rawValue].type
    else { return nil }
    return documents
  }
}
