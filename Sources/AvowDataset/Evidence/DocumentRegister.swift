internal import AvowModel

/// Which documents a dataset names, what it recorded of their files, and the passages in them.
///
/// The relation is the one that evidence refers to, else one called `documents`. Of its fields,
/// `file` names the file, `sha256` has its digest and `length` its scalars; each may be absent.
struct DocumentRegister: Sendable {
  /// The relation of documents.
  let relation: RelationID
  /// The rows of the passages of each document.
  let passages: [[UInt32]]
  private let database: Database

  /// Reads what a dataset says, nil where it has no documents.
  init?(_ database: Database) {
    let schema = database.schema
    guard let relation = Self.relation(in: schema) else { return nil }
    self.relation = relation
    self.database = database
    var passages = [[UInt32]](repeating: [], count: database[relation].rowCount)
    if let evidence = schema.evidence,
      case .reference(let documents)? =
        database[evidence].columns[EvidenceField.document.rawValue]?.data
    {
      for (row, document) in documents.enumerated() where Int(document) < passages.count {
        passages[Int(document)].append(UInt32(clamping: row))
      }
    }
    self.passages = passages
  }

  private static func relation(in schema: Schema) -> RelationID? {
    guard let evidence = schema.evidence,
      case .reference(let documents) =
        schema[evidence].fields[EvidenceField.document.rawValue].type
    else { return schema.relation(named: "documents") }
    return documents
  }

  /// The number of documents.
  var count: Int { passages.count }

  /// What is written in a text field of a document.
  func text(_ field: String, of document: Int) -> String? {
    guard case .text(let text)? = value(field, of: document), !text.isEmpty else { return nil }
    return text
  }

  /// The name of a document's file.
  func file(of document: Int) -> String? { text("file", of: document) }

  /// The recorded digest of a document's file.
  func digest(of document: Int) -> SHA256? {
    text("sha256", of: document).flatMap { SHA256($0.lowercased().utf8) }
  }

  /// The recorded length of a document's file, in scalars; nil for what no file can have.
  func length(of document: Int) -> Int? {
    guard case .number(let range, _)? = value("length", of: document) else { return nil }
    return range.exact.flatMap { $0.mantissa(at: 0) }.flatMap { UInt32(exactly: $0) }.map(Int.init)
  }

  /// The languages that a document is written in, by its field `languages` or `language`.
  func languages(of document: Int) -> [String] {
    let schema = database.schema
    guard
      let field = ["languages", "language"].first(where: {
        schema[relation].field(named: $0) != nil
      }), let position = schema[relation].field(named: field),
      let value = value(field, of: document)
    else { return [] }
    func name(_ value: Value) -> String? {
      switch value {
      case .text(let text): return text
      case .code(let code):
        guard case .enumeration(let id) = schema[relation].fields[position].type.scalar else {
          return nil
        }
        return schema[id].values[Int(code)].name
      case .list, .record, .missing, .boolean, .number, .date, .row, .condition: return nil
      }
    }
    if case .list(let members) = value { return members.compactMap(name) }
    return name(value).map { [$0] } ?? []
  }

  /// The name of a document for people, where it is not the id.
  func label(of document: Int) -> String {
    database.label(of: UInt32(clamping: document), in: relation)
  }

  /// The id of a document, or what stands for it.
  func key(of document: Int) -> String {
    let row = UInt32(clamping: document)
    return database.key(of: row, in: relation) ?? database.label(of: row, in: relation)
  }

  /// The place and the digest of a passage, as recorded.
  func recorded(_ passage: UInt32) -> RecordedPassage? {
    guard let evidence = database.schema.evidence,
      Int(passage) < database[evidence].rowCount,
      case .row(let document) = cell(.document, passage, evidence),
      let paragraph = number(.paragraph, passage, evidence),
      let start = number(.start, passage, evidence), let end = number(.end, passage, evidence),
      start < end, let language = database.language(of: passage),
      case .text(let digits) = cell(.digest, passage, evidence),
      let digest = SHA256(digits.utf8)
    else { return nil }
    return RecordedPassage(
      document: document, paragraph: paragraph, range: start..<end, language: language,
      digest: digest)
  }

  private func value(_ field: String, of document: Int) -> Value? {
    guard let position = database.schema[relation].field(named: field),
      let column = database[relation].columns[position], document < column.count
    else { return nil }
    return column.value(at: document)
  }

  private func cell(_ field: EvidenceField, _ row: UInt32, _ evidence: RelationID) -> Value {
    database[evidence].columns[field.rawValue]?.value(at: Int(row)) ?? .missing(.notStated)
  }

  private func number(_ field: EvidenceField, _ row: UInt32, _ evidence: RelationID) -> Int? {
    guard case .number(let range, _) = cell(field, row, evidence) else { return nil }
    return range.exact.flatMap { $0.mantissa(at: 0) }.flatMap { UInt32(exactly: $0) }.map(Int.init)
  }
}

/// The address of a passage as the dataset records it.
package struct RecordedPassage: Hashable, Sendable {
  /// The row of the document.
  package var document: UInt32
  /// The number of the paragraph, from 1.
  package var paragraph: Int
  /// The Unicode scalars of the file that the passage takes.
  package var range: Range<Int>
  /// The language of the passage, such as `en`.
  package var language: String
  /// The digest of the passage in UTF-8.
  package var digest: SHA256
}
