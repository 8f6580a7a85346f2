import AvowModel

/// The cells of one column as JSON values.
///
/// - `none` is `null`; what is unknown is `{"unknown": "not stated"}`, with its reason.
/// - A number without a unit is a JSON number with all its digits, however many: readers that keep
///   doubles only must read it as text. One that is an interval, and every quantity, is
///   `{"low": 5, "high": null, "low_open": true, "unit": "USD"}`: an absent end is `null`, an open
///   end is marked, an exact quantity has two equal ends.
/// - Dates are EDTF texts, references the ids of rows, conditions expressions of ids, enumeration
///   values their names, lists and sums over several units arrays.
/// - The value of an aggregate that left rows out is
///   `{"value": …, "left_out": {"unknown": 3, "undecided": 2}}`.
struct JSONCells {
  private let column: Column
  private let write: ColumnText.Writer

  init(_ column: ResultColumn, database: Database) {
    self.init(column.column, type: column.type, database: database)
  }

  private init(_ column: Column, type: DataType, database: Database) {
    self.column = column
    write = Self.writer(for: column.data, type: type, database: database)
  }

  /// Adds the value of a cell.
  func append(_ row: Int, to output: inout [UInt8]) {
    let unknown = column.omissions?.unknown[row] ?? 0
    let undecided = column.omissions?.undecided[row] ?? 0
    guard unknown > 0 || undecided > 0 else {
      appendValue(row, to: &output)
      return
    }
    output += #"{"value":"#.utf8
    appendValue(row, to: &output)
    output += #","left_out":{"unknown":\#(unknown),"undecided":\#(undecided)}}"#.utf8
  }

  private func appendValue(_ row: Int, to output: inout [UInt8]) {
    let state = column.state(at: row)
    switch state {
    case .known: write(row, &output)
    case .none: output += "null".utf8
    case .notStated, .undisclosed, .unspecified, .order, .undecided, .noRate:
      output += #"{"unknown":"\#(state.reason ?? "")"}"#.utf8
    }
  }

  private static func writer(
    for data: ColumnData, type: DataType, database: Database
  ) -> ColumnText.Writer {
    switch data {
    case .boolean(let bits): return { $1 += (bits[$0] ? "true" : "false").utf8 }
    case .number(let numbers): return self.numbers(numbers, units: database.schema.units)
    case .text(let texts): return { JSONText.append(texts.utf8(at: $0), to: &$1) }
    case .date(let dates): return { JSONText.append(dates[$0].description, to: &$1) }
    case .code(let codes): return self.codes(codes, type: type, database: database)
    case .reference(let rows): return references(rows, type: type, database: database)
    case .condition(let conditions):
      let texts = conditions.expressions.map { quoted(database.text(of: $0)) }
      return { $1 += texts[Int(conditions.codes[$0])] }
    case .list(let lists): return self.lists(lists, type: type, database: database)
    case .record(let records): return self.records(records, type: type, database: database)
    case .missing: return { _, output in output += "null".utf8 }
    }
  }

  private static func numbers(_ numbers: NumberColumn, units: UnitTable) -> ColumnText.Writer {
    let symbols = units.units.map { quoted($0.symbol) }
    return { row, output in
      let range = numbers.range(at: row)
      let unit = numbers.unit(at: row)
      if unit == nil, let exact = range.exact {
        output += exact.description.utf8
        return
      }
      output += #"{"low":"#.utf8
      output += (range.lower.number?.description ?? "null").utf8
      output += #","high":"#.utf8
      output += (range.upper.number?.description ?? "null").utf8
      if range.lower.isOpen { output += #","low_open":true"#.utf8 }
      if range.upper.isOpen { output += #","high_open":true"#.utf8 }
      if let unit {
        output += #","unit":"#.utf8
        output += symbols[Int(unit.index)]
      }
      output.append(UInt8(ascii: "}"))
    }
  }

  private static func codes(
    _ codes: CodeColumn, type: DataType, database: Database
  ) -> ColumnText.Writer {
    guard case .enumeration(let id) = type else { return { $1 += String(codes[$0]).utf8 } }
    let names = database.schema[id].values.map { quoted($0.name) }
    return { $1 += names[Int(codes[$0])] }
  }

  private static func references(
    _ rows: [UInt32], type: DataType, database: Database
  ) -> ColumnText.Writer {
    guard case .reference(let relation) = type else { return { $1 += String(rows[$0]).utf8 } }
    let names = RowNames(of: relation, in: database, uses: rows.count) { row in
      quoted(database.key(of: row, in: relation) ?? database.label(of: row, in: relation))
    }
    return { $1 += names[rows[$0]] }
  }

  private static func lists(
    _ lists: ListColumn, type: DataType, database: Database
  ) -> ColumnText.Writer {
    let elementType: DataType =
      if case .inventory(let dimension) = type { .quantity(dimension) } else {
        type.element ?? .missing
      }
    let members = JSONCells(lists.elements, type: elementType, database: database)
    return { row, output in
      let range = lists.members(of: row)
      output.append(UInt8(ascii: "["))
      for member in range {
        if member > range.lowerBound { output.append(UInt8(ascii: ",")) }
        members.append(member, to: &output)
      }
      output.append(UInt8(ascii: "]"))
    }
  }

  private static func records(
    _ records: RecordColumn, type: DataType, database: Database
  ) -> ColumnText.Writer {
    guard case .record(let fields) = type else { return { _, output in output += "null".utf8 } }
    let keys = JSONRows.distinct(fields.map(\.name)).map { key in
      var prefix: [UInt8] = []
      JSONText.appendKey(key, to: &prefix)
      return prefix
    }
    let cells = zip(fields, records.fields).map { field, column in
      JSONCells(column, type: field.type, database: database)
    }
    return { row, output in
      output.append(UInt8(ascii: "{"))
      for (position, cell) in cells.enumerated() {
        if position > 0 { output.append(UInt8(ascii: ",")) }
        output += keys[position]
        cell.append(row, to: &output)
      }
      output.append(UInt8(ascii: "}"))
    }
  }

  private static func quoted(_ text: String) -> [UInt8] {
    var output: [UInt8] = []
    JSONText.append(text, to: &output)
    return output
  }
}

/// The rows of an answer as JSON objects, with the columns' names as keys.
struct JSONRows {
  /// The keys: a name that comes again gets `_2`, `_3` and so on.
  let keys: [String]
  private let prefixes: [[UInt8]]
  private let cells: [JSONCells]

  init(_ page: Page) {
    keys = Self.distinct(page.table.columns.map(\.name))
    cells = page.table.columns.map { JSONCells($0, database: page.database) }
    prefixes = keys.enumerated().map { position, key in
      var prefix: [UInt8] = position == 0 ? [] : [UInt8(ascii: ",")]
      JSONText.appendKey(key, to: &prefix)
      return prefix
    }
  }

  /// Adds a row.
  func append(_ row: Int, to output: inout [UInt8]) {
    output.append(UInt8(ascii: "{"))
    for (prefix, cell) in zip(prefixes, cells) {
      output += prefix
      cell.append(row, to: &output)
    }
    output.append(UInt8(ascii: "}"))
  }

  static func distinct(_ names: [String]) -> [String] {
    var taken = Set(names)
    var used: Set<String> = []
    return names.map { name in
      if used.insert(name).inserted { return name }
      var number = 2
      while taken.contains("\(name)_\(number)") { number += 1 }
      let key = "\(name)_\(number)"
      taken.insert(key)
      used.insert(key)
      return key
    }
  }
}
