internal import AvowModel

extension PackageLoader {
  /// Gives passages the enum of their documents' `languages`, where it has the language of each.
  ///
  /// So a bare word is a language for passages as it is for documents. O(passages × languages).
  mutating func adoptLanguages(in table: inout Table) {
    let language = EvidenceField.language.rawValue
    guard let evidence = schema.evidence,
      let documents = schema.relation(named: "documents"),
      let field = schema[documents].field(named: "languages"),
      case .enumeration(let id) = schema[documents].fields[field].type.scalar,
      case .text(let tags)? = table.columns[language]?.data
    else { return }
    let values = schema[id].values.map { Array($0.name.utf8) }
    var codes: [UInt32] = []
    codes.reserveCapacity(table.rowCount)
    for row in 0..<table.rowCount {
      let tag = tags.utf8(at: row)
      guard let code = values.firstIndex(where: { $0.elementsEqual(tag) }) else { return }
      codes.append(UInt32(clamping: code))
    }
    schema.relations[evidence.index].fields[language].type = .enumeration(id)
    table.columns[language] = Column(.code(CodeColumn(codes, valueCount: values.count)))
  }
}
