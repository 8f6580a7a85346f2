internal import AvowDiagnostics

/// Holds files against the sizes and digests that the descriptor tells.
enum FileCheck {
  static func run(_ inspection: inout PackageInspection) {
    for (index, plan) in inspection.resources.enumerated()
    where inspection.tables[index].count == plan.paths.count && inspection.isWanted() {
      let name = plan.paths.map(\.path).joined(separator: ", ")
      let files = inspection.tables[index].map(\.table.bytes)
      if let told = plan.json["bytes"] { checkSize(of: files, name, told, &inspection) }
      // What the digest of several files would be, the standard does not say.
      if let told = plan.json["hash"], files.count == 1 {
        checkDigest(of: files[0], name, told, &inspection)
      }
    }
  }

  private static func checkSize(
    of files: [[UInt8]], _ name: String, _ told: JSONValue,
    _ inspection: inout PackageInspection
  ) {
    let size = files.reduce(0) { $0 + $1.count }
    guard let wanted = told.wholeNumber, wanted != size else { return }
    inspection.report(
      .otherFile, "\(name) has \(size) bytes", at: told.span,
      hint: "write \(size), or look for what was lost")
  }

  /// Other digests than SHA-256 are for other tools.
  private static func checkDigest(
    of bytes: [UInt8], _ name: String, _ told: JSONValue, _ inspection: inout PackageInspection
  ) {
    guard let text = told.string, text.hasPrefix("sha256:") else { return }
    let digest = SHA256(of: bytes.span)
    guard SHA256(text.dropFirst(7).lowercased().utf8) != digest else { return }
    inspection.report(
      .otherFile, "\(name) has another SHA-256", at: told.span,
      hint: "write sha256:\(digest), or look for what was changed")
  }
}
