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
  /// Rows by whole address and, to find two addresses of one passage, by label.
  private var addresses = KeyIndex(capacity: 512)
  private var labelIndex = KeyIndex(capacity: 512)
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
  mutating func row(of address: ArraySlice<UInt8>) throws(CellFault) -> UInt32 {
    if let row = addresses.row(of: address) { return row }
    let parts = address.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard parts.count == 5 else {
      throw CellFault(
        .badEvidence, "\(quoted(address)) is no address of evidence",
        hint: "it reads DOCUMENT:PARAGRAPH:START-END:LANGUAGE:SHA256")
    }
    guard let document = documents.row(of: parts[0]) else {
      throw CellFault(
        .badEvidence, "no document is called \(quoted(parts[0]))", at: parts[0].range,
        hint: Suggestion.hint(
          for: String(decoding: parts[0].prefix(200), as: UTF8.self), among: documents.keys))
    }
    let paragraph = try number(parts[1])
    let (start, end) = try offsets(parts[2])
    try checkLanguage(parts[3])
    try checkDigest(parts[4])
    return try insert(address, parts, document, paragraph, start, end)
  }

  private mutating func insert(
    _ address: ArraySlice<UInt8>, _ parts: [ArraySlice<UInt8>], _ document: UInt32,
    _ paragraph: Int64, _ start: Int64, _ end: Int64
  ) throws(CellFault) -> UInt32 {
    let row = UInt32(clamping: documentRows.count)
    let label = Array(parts[0]) + Array(" ¶\(paragraph) \(start)–\(end)".utf8)
    guard labelIndex.insert(label[...], as: row) == nil else {
      throw CellFault(
        .badEvidence, "another address of this passage has another language or digest",
        at: parts[3].startIndex..<parts[4].endIndex)
    }
    addresses.insert(address, as: row)
    labels.append(contentsOf: label)
    documentRows.append(document)
    paragraphs.append(paragraph)
    starts.append(start)
    ends.append(end)
    languages.append(contentsOf: parts[3])
    digests.append(contentsOf: parts[4])
    return row
  }

  private func offsets(_ part: ArraySlice<UInt8>) throws(CellFault) -> (Int64, Int64) {
    let ends = part.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard ends.count == 2 else {
      throw CellFault(.badEvidence, "\(quoted(part)) is no START-END", at: part.range)
    }
    let (start, end) = (try number(ends[0]), try number(ends[1]))
    guard start < end else {
      throw CellFault(.badEvidence, "\(quoted(part)) ends before it begins", at: part.range)
    }
    return (start, end)
  }

  private func number(_ digits: ArraySlice<UInt8>) throws(CellFault) -> Int64 {
    var result: Int64 = 0
    for digit in digits where digits.count < 16 {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { break }
      result = result * 10 + Int64(digit - UInt8(ascii: "0"))
    }
    let isNumber = digits.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    guard isNumber, (1..<16).contains(digits.count) else {
      throw CellFault(.badEvidence, "\(quoted(digits)) is no number", at: digits.range)
    }
    return result
  }

  private func checkLanguage(_ tag: ArraySlice<UInt8>) throws(CellFault) {
    let isTag = tag.allSatisfy {
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0 | 0x20)
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == UInt8(ascii: "-")
    }
    guard isTag, (2...35).contains(tag.count) else {
      throw CellFault(
        .badEvidence, "\(quoted(tag)) is no language", at: tag.range,
        hint: "write its tag, such as en")
    }
  }

  private func checkDigest(_ digest: ArraySlice<UInt8>) throws(CellFault) {
    let isDigest = digest.allSatisfy {
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
        || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
    }
    guard isDigest, digest.count == 64 else {
      throw CellFault(
        .badEvidence, "\(quoted(digest)) is no SHA-256", at: digest.range,
        hint: "it has 64 digits 0-9 and a-f")
    }
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
