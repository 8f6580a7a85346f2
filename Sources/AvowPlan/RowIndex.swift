internal import AvowModel
internal import AvowSyntax

/// The rows of a relation by what people call them: id, then label, then alias.
struct RowIndex: Sendable {
  /// What a word names among the rows of a relation.
  enum Match: Equatable {
    case none
    case one(UInt32)
    case several([UInt32])
  }

  private var ranks: [[String: [UInt32]]]

  init(of relation: RelationID, in database: Database) {
    let description = database.schema[relation]
    ranks = [description.key, description.label, description.aliases].map { field in
      guard let field, let column = database[relation].columns[field] else { return [:] }
      return Self.names(in: column)
    }
  }

  private static func names(in column: Column) -> [String: [UInt32]] {
    var result: [String: [UInt32]] = [:]
    func add(_ text: String, _ row: Int) {
      result[Name.canonical(of: text), default: []].append(UInt32(clamping: row))
    }
    for row in 0..<column.count {
      switch column.value(at: row) {
      case .text(let text): add(text, row)
      case .list(let members):
        for case .text(let text) in members { add(text, row) }
      case .missing, .boolean, .number, .date, .code, .row, .condition, .record: break
      }
    }
    return result
  }

  /// What a word names; the first rank that knows it decides.
  func rows(named word: String) -> Match {
    let canonical = Name.canonical(of: word)
    for rank in ranks {
      guard let rows = rank[canonical] else { continue }
      let distinct = Array(Set(rows)).sorted()
      return distinct.count == 1 ? .one(distinct[0]) : .several(distinct)
    }
    return .none
  }

  /// Every name of every row.
  var names: [String] { ranks.flatMap(\.keys).sorted() }
}
