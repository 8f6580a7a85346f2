package import AvowDataset
internal import AvowPlan

/// A document in which a passage is to be found, and how evidence names it.
package struct LocatableDocument: Sendable {
  /// The text.
  package let text: DocumentText
  /// The name that addresses begin with.
  package let name: String
  /// What to mind about addresses in this text.
  package let notes: [String]
  /// The language of the document, where it has one.
  private let language: String?
  /// The languages of the recorded passages of each paragraph.
  private let languagesByParagraph: [Int: Set<String>]

  /// A document of a dataset.
  init(_ text: DocumentText, _ entry: DocumentCatalogue.Entry, of catalogue: DocumentCatalogue) {
    self.text = text
    name = entry.key
    let note = catalogue.note(about: text, of: entry)
    notes = note.map { [$0] } ?? []
    language = entry.languages.count == 1 ? entry.languages.first : nil
    // In another copy than the recorded one, it may be another paragraph.
    languagesByParagraph = note == nil ? catalogue.languagesByParagraph(of: entry) : [:]
  }

  /// A text that no dataset has.
  init(unknown text: DocumentText) {
    self.text = text
    name = "DOCUMENT"
    notes = ["the dataset has no document of this text: put its id for DOCUMENT"]
    language = nil
    languagesByParagraph = [:]
  }

  /// The language of a paragraph: that of the document where it has one, else that of the
  /// paragraph's recorded passages; nil where neither says.
  package func language(ofParagraph paragraph: Int) -> String? {
    if let language { return language }
    guard let languages = languagesByParagraph[paragraph], languages.count == 1 else { return nil }
    return languages.first
  }
}

extension Session {
  /// The ids of the dataset's documents.
  package var documentNames: [String] { DocumentCatalogue(catalog.database)?.keys ?? [] }

  /// Whether the dataset has a document of the name: an id, a label or the name of a file.
  package func hasDocument(named name: String) -> Bool {
    DocumentCatalogue(catalog.database)?.document(named: name) != nil
  }

  /// The document of a name among the documents at hand; nil where there is none of the name.
  ///
  /// - Throws: Why the document that is meant cannot be read.
  package func document(named name: String) throws(DocumentsError) -> LocatableDocument? {
    guard let documents, let known = DocumentCatalogue(catalog.database),
      let entry = known.document(named: name)
    else { return nil }
    guard let text = documents.text(of: entry.row) else {
      throw DocumentsError(
        message: documents.takeNotes().first ?? "\(entry.key) is not at hand")
    }
    _ = documents.takeNotes()
    return LocatableDocument(text, entry, of: known)
  }

  /// A text with the name of its file, which may be one of the dataset's documents.
  ///
  /// - Throws: Why the bytes are no text.
  package func document(
    _ bytes: [UInt8], file: String
  ) throws(DocumentsError) -> LocatableDocument {
    let text: DocumentText
    do {
      text = try DocumentText(bytes)
    } catch {
      let isWide = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
      let advice = isWide ? "; it looks like UTF-16: save it as UTF-8" : ""
      throw DocumentsError(message: "\(error.message) (byte \(error.offset + 1))\(advice)")
    }
    let known = DocumentCatalogue(catalog.database)
    let name = file.split(separator: "/").last.map(String.init) ?? file
    guard let known, let entry = known.document(digest: text.digest, file: name) else {
      return LocatableDocument(unknown: text)
    }
    return LocatableDocument(text, entry, of: known)
  }
}
