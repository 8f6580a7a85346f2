internal import AvowDiagnostics
internal import AvowModel

extension PackageLoader {
  /// Enters the keys of a resource's rows, and reports those that are missing or not unique.
  mutating func indexKeys(_ index: Int) {
    let plan = resources[index]
    let fields = plan.key.compactMap { position in
      plan.fields.firstIndex { $0.position == position }
    }
    guard !fields.isEmpty, fields.count == plan.key.count else { return }
    let name = schema[plan.relation].name
    var keys = KeyIndex(capacity: tables[index].reduce(0) { $0 + $1.table.rowCount })
    var row: UInt32 = 0
    for loaded in tables[index] {
      let table = loaded.table
      let columns = fields.compactMap { loaded.columns[$0] }
      guard columns.count == fields.count else { continue }
      for position in 0..<table.rowCount {
        let cell = table.cell(position, columns[0])
        let key = columns.count == 1 ? table.content(of: cell) : joined(table, position, columns)
        if columns.count == 1, key.isEmpty {
          problems.add(.missingValue, "\(name): the key is empty", cell.span, in: table.file)
        } else if keys.insert(key, as: row) != nil {
          let shown = quoted(table.content(of: cell))
          problems.add(
            .duplicateKey, "\(name): the key \(shown) is there twice", cell.span, in: table.file)
        }
        row += 1
      }
    }
    self.keys[plan.relation.index] = keys
  }

  /// A key of several cells as one, by a separator that no CSV of texts holds.
  private func joined(_ table: CSVTable, _ row: Int, _ columns: [Int]) -> ArraySlice<UInt8> {
    var key: [UInt8] = []
    for column in columns {
      key.append(contentsOf: table.content(of: table.cell(row, column)))
      key.append(0)
    }
    return key[...]
  }

  /// Reads the columns of a resource; derived fields have none.
  mutating func loadColumns(_ index: Int) -> Table {
    let relation = resources[index].relation
    let rowCount = tables[index].reduce(0) { $0 + $1.table.rowCount }
    var columns: [Column?] = schema[relation].fields.map { _ in nil }
    for field in resources[index].fields.indices {
      columns[resources[index].fields[field].position] = loadColumn(index, field, rowCount)
    }
    return Table(rowCount: rowCount, columns: columns)
  }

  private mutating func loadColumn(_ index: Int, _ field: Int, _ rowCount: Int) -> Column {
    let plan = resources[index].fields[field]
    var loader = ColumnLoader(
      kind(of: plan), valueCount: valueCount(of: plan.type), capacity: rowCount)
    var lists = ListCells(isList: plan.type.element != nil, rowCount)
    var seen = KeyIndex()
    var row: UInt32 = 0
    for loaded in tables[index] {
      for position in 0..<loaded.table.rowCount {
        defer { row += 1 }
        guard let column = loaded.columns[field] else {
          lists.close(&loader, missing: .notStated)
          continue
        }
        let cell = loaded.table.cell(position, column)
        let content = loaded.table.content(of: cell)
        if let state = missingState(content, plan) {
          if plan.isRequired, isEmpty(content, plan) {
            report(.init(.missingValue, "the cell is empty"), cell, index, field, row, loaded)
          }
          lists.close(&loader, missing: state)
          continue
        }
        if plan.isUnique, seen.insert(content, as: row) != nil {
          let fault = CellFault(.duplicateKey, "\(quoted(content)) is there twice")
          report(fault, cell, index, field, row, loaded)
        }
        do throws(CellFault) {
          try lists.append(content, &loader, &evidence)
        } catch {
          report(error, cell, index, field, row, loaded)
          lists.close(&loader, missing: .notStated)
        }
      }
    }
    return column(index, field, loader.build().flatMap(lists.wrap), rowCount)
  }

  /// The column, or an empty one after a report that its numbers do not fit.
  private mutating func column(
    _ index: Int, _ field: Int, _ column: Column?, _ rowCount: Int
  ) -> Column {
    if let column { return column }
    let plan = resources[index].fields[field]
    let name = fieldName(index, field)
    problems.add(
      .numberRange, "\(name): the numbers do not fit one exact scale of 38 digits",
      plan.json.span, in: descriptor)
    return Column(missing: .notStated, count: rowCount)
  }

  private func fieldName(_ index: Int, _ field: Int) -> String {
    let relation = schema[resources[index].relation]
    return "\(relation.name).\(relation.fields[resources[index].fields[field].position].name)"
  }

  private mutating func report(
    _ fault: CellFault, _ cell: CSVTable.Cell, _ index: Int, _ field: Int, _ row: UInt32,
    _ loaded: LoadedTable
  ) {
    // Indices of a copy without doubled quotes are no offsets of the file.
    let range = cell.isEscaped ? cell.range : fault.range ?? cell.range
    problems.add(
      fault.code, "\(fieldName(index, field)): \(fault.message)",
      SourceSpan(range.lowerBound, range.upperBound), in: loaded.table.file, hint: fault.hint,
      notes: rowNote(index, field, row))
  }

