internal import AvowDiagnostics

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
///
/// All problems are counted and a bounded number of each kind is kept: words are made for those
/// only, so that millions of problems cost neither memory nor much time.
struct ProblemList {
  private(set) var files: [LoadedFile] = []
  private var problems: [Entry] = []
  private(set) var errorCount = 0
  private(set) var warningCount = 0
  /// How many problems there are of each code.
  private(set) var counts: [DiagnosticCode: Int] = [:]

  /// A problem that is kept.
  private struct Entry {
    var file: FileID
    var diagnostic: Diagnostic
    var hint: Hint?
    /// What usually mends such a problem.
    var mending: String?
    var cell: CellAddress?
  }

  /// Problems of one code beyond this number are counted and not kept.
  static let keptLimit = 1000

  /// In which order problems are listed.
  enum Order {
    /// Errors before warnings, then by file and place.
    case bySeverity
    /// By file and place; where not all are listed, errors have precedence.
    case byPlace
  }

  /// Whether nothing at all was entered, not even a warning.
  var isEmpty: Bool { problems.isEmpty }

  /// Enters a file that later problems may speak of.
  mutating func register(_ name: String, _ bytes: [UInt8]) -> FileID {
    files.append(LoadedFile(name: name, bytes: bytes))
    return FileID(index: files.count - 1)
  }

  /// Enters a problem.
  mutating func add(
    _ code: DiagnosticCode.Dataset, _ message: @autoclosure () -> String, _ span: SourceSpan,
    in file: FileID, severity: Diagnostic.Severity = .error, hint: @autoclosure () -> Hint? = nil,
    notes: @autoclosure () -> [String] = [], cell: @autoclosure () -> CellAddress? = nil
  ) {
    guard count(code, severity) else { return }
    let diagnostic = Diagnostic(severity, code.code, message(), at: span, notes: notes())
    problems.append(
      Entry(
        file: file, diagnostic: diagnostic, hint: hint(), mending: code.mending, cell: cell()))
  }

  /// Enters a warning, which does not keep the package from opening.
  mutating func warn(
    _ code: DiagnosticCode.Dataset, _ message: @autoclosure () -> String, _ span: SourceSpan,
    in file: FileID, hint: @autoclosure () -> Hint? = nil
  ) {
    add(code, message(), span, in: file, severity: .warning, hint: hint())
  }

  /// Enters a problem of a file that could not be read at all.
  mutating func add(_ code: DiagnosticCode.Dataset, _ message: String, file name: String) {
    add(code, message, SourceSpan(0, 0), in: register(name, []))
  }

  /// Whether words for a further problem of a code are worth making.
  func keeps(_ code: DiagnosticCode.Dataset) -> Bool {
    counts[code.code, default: 0] < Self.keptLimit
  }

  /// Counts problems that whoever found them did not keep.
  mutating func addUnkept(
    _ code: DiagnosticCode.Dataset, count: Int, _ severity: Diagnostic.Severity = .error
  ) {
    if severity == .error { errorCount += count } else { warningCount += count }
    counts[code.code, default: 0] += count
  }

  /// Counts a problem; whether it is to be kept.
  private mutating func count(
    _ code: DiagnosticCode.Dataset, _ severity: Diagnostic.Severity
  ) -> Bool {
    if severity == .error { errorCount += 1 } else { warningCount += 1 }
    let known = counts[code.code, default: 0]
    counts[code.code] = known + 1
    return known < Self.keptLimit
  }

  /// The first problems in the order of files and places.
  func listed(limit: Int, order: Order = .bySeverity) -> [PackageProblem] {
    let sorted = problems.enumerated().sorted { left, right in
      let (a, b) = (left.element, right.element)
      let isError = (a.diagnostic.severity == .error, b.diagnostic.severity == .error)
      if isError.0 != isError.1 { return isError.0 }
      return Self.isBefore(a, b) ?? (left.offset < right.offset)
    }
    var listed = sorted.prefix(limit).map(\.element)
    if order == .byPlace {
      listed = listed.enumerated().sorted {
        Self.isBefore($0.element, $1.element) ?? ($0.offset < $1.offset)
      }.map(\.element)
    }
    var sources: [FileID: SourceText] = [:]
    return listed.map { problem in
      let file = files[problem.file.index]
      let source = sources[problem.file] ?? SourceText(bytes: file.bytes, name: file.name)
      sources[problem.file] = source
      var diagnostic = problem.diagnostic
      diagnostic.hint = problem.hint?.text ?? problem.mending
      return PackageProblem(source: source, diagnostic: diagnostic, cell: problem.cell)
    }
  }

  /// Whether a problem stands before another, nil where both stand at one place.
  private static func isBefore(_ left: Entry, _ right: Entry) -> Bool? {
    if left.file != right.file { return left.file < right.file }
    let starts = (left.diagnostic.span.start, right.diagnostic.span.start)
    return starts.0 == starts.1 ? nil : starts.0 < starts.1
  }
}
