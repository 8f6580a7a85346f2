import AvowModel

/// The cells of one column as text: the type is looked at once a column, not once a cell.
struct ColumnText {
  /// Adds the value of a cell that is known; made for the column's type.
  typealias Writer = (_ row: Int, _ output: inout [UInt8]) -> Void

  private let column: Column
  private let isGroupKey: Bool
  private let style: CellStyle
  private let write: Writer
  /// What to put after each cell, nil where nothing was left out.
  private let omissions: Omissions?

  init(_ column: ResultColumn, style: CellStyle, database: Database) {
    self.column = column.column
    self.style = style
    isGroupKey = column.isGroupKey
    if case .record = column.type.scalar, style.reader == .spreadsheet {
      // A table inside a cell: only JSON keeps its parts apart, what was left out among them.
      let cells = JSONCells(column, database: database)
      write = { cells.append($0, to: &$1) }
      omissions = nil
    } else {
      let writers = CellWriters(style: style, database: database)
      write = writers.writer(for: column.column.data, type: column.type)
      omissions = column.column.omissions
    }
  }

  /// The state of a cell.
  func state(at row: Int) -> ValueState { column.state(at: row) }

  /// Adds the text of a cell.
  func append(_ row: Int, to output: inout [UInt8]) {
    let start = output.count
    let state = column.state(at: row)
    if state == .known {
      write(row, &output)
    } else {
      output += style.text(of: state, isGroupKey: isGroupKey).utf8
    }
    guard let omissions else { return }
    let leftOut = style.text(
      leftOutUnknown: omissions.unknown[row], undecided: omissions.undecided[row])
    guard !leftOut.isEmpty else { return }
    if output.count > start { output.append(spaceByte) }
    output += leftOut.utf8
  }
}

/// Makes the writer of a column's known cells.
private struct CellWriters {
  let style: CellStyle
  let database: Database

  func writer(for data: ColumnData, type: DataType) -> ColumnText.Writer {
    switch data {
    case .boolean(let bits): return { $1 += (bits[$0] ? "true" : "false").utf8 }
    case .number(let numbers): return self.numbers(numbers)
    case .text(let texts): return { style.append(texts.utf8(at: $0), to: &$1) }
    case .date(let dates): return { style.append(Array(dates[$0].description.utf8)[...], to: &$1) }
    case .code(let codes): return self.codes(codes, type: type)
    case .reference(let rows): return references(rows, type: type)
    case .condition(let conditions): return self.conditions(conditions)
    case .list(let lists): return self.lists(lists, type: type)
    case .record(let records): return self.records(records, type: type)
    case .missing: return { _, _ in }
    }
  }

  private func numbers(_ numbers: NumberColumn) -> ColumnText.Writer {
    let text = style.numbers
    return { $1 += text.text(numbers.range(at: $0), unit: numbers.unit(at: $0)).utf8 }
  }

  private func codes(_ codes: CodeColumn, type: DataType) -> ColumnText.Writer {
    guard case .enumeration(let id) = type else { return { $1 += String(codes[$0]).utf8 } }
    let names = database.schema[id].values.map { style.bytes($0.name) }
    return { $1 += names[Int(codes[$0])] }
  }

  private func references(_ rows: [UInt32], type: DataType) -> ColumnText.Writer {
    guard case .reference(let relation) = type else { return { $1 += String(rows[$0]).utf8 } }
    let names = RowNames(of: relation, in: database, uses: rows.count) { row in
      style.bytes(database.annotatedLabel(of: row, in: relation))
    }
    return { $1 += names[rows[$0]] }
  }

  private func conditions(_ conditions: ConditionColumn) -> ColumnText.Writer {
    let texts = conditions.expressions.map { style.bytes(database.text(of: $0)) }
    return { $1 += texts[Int(conditions.codes[$0])] }
  }

  private func records(_ records: RecordColumn, type: DataType) -> ColumnText.Writer {
    guard case .record(let fields) = type else { return { _, _ in } }
    let separator = style.fieldSeparator
    let texts = zip(fields, records.fields).map { field, column in
      ColumnText(
        ResultColumn(name: field.name, type: field.type, column: column), style: style,
        database: database)
    }
    return { row, output in
      for (position, text) in texts.enumerated() {
        if position > 0 { output += separator.utf8 }
        text.append(row, to: &output)
      }
    }
  }

  private func lists(_ lists: ListColumn, type: DataType) -> ColumnText.Writer {
    let separator = separator(of: type)
    let empty = empty(of: type)
    let style = style
    let element = ResultColumn(
      name: "", type: elementType(of: type), column: lists.elements, isGroupKey: false)
    let members = ColumnText(element, style: style, database: database)
    return { row, output in
      let range = lists.members(of: row)
      if range.isEmpty { output += empty.utf8 }
      for member in range {
        if member > range.lowerBound { output += separator.utf8 }
        switch style.reader {
        case .people: members.append(member, to: &output)
        case .spreadsheet: Self.appendEscaped(member, of: members, to: &output)
        }
      }
    }
  }

  /// An inventory of nothing is a sum of nothing.
  private func empty(of type: DataType) -> String {
    if case .inventory = type { "0" } else { style.emptyList }
  }

  private func separator(of type: DataType) -> String {
    if case .inventory = type { return " + " }
    if case .list(.record) = type { return "; " }
    return style.listSeparator
  }

  private func elementType(of type: DataType) -> DataType {
    if case .inventory(let dimension) = type { return .quantity(dimension) }
    return type.element ?? .missing
  }

  /// A member of a list in a spreadsheet: `\|` and `\\` keep the members apart.
  private static func appendEscaped(
    _ member: Int, of members: ColumnText, to output: inout [UInt8]
  ) {
    let start = output.count
    members.append(member, to: &output)
    let special = [UInt8(ascii: "|"), UInt8(ascii: "\\")]
    guard output[start...].contains(where: special.contains) else { return }
    let text = Array(output[start...])
    output.removeSubrange(start...)
    for byte in text {
      if special.contains(byte) { output.append(UInt8(ascii: "\\")) }
      output.append(byte)
    }
  }
}

extension Database {
  /// A condition expression in the language's spelling, with the conditions' ids.
  func text(of expression: ConditionExpression) -> String {
    expression.text { row in
      guard let conditions = schema.conditions else { return "condition \(Int(row) + 1)" }
      return key(of: row, in: conditions) ?? label(of: row, in: conditions)
    }
  }
}
