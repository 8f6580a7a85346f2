internal import AvowDiagnostics
internal import AvowModel

/// Reads the tables that a descriptor describes.
///
/// Files come first, then keys, because cells refer to rows of any table, then columns.
struct PackageLoader<Files: FileSource> {
  let files: Files
  var problems: ProblemList
  var schema: Schema
  /// The descriptor's own file.
  let descriptor: FileID
  var resources: [ResourcePlan]
  /// The files of each resource.
  var tables: [[LoadedTable]] = []
  /// The keys of each relation.
  var keys: [KeyIndex]
  /// The values of each enum.
  let valueIndexes: [KeyIndex]
  var evidence: EvidenceTable
  /// The cells that could not be read.
  var faults = FaultyCells()
  /// The relations of which a file could not be read, so that rows may be missing.
  var incomplete: Set<RelationID> = []
  /// The file of the views, nil where there is none.
  var views: FileID?
  /// Is told how far the reading is; false ends it.
  var watch = Watch.none
  /// Whether the reading was ended before its time.
  var isStopped = false

  init(_ schemaReader: SchemaReader, files: Files) {
    self.files = files
    problems = schemaReader.problems
    schema = schemaReader.schema
    descriptor = schemaReader.file
    resources = schemaReader.resources
    keys = schemaReader.schema.relations.map { _ in KeyIndex() }
    valueIndexes = schemaReader.schema.enumerations.map { KeyIndex($0.values.lazy.map(\.name)) }
    evidence = EvidenceTable(documents: KeyIndex())
  }

  /// Reads everything; a database comes out even where problems do too.
  mutating func load() -> Database {
    for index in resources.indices where !isStopped {
      proceed(Watch.files, index, of: resources.count, "reading files")
      loadFiles(index)
    }
    while tables.count < resources.count { tables.append([]) }
    for index in resources.indices where !isStopped { indexKeys(index) }
    if let documents = schema.relation(named: "documents") {
      evidence = EvidenceTable(documents: keys[documents.index])
    }
    var result = schema.relations.map { relation in
      Table(rowCount: 0, columns: relation.fields.map { _ in nil })
    }
    for index in resources.indices where !isStopped {
      proceed(Watch.columns, index, of: resources.count, "reading columns")
      result[resources[index].relation.index] = loadColumns(index)
    }
    if let spans = schema.evidence {
      result[spans.index] = evidence.table
      adoptLanguages(in: &result[spans.index])
    }
    let digest = PackageDigest.text(of: problems.files.map { ($0.name, $0.bytes) })
    let database = Database(schema: schema, tables: result, digest: digest)
    if !isStopped { checkCircles(in: database) }
    return database
  }

  /// Tells how far a phase of the reading is.
  private mutating func proceed(
    _ phase: ClosedRange<Double>, _ done: Int, of count: Int, _ subject: String
  ) {
    if !watch.proceed(phase, done, of: count, subject) { isStopped = true }
  }

  /// Reads a text file of the package, nil after a report at `span` of the descriptor.
  mutating func text(_ path: String, _ span: SourceSpan) -> (file: FileID, bytes: [UInt8])? {
    if let fault = PackagePath.fault(in: path) {
      problems.add(.refusedPath, "\"\(path)\" \(fault)", span, in: descriptor)
      return nil
    }
    do throws(FileError) {
      let bytes = try files.contents(of: path)
      let file = problems.register(path, bytes)
      guard let fault = TextCheck.firstFault(in: bytes) else { return (file, bytes) }
      let place = SourceSpan(fault.offset, fault.offset + 1)
      problems.add(.notText, fault.message, place, in: file)
    } catch {
      let code: DiagnosticCode.Dataset = error == .missing ? .missingFile : .unreadableFile
      problems.add(code, "\(path): \(error.message)", span, in: descriptor)
    }
    return nil
  }

  private mutating func loadFiles(_ index: Int) {
    var loaded: [LoadedTable] = []
    for (path, span) in resources[index].paths {
      guard let (file, bytes) = text(path, span) else {
        incomplete.insert(resources[index].relation)
        continue
      }
      var (table, errors, unkept) = CSVReader.read(
        bytes, file: file, delimiter: resources[index].delimiter)
      table.hasHeader = resources[index].hasHeader
      if reportsDelimiter(of: table, index) {
        loaded.append(
          LoadedTable(table: table, columns: resources[index].fields.map { _ in nil }))
        continue
      }
      if errors.contains(where: { $0.code == .badCSV }) {
        // A quote may have swallowed rows.
        incomplete.insert(resources[index].relation)
      }
      for error in errors {
        problems.add(error.code, error.message, error.span, in: file)
      }
      for (code, count) in unkept { problems.addUnkept(code, count: count) }
      if table.width == 0 {
        problems.add(.badHeader, "\(path) has no header", SourceSpan(0, 0), in: file)
        incomplete.insert(resources[index].relation)
        continue
      }
      adoptHeader(of: table, index)
      loaded.append(LoadedTable(table: table, columns: columns(of: table, index)))
    }
    tables.append(loaded)
  }

