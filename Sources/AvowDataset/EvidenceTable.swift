internal import AvowDiagnostics
internal import AvowModel

/// The passages that cells of evidence name, each once: the rows of a relation of its own.
///
/// An address reads `d003:5:1688-1757:en:` and the SHA-256 of the passage: the document, the
/// paragraph, the offsets of the first scalar and behind the last, the language, the digest.
struct EvidenceTable {
  /// The name of the relation.
  static let name = "spans"

  private let documents: KeyIndex
  /// Rows by label, which has all that tells one passage from another.
  private var rows = KeyIndex(capacity: 512)
  private var labels = TextColumn()
  private var documentRows: [UInt32] = []
  private var paragraphs: [Int64] = []
  private var starts: [Int64] = []
  private var ends: [Int64] = []
  private var languages = TextColumn()
  private var digests = TextColumn()

  /// Makes an empty table that refers to documents with these keys.
  init(documents: KeyIndex) { self.documents = documents }

  /// The relation, hidden because people reach it through evidence only.
  static func relation(documents: RelationID) -> Relation {
    var relation = Relation(
      name: name, title: "Passages", description: "The passages that evidence lies in.",
      rowWord: "passage")
    relation.fields = EvidenceField.allCases.map { field in
      Field(name: field.name, description: description(of: field), type: type(of: field, documents))
    }
    relation.key = EvidenceField.label.rawValue
    relation.label = EvidenceField.label.rawValue
    relation.defaultColumns = [
      EvidenceField.document.rawValue, EvidenceField.paragraph.rawValue,
      EvidenceField.start.rawValue, EvidenceField.end.rawValue, EvidenceField.language.rawValue,
    ]
    relation.isHidden = true
    return relation
  }

  private static func type(of field: EvidenceField, _ documents: RelationID) -> DataType {
    switch field {
    case .document: .reference(documents)
    case .paragraph, .start, .end: .integer
    case .label, .language, .digest: .text
    }
  }

  private static func description(of field: EvidenceField) -> String {
    switch field {
    case .label: "The address in short."
    case .document: "The document that the passage stands in."
    case .paragraph: "The number of the paragraph."
    case .start: "How many characters stand before the passage."
    case .end: "How many characters stand before its end."
    case .language: "The language of the passage."
    case .digest: "The SHA-256 of the passage."
    }
  }

  /// The row of an address, which is new or was named before.
  mutating func row(of address: Span<UInt8>) throws(CellFault) -> UInt32 {
    let parts = try Parts(address)
    guard let document = documents.row(of: address.extracting(parts.document)) else {
      let name = address.extracting(parts.document).copy
      throw CellFault(
        .badEvidence, "no document is called \(quoted(name[...]))", at: parts.document,
        hint: .nearKey(String(decoding: name.prefix(200), as: UTF8.self), documents))
    }
    let row = UInt32(clamping: documentRows.count)
    let label = parts.label(address.extracting(parts.document))
    if let known = rows.insert(label.span, as: row) {
      guard isSame(known, address, parts) else {
        throw CellFault(
          .badEvidence, "another address of this passage has another language or digest",
          at: parts.language.lowerBound..<parts.digest.upperBound)
      }
      return known
    }
    labels.append(label.span)
    documentRows.append(document)
    paragraphs.append(parts.paragraph)
    starts.append(parts.start)
    ends.append(parts.end)
    languages.append(address.extracting(parts.language))
    digests.append(address.extracting(parts.digest))
    return row
  }

  /// Whether a row has the language and the digest of an address.
  private func isSame(_ row: UInt32, _ address: Span<UInt8>, _ parts: Parts) -> Bool {
    address.extracting(parts.language).spells(Array(languages.utf8(at: Int(row))))
      && address.extracting(parts.digest).spells(Array(digests.utf8(at: Int(row))))
  }

  /// The rows entered so far, a column per field.
  var table: Table {
    let columns = EvidenceField.allCases.map { field -> Column? in
      switch field {
      case .label: Column(.text(labels))
      case .document: Column(.reference(documentRows))
      case .paragraph: Column(.number(NumberColumn(exact: paragraphs)))
      case .start: Column(.number(NumberColumn(exact: starts)))
      case .end: Column(.number(NumberColumn(exact: ends)))
      case .language: Column(.text(languages))
      case .digest: Column(.text(digests))
      }
    }
    return Table(rowCount: documentRows.count, columns: columns)
  }
}
