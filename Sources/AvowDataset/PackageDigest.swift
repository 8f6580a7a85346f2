/// The digest of a package's content.
///
/// It is that of what `sha256sum` prints for the package's files, sorted by the bytes of their
/// names, so that it can be had without Avow:
///
///     sha256sum actors.csv datapackage.json … | sha256sum
enum PackageDigest {
  /// The digest of some files, 64 hexadecimal digits; a file that is there twice counts once.
  static func text(of files: [(name: String, bytes: [UInt8])]) -> String {
    let byName = Dictionary(files, uniquingKeysWith: { first, _ in first })
    let sorted = byName.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    var list: [UInt8] = []
    for (name, bytes) in sorted { list += "\(SHA256(of: bytes.span))  \(name)\n".utf8 }
    return SHA256(of: list.span).description
  }
}
