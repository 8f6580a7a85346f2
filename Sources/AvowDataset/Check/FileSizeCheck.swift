internal import AvowDiagnostics

/// Holds the sizes of files against those that the descriptor tells.
enum FileSizeCheck {
  static func run(_ inspection: inout PackageInspection) {
    for (index, plan) in inspection.resources.enumerated() {
      guard let bytes = plan.json["bytes"], bytes.kind == .number,
        let told = Int(String(decoding: bytes.bytes, as: UTF8.self)),
        inspection.tables[index].count == plan.paths.count
      else { continue }
      let size = inspection.tables[index].reduce(0) { $0 + $1.table.bytes.count }
      guard size != told else { continue }
      inspection.report(
        .otherSize, "\(plan.paths.map(\.path).joined(separator: ", ")) has \(size) bytes",
        at: bytes.span, hint: "write \(size), or look for what was lost")
    }
  }
}
