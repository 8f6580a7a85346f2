package import AvowModel
internal import Synchronization

/// A directory with copies of the documents that a dataset's evidence lies in.
///
///     let folder = try DocumentFolder.open(directory: "texts", for: database)
///     let passage = folder.passage(of: row)  // a row of the hidden relation of passages
///     passage.state                          // .asRecorded, .moved(by: 14), …
///     passage.context?.sentence
///
/// A file is read when a passage of it is first asked for. A file belongs to a document by the name
/// that the dataset recorded, else by its digest, else by the document's id before the extension.
package final class DocumentFolder: Sendable {
  /// The directory as it was given.
  package let directory: String
  let register: DocumentRegister
  /// The files of the documents within the directory, nil where there is none.
  let files: [String?]
  private let cache = Mutex(Cache())

  /// Texts in memory beyond this many bytes are let go of.
  private static let cachedBytesMax = 128 << 20

  private struct Cache {
    var copies: [Int: DocumentCopy] = [:]
    var bytes = 0
    var anchors: [Int: [UInt32: SpanAnchoring.Anchor]] = [:]
    var changes: [Int: DocumentCopy.Condition] = [:]
    var told: Set<Int> = []
  }

  /// Opens a directory for the documents of a dataset; their files are found, not yet read.
  package static func open(
    directory: String, for database: Database
  ) throws(DocumentFolderError) -> DocumentFolder {
    guard let register = DocumentRegister(database), register.count > 0 else {
      throw .datasetWithoutDocuments
    }
    let files = DirectoryFiles(directory)
    let names: [String]
    do { names = try files.names() } catch { throw .unreadable(directory, error) }
    let found = DocumentMatching(register: register, files: files, names: names).found()
    guard found.contains(where: { $0 != nil }) else {
      throw .noDocuments(directory, expected: register.count, example: register.file(of: 0))
    }
    return DocumentFolder(directory, register, found)
  }

  private init(_ directory: String, _ register: DocumentRegister, _ files: [String?]) {
    self.directory = directory
    self.register = register
    self.files = files
  }

  /// What became of a passage, a row of the relation `schema.evidence`; nil for no such row.
  ///
  /// The first passage of a document that has changed looks for all of them, which takes at most
  /// about a second; all others take no time to speak of.
  package func passage(of row: UInt32) -> Passage? {
    guard let recorded = register.recorded(row) else { return nil }
    var passage = Passage(recorded: recorded, state: .documentMissing, context: nil)
    let document = Int(recorded.document)
    let copy = copy(of: document)
    guard let text = copy.text else { return passage }
    switch anchor(of: row, recorded, in: copy) {
    case .found(let scalars):
      let shift = scalars.lowerBound - recorded.range.lowerBound
      passage.state = shift == 0 ? .asRecorded : .moved(by: shift)
      passage.context = Passage.Context(scalars, in: text)
    case .absent:
      passage.state = .changed(copy.condition == .asRecorded ? .wrongDigest : .gone)
    case .several: passage.state = .changed(.severalPlaces)
    case .unsearched: passage.state = .changed(.notSearched)
    }
    return passage
  }

  /// The text of a document, a row of the relation of documents; nil where it is not at hand.
  package func text(of document: UInt32) -> DocumentText? {
    Int(document) < register.count ? copy(of: Int(document)).text : nil
  }

  /// The documents whose files were read since the last call and are not as recorded, in words,
  /// each once: `d003 has changed since it was recorded`.
  package func takeNotes() -> [String] {
    let fresh = cache.withLock { cache in
      let fresh = cache.changes.filter { !cache.told.contains($0.key) }
      cache.told.formUnion(fresh.keys)
      return fresh
    }
    return fresh.sorted { $0.key < $1.key }.compactMap { document, condition in
      condition.note(register.key(of: document), file: files[document])
    }
  }

  /// The copy of a document, read now unless it was read before.
  func copy(of document: Int) -> DocumentCopy {
    if let known = cache.withLock({ $0.copies[document] }) { return known }
    let copy = DocumentCopy(
      files[document], in: DirectoryFiles(directory), recorded: register.digest(of: document))
    cache.withLock { cache in
      let size = copy.text?.bytes.count ?? 0
      if cache.bytes + size > Self.cachedBytesMax {
        cache.copies = [:]
        cache.bytes = 0
      }
      cache.copies[document] = copy
      cache.bytes += size
      cache.changes[document] = copy.condition
    }
    return copy
  }

  private func anchor(
    of row: UInt32, _ recorded: RecordedPassage, in copy: DocumentCopy
  ) -> SpanAnchoring.Anchor {
    if let text = copy.text, let bytes = text.byteRange(ofScalars: recorded.range),
      text.digest(ofBytes: bytes) == recorded.digest
    {
      return .found(recorded.range)
    }
    let document = Int(recorded.document)
    if let known = cache.withLock({ $0.anchors[document] }) { return known[row] ?? .absent }
    let anchors = anchors(in: copy, of: document)
    cache.withLock { $0.anchors[document] = anchors }
    return anchors[row] ?? .absent
  }

  /// Where all passages of a document are.
  private func anchors(
    in copy: DocumentCopy, of document: Int
  ) -> [UInt32: SpanAnchoring.Anchor] {
    guard let text = copy.text else { return [:] }
    let passages = register.passages[document].compactMap { row in
      register.recorded(row).map { (row, $0) }
    }
    var anchoring = SpanAnchoring(text, recordedLength: register.length(of: document))
    let anchors = anchoring.anchors(
      of: passages.map { _, passage in
        SpanAnchoring.Recorded(
          start: passage.range.lowerBound, end: passage.range.upperBound, digest: passage.digest)
      })
    return Dictionary(uniqueKeysWithValues: zip(passages.map(\.0), anchors))
  }
}

extension Passage.Context {
  /// What stands around some scalars, nil where they leave the text.
  package init?(_ scalars: Range<Int>, in text: DocumentText) {
    guard let bytes = text.byteRange(ofScalars: scalars) else { return nil }
    let bounds = SentenceBounds(around: bytes, in: text)
    let start = bounds.range.lowerBound
    self.init(
      sentence: String(decoding: text.bytes[bounds.range], as: UTF8.self),
      range: bytes.lowerBound - start..<bytes.upperBound - start,
      isCutBefore: bounds.isCutBefore, isCutBehind: bounds.isCutBehind,
      paragraph: text.paragraph(atByte: bytes.lowerBound), scalars: scalars,
      digest: text.digest(ofBytes: bytes))
  }
}
