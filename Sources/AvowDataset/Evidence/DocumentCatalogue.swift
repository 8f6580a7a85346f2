package import AvowModel

/// The documents that a dataset names, to find one by a name or by its text.
package struct DocumentCatalogue: Sendable {
  private let register: DocumentRegister

  /// Reads what a dataset says, nil where it has no documents.
  package init?(_ database: Database) {
    guard let register = DocumentRegister(database) else { return nil }
    self.register = register
  }

  /// A document of the dataset.
  package struct Entry: Hashable, Sendable {
    /// The row in the relation of documents.
    package var row: UInt32
    /// The id.
    package var key: String
    /// The languages it is written in.
    package var languages: [String]
  }

  /// The ids of all documents.
  package var keys: [String] { (0..<register.count).map { register.key(of: $0) } }

  /// The document of a name: its id, its file or its label, in any case of letters.
  package func document(named name: String) -> Entry? {
    let name = name.lowercased()
    for names in [register.key, { register.file(of: $0) ?? "" }, register.label] {
      if let row = (0..<register.count).first(where: { names($0).lowercased() == name }) {
        return entry(row)
      }
    }
    return nil
  }

  /// The document whose file has this digest, else the one whose file has this name.
  package func document(digest: SHA256, file: String) -> Entry? {
    let rows = 0..<register.count
    let row =
      rows.first { register.digest(of: $0) == digest }
      ?? rows.first { row in
        register.file(of: row)?.split(separator: "/").last == file[...]
      }
    return row.map(entry)
  }

  /// What to mind about offsets in this text, nil where it is the one that was recorded.
  package func note(about text: DocumentText, of document: Entry) -> String? {
    guard let recorded = register.digest(of: Int(document.row)), recorded != text.digest else {
      return nil
    }
    return "this copy of \(document.key) is not the one that was recorded: its offsets may differ"
  }

  /// The languages that the recorded passages of each paragraph have.
  package func languagesByParagraph(of document: Entry) -> [Int: Set<String>] {
    var result: [Int: Set<String>] = [:]
    for row in register.passages[Int(document.row)] {
      guard let passage = register.recorded(row) else { continue }
      result[passage.paragraph, default: []].insert(passage.language)
    }
    return result
  }

  private func entry(_ row: Int) -> Entry {
    Entry(
      row: UInt32(clamping: row), key: register.key(of: row),
      languages: register.languages(of: row))
  }
}
