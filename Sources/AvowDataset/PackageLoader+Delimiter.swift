internal import AvowDiagnostics
internal import AvowModel

extension PackageLoader {
  /// The delimiters that tables have, what people call them, and how a descriptor writes them.
  private static var delimiters: [(byte: UInt8, name: String, json: String)] {
    [
      (UInt8(ascii: ","), "commas", ","), (UInt8(ascii: ";"), "semicolons", ";"),
      (UInt8(ascii: "\t"), "tabs", "\\t"), (UInt8(ascii: "|"), "vertical bars", "|"),
    ]
  }

  /// Whether a header is one cell with several names in it, as where the file has semicolons and
  /// the descriptor does not say so; reported once, for nothing in such a file can be read.
  mutating func reportsDelimiter(of table: CSVTable, _ index: Int) -> Bool {
    guard table.hasHeader, table.width == 1, let cell = table.firstRecord.first else {
      return false
    }
    let content = table.content(of: cell)
    let relation = resources[index].relation
    let names = resources[index].fields.map { schema[relation].fields[$0.position].name }
    guard !names.contains(where: { content.elementsEqual($0.utf8) }) else { return false }
    for (byte, name, json) in Self.delimiters where content.contains(byte) {
      let parts = content.split(separator: byte).map { part in
        part.filter { $0 != UInt8(ascii: "\"") }
      }
      guard
        names.isEmpty
          || parts.contains(where: { part in names.contains { part == Array($0.utf8) } })
      else { continue }
      problems.add(
        .badHeader, "the header is one column, with \(name) in it", cell.span, in: table.file,
        hint: "\(name)? give the resource a dialect: \"dialect\": {\"delimiter\": \"\(json)\"}")
      incomplete.insert(relation)
      return true
    }
    return false
  }
}