  /// Names the row of a complaint by its key.
  private func rowNote(_ index: Int, _ field: Int, _ row: UInt32) -> [String] {
    let plan = resources[index]
    guard plan.key.count == 1, plan.key != [plan.fields[field].position],
      let key = plan.fields.firstIndex(where: { $0.position == plan.key[0] })
    else { return [] }
    var rest = Int(row)
    for loaded in tables[index] {
      guard rest >= loaded.table.rowCount else {
        guard let column = loaded.columns[key] else { return [] }
        let content = loaded.table.content(of: loaded.table.cell(rest, column))
        return ["in the \(schema[plan.relation].rowWord) \(quoted(content))"]
      }
      rest -= loaded.table.rowCount
    }
    return []
  }

  /// The place of a stored field's cell.
  func place(_ index: Int, _ field: Int, row: Int) -> (span: SourceSpan, file: FileID)? {
    var rest = row
    for loaded in tables[index] {
      guard rest >= loaded.table.rowCount else {
        guard let column = loaded.columns[field] else { return nil }
        return (loaded.table.cell(rest, column).span, loaded.table.file)
      }
      rest -= loaded.table.rowCount
    }
    return nil
  }

  private func isEmpty(_ cell: ArraySlice<UInt8>, _ plan: FieldPlan) -> Bool {
    cell.isEmpty || plan.missingWords.contains { $0.elementsEqual(cell) }
  }

  /// The state of a cell without a value, nil for one to read.
  ///
  /// An empty list is a value: its members are read, and there are none.
  private func missingState(_ cell: ArraySlice<UInt8>, _ plan: FieldPlan) -> ValueState? {
    if isEmpty(cell, plan) { return plan.empty ?? (plan.isRequired ? .notStated : nil) }
    guard plan.type != .text, let first = cell.first else { return nil }
    guard first == UInt8(ascii: "u") || first == UInt8(ascii: "n") else { return nil }
    if cell.spells("unknown") { return .notStated }
    if cell.spells("none") { return ValueState.none }
    if cell.spells("undisclosed") { return .undisclosed }
    return cell.spells("unspecified") ? .unspecified : nil
  }

  private func valueCount(of type: DataType) -> Int {
    if case .enumeration(let id) = type.scalar { schema[id].values.count } else { 0 }
  }

  private func kind(of plan: FieldPlan) -> ColumnLoader.Kind {
    let numbers = NumberReader(point: plan.decimalPoint, groupMark: plan.groupMark)
    switch plan.type.scalar {
    case .boolean: return .boolean(true: plan.trueWords, false: plan.falseWords)
    case .integer: return .integer(numbers)
    case .decimal: return .decimal(numbers)
    case .date: return .date
    case .quantity(let dimension), .inventory(let dimension):
      return .quantity(QuantityReader(units: schema.units, dimension: dimension))
    case .enumeration(let id):
      return .value(KeyIndex(schema[id].values.lazy.map(\.name)), enumeration: schema[id].name)
    case .reference(let relation) where relation == schema.evidence: return .passage
    case .reference(let relation):
      return .row(keys[relation.index], relation: schema[relation].name)
    case .condition:
      let conditions = schema.conditions.map { keys[$0.index] } ?? KeyIndex()
      return .condition(ConditionReader(names: conditions))
    case .text, .list, .missing: return .text
    }
  }
}

/// The lists of a list field, whose members a loader holds; for other fields, nothing.
private struct ListCells {
  private let isList: Bool
  private var offsets: [UInt32] = [0]
  private var states: [ValueState] = []

  init(isList: Bool, _ capacity: Int) {
    self.isList = isList
    if isList { states.reserveCapacity(capacity) }
  }

  /// Ends a cell without a value.
  mutating func close(_ loader: inout ColumnLoader, missing state: ValueState) {
    guard isList else {
      loader.appendMissing(state)
      return
    }
    offsets.append(UInt32(clamping: loader.count))
    states.append(state)
  }

  /// Adds a cell with a value: one, or members separated by `|`.
  mutating func append(
    _ cell: ArraySlice<UInt8>, _ loader: inout ColumnLoader, _ evidence: inout EvidenceTable
  ) throws(CellFault) {
    guard isList else { return try loader.append(cell, &evidence) }
    var rest = cell.trimmed
    while !rest.isEmpty {
      let end = rest.firstIndex(of: UInt8(ascii: "|")) ?? rest.endIndex
      let member = rest[..<end].trimmed
      if member.isEmpty { throw Self.emptyMember(at: cell) }
      try loader.append(member, &evidence)
      if end < rest.endIndex, end + 1 == rest.endIndex { throw Self.emptyMember(at: cell) }
      rest = rest[min(end + 1, rest.endIndex)...]
    }
    offsets.append(UInt32(clamping: loader.count))
    states.append(.known)
  }

  private static func emptyMember(at cell: ArraySlice<UInt8>) -> CellFault {
    CellFault(.unknownValue, "\(quoted(cell)) has an empty member")
  }

  /// The column of lists over the members, or the members themselves.
  func wrap(_ members: Column) -> Column? {
    guard isList else { return members }
    return Column(
      .list(ListColumn(offsets: offsets, elements: members)), validity: Validity(states))
  }
}
