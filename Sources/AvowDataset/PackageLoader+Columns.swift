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
    var keys = KeyIndex(capacity: tables[index].reduce(0) { $0 + $1.table.rowCount })
    var row: UInt32 = 0
    for loaded in tables[index] {
      let table = loaded.table
      let columns = fields.compactMap { loaded.columns[$0] }
      guard columns.count == fields.count else { continue }
      // The first cell of a row that cannot be read is likely right, the others less so.
      if columns != [0], !table.unreadRecords.isEmpty { incomplete.insert(plan.relation) }
      for position in 0..<table.rowCount {
        let cell = table.cell(position, columns[0])
        let key = columns.count == 1 ? table.content(of: cell) : joined(table, position, columns)
        if table.isUnread(position) {
          _ = keys.insert(key.span, as: row)
          row += 1
          continue
        }
        if columns.count == 1, key.isEmpty {
          reportKey(.missingValue, "the key is empty", cell, table, index, row)
        } else if keys.insert(key.span, as: row) != nil {
          let shown = quoted(table.content(of: cell))
          reportKey(.duplicateKey, "the key \(shown) is there twice", cell, table, index, row)
        }
        row += 1
      }
    }
    self.keys[plan.relation.index] = keys
  }

  private mutating func reportKey(
    _ code: DiagnosticCode.Dataset, _ message: String, _ cell: CSVTable.Cell, _ table: CSVTable,
    _ index: Int, _ row: UInt32
  ) {
    let relation = resources[index].relation
    let name = schema[relation].name
    for field in resources[index].key { faults.insert(row: row, field: field, of: relation) }
    let address = CellAddress(
      relation: name, row: "\(Int(row) + 1)",
      field: resources[index].key.first.map { schema[relation].fields[$0].name })
    problems.add(code, "\(name): \(message)", cell.span, in: table.file, cell: address)
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
      if !watch.isWanted() { isStopped = true }
      if isStopped { break }
    }
    return Table(rowCount: rowCount, columns: columns)
  }

  private mutating func loadColumn(_ index: Int, _ field: Int, _ rowCount: Int) -> Column {
    let plan = resources[index].fields[field]
    var cells = CellLoader(
      loader(for: plan, rowCount), plan, isKey: resources[index].key == [plan.position], rowCount)
    var row: UInt32 = 0
    for loaded in tables[index] {
      guard let column = loaded.columns[field] else {
        for _ in 0..<loaded.table.rowCount { cells.appendMissing(.notStated) }
        faults.insert(field: plan.position, of: resources[index].relation)
        row += UInt32(clamping: loaded.table.rowCount)
        continue
      }
      let bytes = loaded.table.bytes.span
      for position in 0..<loaded.table.rowCount {
        let cell = loaded.table.cell(position, column)
        let fault: CellFault?
        if loaded.table.isUnread(position) {
          cells.appendMissing(.notStated)
          faults.insert(row: row, field: plan.position, of: resources[index].relation)
          fault = nil
        } else if cell.isEscaped {
          let copy = Array(loaded.table.content(of: cell))
          fault = cells.append(copy.span, row, &evidence)
        } else {
          fault = cells.append(bytes.extracting(cell.range), row, &evidence)
        }
        if let fault { report(fault, cell, index, field, row, loaded.table.file) }
        row += 1
      }
    }
    return self.column(index, field, cells.build(), rowCount)
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
    _ file: FileID
  ) {
    let plan = resources[index].fields[field]
    faults.insert(row: row, field: plan.position, of: resources[index].relation)
    // What lacks rows is no measure for what refers to them.
    if let target = target(of: plan.type.scalar, fault.code), incomplete.contains(target) { return }
    guard problems.keeps(fault.code) else {
      problems.addUnkept(fault.code, count: 1)
      return
    }
    var span = cell.span
    // Offsets in a copy without doubled quotes are none in the file.
    if let range = fault.range, !cell.isEscaped {
      span = SourceSpan(span.start + range.lowerBound, span.start + range.upperBound)
    }
    let name = fieldName(index, field)
    let note = rowNote(index, field, row)
    let address = address(index, field, row)
    problems.add(
      fault.code, "\(name): \(fault.message)", span, in: file, hint: fault.hint, notes: note,
      cell: address)
  }

  /// The relation that a cell could not be read against, nil where it failed on its own.
  private func target(of type: DataType, _ code: DiagnosticCode.Dataset) -> RelationID? {
    switch (type, code) {
    case (.reference(let relation), .unresolvedReference): relation
    case (.reference, .badEvidence): schema.relation(named: "documents")
    case (.condition, .badCondition): schema.conditions
    default: nil
    }
  }

  /// A cell as people name it.
  private func address(_ index: Int, _ field: Int, _ row: UInt32) -> CellAddress {
    let relation = schema[resources[index].relation]
    let position = resources[index].fields[field].position
    return CellAddress(
      relation: relation.name, row: keyText(index, row) ?? "\(Int(row) + 1)",
      field: relation.fields[position].name)
  }

  /// The key of a row, nil in a relation without one.
  private func keyText(_ index: Int, _ row: UInt32) -> String? {
    let plan = resources[index]
    guard plan.key.count == 1,
      let key = plan.fields.firstIndex(where: { $0.position == plan.key[0] }),
      let place = tables[index].place(row: Int(row), field: key)
    else { return nil }
    return String(decoding: place.table.content(of: place.cell), as: UTF8.self)
  }

  /// Names the row of a complaint by its key.
  private func rowNote(_ index: Int, _ field: Int, _ row: UInt32) -> [String] {
    let plan = resources[index]
    guard plan.key.count == 1, plan.key != [plan.fields[field].position],
      let key = plan.fields.firstIndex(where: { $0.position == plan.key[0] })
    else { return [] }
    guard let place = tables[index].place(row: Int(row), field: key) else { return [] }
    let content = place.table.content(of: place.cell)
    return ["in the \(schema[plan.relation].rowWord) \(quoted(content))"]
  }

  /// The place of a stored field's cell.
  func place(_ index: Int, _ field: Int, row: Int) -> (span: SourceSpan, file: FileID)? {
    tables[index].place(row: row, field: field).map { ($0.cell.span, $0.table.file) }
  }

  private func loader(for plan: FieldPlan, _ rowCount: Int) -> ColumnLoader {
    var loader = ColumnLoader(form(of: plan.type.scalar), capacity: rowCount)
    switch plan.type.scalar {
    case .boolean:
      loader.trueWords = plan.trueWords
      loader.falseWords = plan.falseWords
    case .integer, .decimal:
      loader.numbers = NumberReader(point: plan.decimalPoint, groupMark: plan.groupMark)
    case .quantity(let dimension), .inventory(let dimension):
      loader.quantities = QuantityReader(units: schema.units, dimension: dimension)
    case .enumeration(let id):
      loader.index = valueIndexes[id.index]
      loader.name = schema[id].name
      loader.valueCount = schema[id].values.count
      for value in schema[id].values {
        for alias in value.aliases { loader.valuesByAlias[alias] = value.name }
      }
    case .reference(let relation):
      loader.index = keys[relation.index]
      loader.name = schema[relation].name
    case .condition:
      let conditions = schema.conditions.map { keys[$0.index] } ?? KeyIndex()
      loader.conditionReader = ConditionReader(names: conditions)
    case .text, .date, .list, .record, .missing: break
    }
    return loader
  }

  private func form(of type: DataType) -> ColumnLoader.Form {
    switch type {
    case .boolean: .boolean
    case .integer: .integer
    case .decimal: .decimal
    case .date: .date
    case .quantity, .inventory: .quantity
    case .enumeration: .value
    case .reference(let relation): relation == schema.evidence ? .passage : .row
    case .condition: .condition
    case .text, .list, .record, .missing: .text
    }
  }
}
