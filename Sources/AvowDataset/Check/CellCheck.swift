internal import AvowDiagnostics
internal import AvowModel

/// Looks for lists with a member twice and for texts with blanks around them.
enum CellCheck {
  static func run(_ inspection: inout PackageInspection) {
    for relation in inspection.readRelations {
      for (field, column) in inspection.storedColumns(of: relation) where inspection.isWanted() {
        switch column.data {
        case .list(let lists): checkLists(lists, column, relation, field, &inspection)
        case .text(let texts): checkTexts(texts, relation, field, &inspection)
        case .boolean, .number, .date, .code, .reference, .condition, .record, .missing: break
        }
      }
      guard let key = inspection.schema[relation].key,
        case .text(let texts)? = inspection.database[relation].columns[key]?.data
      else { continue }
      checkTexts(texts, relation, key, &inspection)
    }
  }

  private static func checkLists(
    _ lists: ListColumn, _ column: Column, _ relation: RelationID, _ field: Int,
    _ inspection: inout PackageInspection
  ) {
    for row in 0..<lists.count where lists.members(of: row).count > 1 {
      guard column.state(at: row) == .known, hasRepeated(lists, row) else { continue }
      inspection.report(
        .repeatedMember, "the list names the same member twice", in: relation, row: row,
        field: field, hint: "name it once")
    }
  }

  private static func hasRepeated(_ lists: ListColumn, _ row: Int) -> Bool {
    let members = lists.members(of: row)
    switch lists.elements.data {
    case .reference(let targets): return Set(targets[members]).count < members.count
    case .code(let codes): return Set(members.map { codes[$0] }).count < members.count
    case .text(let texts): return Set(members.map { texts.utf8(at: $0) }).count < members.count
    case .boolean, .number, .date, .condition, .list, .record, .missing: return false
    }
  }

  private static func checkTexts(
    _ texts: TextColumn, _ relation: RelationID, _ field: Int,
    _ inspection: inout PackageInspection
  ) {
    for row in 0..<texts.count {
      let text = texts.utf8(at: row)
      guard let first = text.first, let last = text.last,
        isBlank(first) || isBlank(last) || text.starts(with: noBreakSpace)
          || text.suffix(2).elementsEqual(noBreakSpace)
      else { continue }
      inspection.report(
        .blanksAround, "there are blanks around \(quoted(text))", in: relation, row: row,
        field: field, hint: "no query sees them, and the text equals no other")
    }
  }

  private static let noBreakSpace: [UInt8] = [0xC2, 0xA0]

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }
}
