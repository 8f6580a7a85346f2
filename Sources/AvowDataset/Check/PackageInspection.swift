package import AvowDiagnostics
package import AvowModel

/// A package that was read, the places of its cells, and what is wrong with it so far.
///
/// Checks look at the columns and report by relation, field and row; a snapshot has no places.
package struct PackageInspection {
  /// The data; whoever can derive the states of threads puts them in before the checks.
  package var database: Database
  var problems: ProblemList
  /// The descriptor's file, or the snapshot's.
  let descriptor: FileID
  /// The descriptor itself, nil for a snapshot.
  let root: JSONValue?
  let resources: [ResourcePlan]
  /// The files of each resource.
  let tables: [[LoadedTable]]
  /// The file of the views, nil where there is none.
  private let views: FileID?
  let faults: FaultyCells
  let incomplete: Set<RelationID>
  /// Whether somebody ended the work before its time: then nothing follows from it.
  package private(set) var isStopped: Bool
  private let watch: Watch
  /// The rows that were reported as duplicates: their names are shared for that reason.
  var duplicates: [RelationID: Set<Int>] = [:]
  /// The resource of each relation.
  private var resourceOf: [RelationID: Int] = [:]

  /// What a schema declares.
  package var schema: Schema { database.schema }

  init<Files>(_ loader: PackageLoader<Files>, _ database: Database, root: JSONValue) {
    self.database = database
    problems = loader.problems
    descriptor = loader.descriptor
    self.root = root
    resources = loader.resources
    tables = loader.tables
    views = loader.views
    faults = loader.faults
    incomplete = loader.incomplete
    isStopped = loader.isStopped
    watch = loader.watch
    for index in resources.indices { resourceOf[resources[index].relation] = index }
  }

  /// Takes a snapshot for a package without places.
  package init(snapshot database: Database, named name: String, watch: Watch) {
    self.database = database
    var problems = ProblemList()
    descriptor = problems.register(name, [])
    self.problems = problems
    root = nil
    resources = []
    tables = []
    views = nil
    faults = FaultyCells()
    incomplete = []
    isStopped = false
    self.watch = watch
  }

  /// Runs checks one after another.
  package mutating func run(_ checks: [PackageCheck]) {
    for (position, check) in checks.enumerated() where !isStopped {
      guard watch.proceed(Watch.checks, position, of: checks.count, check.subject) else {
        isStopped = true
        return
      }
      check.run(&self)
    }
  }

  /// Whether to go on; a check asks within long loops.
  package mutating func isWanted() -> Bool {
    if !watch.isWanted() { isStopped = true }
    return !isStopped
  }

  /// What was found, at most `limit` of it listed, in the order of files and places.
  package func findings(listing limit: Int) -> CheckFindings {
    CheckFindings(
      problems: problems.listed(limit: limit, order: .byPlace), errorCount: problems.errorCount,
      warningCount: problems.warningCount, counts: problems.counts)
  }
}

/// What is wrong with a package: the first problems, and how many there are of each kind.
package struct CheckFindings: Sendable {
  package var problems: [PackageProblem]
  package var errorCount: Int
  package var warningCount: Int
  /// How many problems there are of each code, listed or not.
  package var counts: [DiagnosticCode: Int]
}

extension PackageInspection {
  /// Reports what is wrong with a cell, or with a row where no field is given.
  package mutating func report(
    _ code: DiagnosticCode.Dataset,
    _ message: @autoclosure () -> String, in relation: RelationID, row: Int, field: Int? = nil,
    at range: Range<Int>? = nil, hint: @autoclosure () -> String? = nil,
    notes: @autoclosure () -> [String] = []
  ) {
    guard problems.keeps(code) else {
      problems.addUnkept(code, count: 1, code.severity)
      return
    }
    let name = schema[relation].name
    let fieldName = field.map { schema[relation].fields[$0].name }
    let address = CellAddress(relation: name, row: rowName(row, in: relation), field: fieldName)
    let place = place(of: row, field, in: relation)
    var span = place?.span ?? SourceSpan(0, 0)
    if let range, let place, !place.isEscaped {
      let start = place.span.start + range.lowerBound
      span = SourceSpan(start, start + range.count)
    }
    let head = fieldName.map { "\(name).\($0): " } ?? "\(name): "
    let word = "in the \(schema[relation].rowWord) \(quoted(Array(address.row.utf8)[...]))"
    let text = message()
    let isNamed =
      (field != nil && field == schema[relation].key) || text.hasSuffix(" " + address.row)
    problems.add(
      code, head + text, span, in: place?.file ?? descriptor, severity: code.severity,
      hint: hint().map { Hint.text($0) }, notes: (isNamed ? [] : [word]) + notes(), cell: address)
  }

