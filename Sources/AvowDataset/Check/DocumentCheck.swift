internal import AvowDiagnostics
internal import AvowModel

/// Compares documents at hand with what a dataset recorded of them, and looks every passage up.
struct DocumentCheck {
  private let folder: DocumentFolder
  private let register: DocumentRegister
  /// What became of each passage, as far as somebody asked.
  private var passages: [UInt32: Passage] = [:]

  static func run(_ inspection: inout PackageInspection, _ folder: DocumentFolder) {
    var check = DocumentCheck(folder: folder, register: folder.register)
    for document in 0..<check.register.count where inspection.isWanted() {
      check.checkFile(of: document, &inspection)
    }
    guard let evidence = inspection.schema.evidence else { return }
    for relation in inspection.readRelations {
      for (field, description) in inspection.schema[relation].fields.enumerated()
      where description.type.scalar == .reference(evidence) && description.origin == .stored {
        check.checkPassages(relation, field, &inspection)
      }
    }
  }

  private init(folder: DocumentFolder, register: DocumentRegister) {
    self.folder = folder
    self.register = register
  }

  // MARK: Documents

  private func checkFile(of document: Int, _ inspection: inout PackageInspection) {
    let copy = folder.copy(of: document)
    let name = folder.files[document] ?? register.file(of: document) ?? register.key(of: document)
    func report(
      _ code: DiagnosticCode.Dataset, _ message: String, _ field: String, hint: String? = nil
    ) {
      let position = inspection.schema[register.relation].field(named: field)
      inspection.report(
        code, message, in: register.relation, row: document, field: position, hint: hint)
    }
    switch copy.condition {
    case .asRecorded, .unverified: break
    case .missing: report(.noDocument, "\(name) is not in \(folder.directory)", "file")
    case .unreadable(let reason): report(.noDocument, "\(name): \(reason)", "file")
    case .reformatted:
      report(
        .otherLineEnds, "\(name) has other line ends than recorded, or a byte-order mark", "sha256")
    case .changed:
      let digest = copy.text.map { "its digest is \($0.digest)" }
      report(.otherDocument, "\(name) is not the file that was recorded", "sha256", hint: digest)
    }
    guard copy.condition == .asRecorded, let text = copy.text,
      let length = register.length(of: document), length != text.scalarCount
    else { return }
    report(
      .otherLength, "\(name) has \(text.scalarCount) characters, not \(length)", "length",
      hint: "write \(text.scalarCount)")
  }

  // MARK: Passages

  private mutating func checkPassages(
    _ relation: RelationID, _ field: Int, _ inspection: inout PackageInspection
  ) {
    var cited: [(row: Int, passage: UInt32)] = []
    inspection.database[relation].columns[field]?.forEachReference { cited.append(($0, $1)) }
    for (row, passage) in cited {
      guard inspection.isWanted() else { return }
      guard let found = passages[passage] ?? folder.passage(of: passage) else { continue }
      passages[passage] = found
      guard let fault = fault(in: found, passage, inspection) else { continue }
      inspection.report(
        fault.code, fault.message, in: relation, row: row, field: field,
        at: inspection.range(
          of: address(found.recorded), row: row, field: field, in: relation), hint: fault.hint)
    }
  }

  private func fault(
    in passage: Passage, _ row: UInt32, _ inspection: PackageInspection
  ) -> (code: DiagnosticCode.Dataset, message: String, hint: String?)? {
    let document = Int(passage.recorded.document)
    let label = inspection.schema.evidence.map { inspection.database.label(of: row, in: $0) } ?? ""
    let present = passage.context.map { context in
      var present = passage.recorded
      present.paragraph = context.paragraph
      present.range = context.scalars
      present.digest = context.digest
      return present
    }
    let hint = present.map { "write \(address($0))" }
    switch passage.state {
    case .documentMissing: return nil
    case .asRecorded:
      guard let present, present.paragraph != passage.recorded.paragraph else { return nil }
      return (
        .otherParagraph, "the passage \(label) stands in paragraph \(present.paragraph)", hint
      )
    case .moved(let count):
      // The dataset is right, the copy has other line ends.
      guard folder.copy(of: document).condition != .reformatted else { return nil }
      let distance = "\(abs(count)) character\(abs(count) == 1 ? "" : "s")"
      let place = distance + (count > 0 ? " further on" : " earlier")
      return (.movedPassage, "the passage \(label) stands \(place)", hint)
    case .changed:
      return (
        .lostPassage, "the passage \(label) is \(passage.state.words)",
        "avow locate prints the address of words"
      )
    }
  }

  /// The address as cells have it.
  private func address(_ passage: RecordedPassage) -> String {
    let range = "\(passage.range.lowerBound)-\(passage.range.upperBound)"
    return [
      register.key(of: Int(passage.document)), "\(passage.paragraph)", range, passage.language,
      "\(passage.digest)",
    ].joined(separator: ":")
  }
}

extension PackageCheck {
  /// The check against documents at hand.
  package static func documents(_ folder: DocumentFolder) -> PackageCheck {
    PackageCheck("documents") { DocumentCheck.run(&$0, folder) }
  }
}

extension PackageInspection {
  /// The bytes of a cell that hold a text, nil where they do not.
  fileprivate func range(
    of text: String, row: Int, field: Int, in relation: RelationID
  ) -> Range<Int>? {
    guard let index = resource(of: relation),
      let stored = resources[index].fields.firstIndex(where: { $0.position == field }),
      let place = tables[index].place(row: row, field: stored)
    else { return nil }
    let wanted = Array(text.utf8)
    return ByteSearch.ranges(of: wanted.span, in: place.table.content(of: place.cell).span).first
  }
}
