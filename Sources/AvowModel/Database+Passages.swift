extension Database {
  /// The language of a passage of evidence, a BCP 47 tag; nil where there is no such passage.
  package func language(of passage: UInt32) -> String? {
    guard let evidence = schema.evidence,
      let column = self[evidence].columns[EvidenceField.language.rawValue],
      Int(passage) < column.count
    else { return nil }
    switch column.value(at: Int(passage)) {
    case .text(let tag): return tag
    case .code(let code):
      guard
        case .enumeration(let id) = schema[evidence].fields[EvidenceField.language.rawValue].type,
        schema[id].values.indices.contains(Int(code))
      else { return nil }
      return schema[id].values[Int(code)].name
    case .missing, .boolean, .number, .date, .row, .condition, .list, .record: return nil
    }
  }
}