  /// Reports what is wrong with a member of the descriptor.
  mutating func report(
    _ code: DiagnosticCode.Dataset,
    _ message: @autoclosure () -> String, at span: SourceSpan, hint: @autoclosure () -> Hint? = nil
  ) {
    problems.add(code, message(), span, in: descriptor, severity: code.severity, hint: hint())
  }

  /// Reports what is wrong with the declaration of a relation, or of a field of it.
  package mutating func report(
    _ code: DiagnosticCode.Dataset,
    _ message: @autoclosure () -> String, declaring relation: RelationID, field: Int? = nil,
    hint: @autoclosure () -> String? = nil
  ) {
    let span = declaration(of: relation, field)
    report(code, message(), at: span, hint: hint().map { Hint.text($0) })
  }

  /// Reports what is wrong with a place of the views.
  package mutating func report(
    _ code: DiagnosticCode.Dataset, _ message: @autoclosure () -> String, inViews span: SourceSpan,
    hint: String?
  ) {
    problems.add(
      code, message(), span, in: views ?? descriptor, severity: code.severity,
      hint: hint.map { Hint.text($0) })
  }

  /// Where the views define a name; their beginning where that is not found.
  package func span(ofView name: String) -> SourceSpan {
    let text = Array(schema.views.utf8)
    let word = Array("let \(name)".utf8)
    guard let start = text.indices.first(where: { text[$0...].starts(with: word) }) else {
      return SourceSpan(0, 0)
    }
    return SourceSpan(start + 4, start + word.count)
  }

  /// The key of a row, or its number from 1 where it has none.
  func rowName(_ row: Int, in relation: RelationID) -> String {
    database.key(of: UInt32(clamping: row), in: relation) ?? "\(row + 1)"
  }

  /// Whether a cell was reported as unreadable: nothing follows from what stands in for it.
  package func isFaulty(row: Int, field: Int, of relation: RelationID) -> Bool {
    faults.contains(row: row, field: field, of: relation)
  }

  /// Whether any cell of a field was reported as unreadable, or rows with such cells are missing.
  package func isFaulty(field: Int, of relation: RelationID) -> Bool {
    incomplete.contains(relation) || faults.touches(field: field, of: relation)
  }

  /// Whether the key of a row was reported, as empty or as that of an earlier row.
  func hasFaultyKey(_ row: Int, in relation: RelationID) -> Bool {
    let keys = resource(of: relation).map { resources[$0].key } ?? []
    return keys.contains { isFaulty(row: row, field: $0, of: relation) }
  }

  /// The resource that a relation was read from, nil for one that was made or for a snapshot.
  func resource(of relation: RelationID) -> Int? { resourceOf[relation] }

  /// Where a cell stands; without a field, the key or the first cell of the row.
  private func place(
    of row: Int, _ field: Int?, in relation: RelationID
  ) -> (span: SourceSpan, file: FileID, isEscaped: Bool)? {
    guard let index = resourceOf[relation] else { return nil }
    let plan = resources[index]
    for wanted in [field, schema[relation].key, plan.fields.first?.position] {
      guard let stored = plan.fields.firstIndex(where: { $0.position == wanted }),
        let place = tables[index].place(row: row, field: stored)
      else { continue }
      return (place.cell.span, place.table.file, place.cell.isEscaped)
    }
    return nil
  }

  /// Where the descriptor declares a relation or a field.
  func declaration(of relation: RelationID, _ field: Int? = nil) -> SourceSpan {
    guard let index = resourceOf[relation] else { return SourceSpan(0, 0) }
    let plan = resources[index]
    guard let field else { return (plan.json["name"] ?? plan.json).span }
    let stored = plan.fields.first { $0.position == field }?.json
    let name = schema[relation].fields[field].name
    let json = stored ?? plan.derived.first { $0["name"]?.string == name }
    return json.map { ($0["name"] ?? $0).span } ?? (plan.json["name"] ?? plan.json).span
  }
}
