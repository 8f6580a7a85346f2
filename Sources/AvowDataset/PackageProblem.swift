package import AvowDiagnostics

/// A complaint about one file of a package.
package struct PackageProblem: Sendable {
  /// The file, named by its path within the package; empty where it could not be read.
  package var source: SourceText
  package var diagnostic: Diagnostic
  /// The cell or row that it is about, nil where it is about the descriptor or a whole file.
  package var cell: CellAddress?
}

/// A cell, or a whole row, as people name it.
package struct CellAddress: Hashable, Sendable {
  package var relation: String
  /// The key of the row, or its number from 1 where it has none.
  package var row: String
  /// The name of the field, nil for the whole row.
  package var field: String?
}

extension PackageProblem: CustomStringConvertible {
  /// One line: `data/actors.csv:3:5: error[D132]: …: did you mean germany?`, then the notes.
  package var description: String {
    let offset = diagnostic.span.start
    let line = source.lineIndex(at: offset)
    let column = source.text(of: SourceSpan(source.lineStarts[line], offset)).unicodeScalars.count
    let place = source.bytes.isEmpty ? "" : ":\(line + 1):\(column + 1)"
    let hint = diagnostic.hint.map { "; " + $0 } ?? ""
    let head = "\(diagnostic.severity.rawValue)[\(diagnostic.code)]: \(diagnostic.message)"
    return ([source.name + place + ": " + head + hint] + diagnostic.notes.map { "  " + $0 })
      .joined(separator: "\n")
  }
}
