package import AvowDiagnostics

/// A complaint about one file of a package.
package struct PackageProblem: Sendable {
  /// The file, named by its path within the package; empty where it could not be read.
  package var source: SourceText
  package var diagnostic: Diagnostic
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

/// A file as it was read.
struct LoadedFile {
  var name: String
  var bytes: [UInt8]
}

/// The position of a file among those read.
struct FileID: Hashable, Comparable {
  var index: Int

  static func < (left: FileID, right: FileID) -> Bool { left.index < right.index }
}

/// The files that were read and what is wrong with them.
struct ProblemList {
  private(set) var files: [LoadedFile] = []
  private var problems: [(file: FileID, diagnostic: Diagnostic, hint: Hint?)] = []
  private(set) var errorCount = 0

  /// Problems beyond this number are counted and not kept.
  static let keptLimit = 1000

  /// Whether nothing at all was entered, not even a warning.
  var isEmpty: Bool { problems.isEmpty }

  /// Enters a file that later problems may speak of.
  mutating func register(_ name: String, _ bytes: [UInt8]) -> FileID {
    files.append(LoadedFile(name: name, bytes: bytes))
    return FileID(index: files.count - 1)
  }

  /// Enters a problem.
  mutating func add(
    _ code: DiagnosticCode.Dataset, _ message: String, _ span: SourceSpan, in file: FileID,
    hint: Hint? = nil, notes: [String] = []
  ) {
    errorCount += 1
    keep(Diagnostic(.error, code.code, message, at: span, notes: notes), file, hint)
  }

  /// Enters a warning, which does not keep the package from opening.
  mutating func warn(
    _ code: DiagnosticCode.Dataset, _ message: String, _ span: SourceSpan, in file: FileID,
    hint: Hint? = nil
  ) {
    keep(Diagnostic(.warning, code.code, message, at: span), file, hint)
  }

  /// Enters a problem of a file that could not be read at all.
  mutating func add(_ code: DiagnosticCode.Dataset, _ message: String, file name: String) {
    add(code, message, SourceSpan(0, 0), in: register(name, []))
  }

  private mutating func keep(_ diagnostic: Diagnostic, _ file: FileID, _ hint: Hint?) {
    if problems.count < Self.keptLimit { problems.append((file, diagnostic, hint)) }
  }

  /// The first problems in the order of files and places, errors before warnings.
  func listed(limit: Int) -> [PackageProblem] {
    let sorted = problems.enumerated().sorted { left, right in
      let (a, b) = (left.element, right.element)
      let isError = (a.diagnostic.severity == .error, b.diagnostic.severity == .error)
      if isError.0 != isError.1 { return isError.0 }
      if a.file != b.file { return a.file < b.file }
      let starts = (a.diagnostic.span.start, b.diagnostic.span.start)
      return starts.0 == starts.1 ? left.offset < right.offset : starts.0 < starts.1
    }
    var sources: [FileID: SourceText] = [:]
    return sorted.prefix(limit).map { _, problem in
      let file = files[problem.file.index]
      let source = sources[problem.file] ?? SourceText(bytes: file.bytes, name: file.name)
      sources[problem.file] = source
      var diagnostic = problem.diagnostic
      diagnostic.hint = problem.hint?.text
      return PackageProblem(source: source, diagnostic: diagnostic)
    }
  }
}
