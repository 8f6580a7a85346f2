/// Tells which file of a directory is which document.
struct DocumentMatching {
  let register: DocumentRegister
  let files: DirectoryFiles
  /// The names in the directory.
  let names: [String]

  /// Files looked into beyond these numbers are not, where a document's own is not there.
  private static let lookedIntoMax = (files: 1000, bytes: 256 << 20)

  /// The file of each document: by its recorded name, else by digest, else by the document's id.
  func found() -> [String?] {
    var result = (0..<register.count).map { named($0) }
    let missing = result.indices.filter { result[$0] == nil }
    guard !missing.isEmpty else { return result }
    let taken = Set(result.compactMap(\.self))
    let spare = names.filter { !taken.contains($0) }
    let digests = digests(of: spare, wanted: Set(missing.compactMap { register.digest(of: $0) }))
    let stems = Dictionary(grouping: spare, by: Self.stem)
    for document in missing {
      // Of two files that are called like an id, neither is chosen.
      let named = stems[register.key(of: document)].flatMap { $0.count == 1 ? $0.first : nil }
      result[document] = register.digest(of: document).flatMap { digests[$0] } ?? named
    }
    return result
  }

  private func named(_ document: Int) -> String? {
    guard let name = register.file(of: document), PackagePath.fault(in: name) == nil else {
      return nil
    }
    return files.has(name) ? name : nil
  }

  /// The name of a file without its extension.
  private static func stem(_ name: String) -> String {
    guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return name }
    return String(name[..<dot])
  }

  /// The files that have one of the wanted digests.
  private func digests(of names: [String], wanted: Set<SHA256>) -> [SHA256: String] {
    guard !wanted.isEmpty else { return [:] }
    var result: [SHA256: String] = [:]
    var bytesLeft = Self.lookedIntoMax.bytes
    for name in names.prefix(Self.lookedIntoMax.files) where result.count < wanted.count {
      guard let bytes = try? files.contents(of: name, atMost: bytesLeft) else { continue }
      bytesLeft -= bytes.count
      let digest = SHA256(of: bytes.span)
      if wanted.contains(digest), result[digest] == nil { result[digest] = name }
    }
    return result
  }
}