  /// Makes a text field of each column where the descriptor has no fields at all.
  private mutating func adoptHeader(of table: CSVTable, _ index: Int) {
    guard resources[index].fields.isEmpty, table.hasHeader else { return }
    let relation = resources[index].relation
    for cell in table.firstRecord {
      let name = String(decoding: table.content(of: cell), as: UTF8.self)
      guard !name.isEmpty, schema[relation].field(named: name) == nil else { continue }
      schema[relation].fields.append(Field(name: name, type: .text))
      let position = schema[relation].fields.count - 1
      resources[index].fields.append(FieldPlan(json: resources[index].json, position: position))
      if position < 8 { schema[relation].defaultColumns.append(position) }
    }
  }

  /// The column of each stored field, after a report of what does not match.
  private mutating func columns(of table: CSVTable, _ index: Int) -> [Int?] {
    let fields = resources[index].fields
    guard table.hasHeader else {
      return fields.indices.map { $0 < table.width ? $0 : nil }
    }
    var columns: [Int?] = fields.map { _ in nil }
    var meant: Set<String> = []
    let names = fields.map { schema[resources[index].relation].fields[$0.position].name }
    for (column, cell) in table.firstRecord.enumerated() {
      let content = table.content(of: cell)
      // Most files have their columns in the order of the schema.
      let isInOrder = column < names.count && content.elementsEqual(names[column].utf8)
      let found = isInOrder ? column : names.firstIndex { content.elementsEqual($0.utf8) }
      guard let field = found else {
        if resources[index].allowsOtherColumns { continue }
        let name = String(decoding: content.prefix(200), as: UTF8.self)
        meant.formUnion(EditDistance.suggestions(for: name, among: names, limit: 1))
        problems.add(
          .badHeader, "the schema has no field called \(quoted(content))", cell.span,
          in: table.file, hint: .near(name, names))
        continue
      }
      if columns[field] != nil {
        problems.add(
          .badHeader, "the column \(quoted(content)) is there twice", cell.span, in: table.file)
      }
      columns[field] = column
    }
    // A field whose name seems misspelt in the header was told of there.
    for (field, column) in columns.enumerated() where column == nil && !meant.contains(names[field])
    {
      let span = SourceSpan(0, table.firstRecord.last?.span.end ?? 0)
      problems.add(
        .badHeader, "the field \(names[field]) has no column", span, in: table.file)
    }
    return columns
  }
}

/// A file of a resource.
struct LoadedTable {
  var table: CSVTable
  /// The column of each stored field, nil where the file has none.
  var columns: [Int?]
}

extension [LoadedTable] {
  /// The cell of a stored field in a row counted over all files, nil where there is none.
  func place(row: Int, field: Int) -> (table: CSVTable, cell: CSVTable.Cell)? {
    var rest = row
    for loaded in self {
      guard rest >= loaded.table.rowCount else {
        guard let column = loaded.columns[field] else { return nil }
        return (loaded.table, loaded.table.cell(rest, column))
      }
      rest -= loaded.table.rowCount
    }
    return nil
  }
}

/// The rules for paths within a package.
enum PackagePath {
  /// What is wrong with a path, nil for a good one.
  static func fault(in path: String) -> String? {
    let bytes = Array(path.utf8)
    guard let first = bytes.first, !bytes.contains(0) else { return "is no path" }
    if first == UInt8(ascii: "/") || first == UInt8(ascii: "~") {
      return "is not relative to the package"
    }
    if bytes.contains(UInt8(ascii: "\\")) { return "has \\ where paths have /" }
    let parts = bytes.split(separator: UInt8(ascii: "/"))
    if bytes.contains(UInt8(ascii: ":")), parts[0].last == UInt8(ascii: ":") {
      return "is on the network, which Avow does not read"
    }
    if parts.contains(where: { $0.spells("..") }) { return "leads out of the package" }
    return nil
  }
}

extension FileError {
  /// The reason in words.
  var message: String {
    switch self {
    case .missing: "no such file"
    case .isDirectory: "this is a directory"
    case .notRegular: "this is no file but a device or a pipe"
    case .tooLarge(let limit): "the file is larger than \(limit >> 20) MiB"
    case .refused(let reason): reason
    }
  }
}

extension CSVError {
  var code: DiagnosticCode.Dataset {
    if case .ragged = kind { .raggedRow } else { .badCSV }
  }

  /// The reason in words.
  var message: String {
    switch kind {
    case .openQuote: "the quote is not closed"
    case .textAfterQuote: "there is text between the closing quote and the end of the cell"
    case .strayQuote: "a cell with a quote in it stands in quotes, and the quote is doubled"
    case .ragged(let count, let expected): "the row has \(count) cells, the header \(expected)"
    case .tooLong: "the file is longer than 2 GiB"
    }
  }
}
