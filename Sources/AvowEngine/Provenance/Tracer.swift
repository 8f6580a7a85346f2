import AvowModel
import AvowPlan

/// Finds the stored rows that rows of an answer rest on, by running parts of the query again.
///
/// Rows are traced from the last step to the first, all at once as a block; `owners` says for each
/// row of a block which row of the answer it stands for.
final class Tracer {
  let execution: Execution
  let query: BoundQuery
  let limits: ProvenanceLimits
  private(set) var rows: [RowProvenance]
  /// The fields that the query reads of each source.
  private let usage: FieldUsage
  /// What the columns of shared aggregates stand for.
  private let originals: [ColumnID: PlanExpression]
  private var places: [[RecordKey: Int]]
  /// The records of which nothing was read that depends on the viewpoint.
  private var unviewed: [Set<Int>]
  /// The members of lists that each row shows one of, by `expand`.
  private(set) var expanded: [[RelationID: Set<UInt32>]]
  /// The relation whose list is being traced, of which only members that rows show are added.
  var expanding: RelationID?

  private struct RecordKey: Hashable {
    var relation: RelationID
    var row: UInt32
    var bearing: SupportingRecord.Bearing
    /// From where it is seen, nil for the first of its records.
    var viewpoint: Viewpoint?
  }

  init(
    _ query: BoundQuery, positions: Range<Int>, _ limits: ProvenanceLimits, _ execution: Execution
  ) {
    var usage = FieldUsage()
    usage.add(query)
    self.usage = usage
    self.query = execution.sharing(query, causeDepth: 3)
    self.limits = limits
    self.execution = execution
    originals = execution.shared.compactMapValues { value in
      if case .pending(let expression) = value { expression } else { nil }
    }
    rows = positions.map { RowProvenance(row: $0) }
    places = [[RecordKey: Int]](repeating: [:], count: rows.count)
    unviewed = [Set<Int>](repeating: [], count: rows.count)
    expanded = [[RelationID: Set<UInt32>]](repeating: [:], count: rows.count)
  }

  var database: Database { execution.database }

  /// The aggregate that a column stands for, nil for a column of the query.
  func original(of id: ColumnID) -> PlanExpression? { originals[id] }

  /// The expression with aggregates in the places of the columns that stand for them.
  func unshared(_ expression: PlanExpression) -> PlanExpression {
    if case .column(let id) = expression.kind, let original = originals[id] { return original }
    return expression.mapParts(unshared)
  }

  /// Adds the stored row of a source to each owner, and gives its place; nil beyond the limit.
  func addSource(
    _ relation: RelationID, _ id: RowID, _ block: Block, _ owners: [Int]
  ) throws(EvaluationError) -> [Int?] {
    guard let source = block.source(id) else { throw EvaluationError(.malformedPlan) }
    let fields = usage.fields[id] ?? []
    let viewpoint =
      usage.viewpoints[id]
      ?? (fields.contains { isOfThread($0, of: relation) } ? Viewpoint() : nil)
    return (0..<block.count).map { position in
      let place = add(
        relation, UInt32(truncatingIfNeeded: source.rows[position]), .source, from: viewpoint,
        to: owners[position])
      guard let place else { return nil }
      var record = rows[owners[position]].records[place]
      record.fields.formUnion(fields)
      record.sources.insert(id)
      record.isUndecided = record.isUndecided || block.maybe?[position] == true
      rows[owners[position]].records[place] = record
      return place
    }
  }

  /// Adds a record, once for each viewpoint from which it is seen, which is nil where nothing of
  /// it depends on that; nil where there are more than are listed.
  @discardableResult
  func add(
    _ relation: RelationID, _ row: UInt32, _ bearing: SupportingRecord.Bearing,
    from viewpoint: Viewpoint? = nil, to owner: Int
  ) -> Int? {
    if bearing == .source, relation == expanding,
      expanded[owner][relation]?.contains(row) != true
    {
      return nil
    }
    let first = RecordKey(relation: relation, row: row, bearing: bearing)
    var key = first
    key.viewpoint = viewpoint
    if let known = places[owner][key] { return known }
    if let viewpoint, let place = places[owner][first], unviewed[owner].remove(place) != nil {
      rows[owner].records[place].viewpoint = viewpoint
      places[owner][key] = place
      return place
    }
    guard rows[owner].records.count < limits.records else {
      rows[owner].unlistedCount += 1
      return nil
    }
    let place = rows[owner].records.count
    var record = SupportingRecord(relation: relation, row: row, bearing: bearing)
    if let viewpoint { record.viewpoint = viewpoint } else { unviewed[owner].insert(place) }
    rows[owner].records.append(record)
    places[owner][key] = place
    if places[owner][first] == nil { places[owner][first] = place }
    return place
  }

  /// Notes that a field of a record was read.
  func addField(_ field: Int, at place: Int, of owner: Int) {
    rows[owner].records[place].fields.insert(field)
  }

  /// Whether a field follows from what is said.
  func isOfThread(_ field: Int, of relation: RelationID) -> Bool {
    database.schema[relation].fields[field].origin == .thread
  }

  /// Notes the members of expanded lists that rows stand for.
  func addExpanded(_ relation: RelationID, _ members: Vector, _ owners: [Int]) {
    for position in 0..<members.count {
      for row in members.references(at: position) {
        expanded[owners[position]][relation, default: []].insert(row)
      }
    }
  }

  /// Counts records that are not even looked at.
  func leaveOut(_ count: Int, of owner: Int) { rows[owner].unlistedCount += count }

  /// Counts records that have no value that an aggregate takes in.
  func passBy(_ count: Int, of owner: Int) { rows[owner].idleCount += count }

  /// Adds a reason to a record, or to the row where it is a group; each once.
  func add(_ reason: Reason, to place: Int?, isGroup: Bool, of owner: Int) {
    guard let place else {
      if isGroup, !rows[owner].reasons.contains(reason) { rows[owner].reasons.append(reason) }
      return
    }
    guard !rows[owner].records[place].reasons.contains(reason) else { return }
    rows[owner].records[place].reasons.append(reason)
  }

  /// Puts other records in the place of those found, as when evidence is added.
  func replaceRecords(of owner: Int, with records: [SupportingRecord]) {
    rows[owner].records = records
  }
}
