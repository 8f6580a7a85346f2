internal import AvowCorpus
internal import AvowDiagnostics
internal import Glibc

/// A file of tests, read and found well-formed.
struct TestFile {
  /// What the file is.
  enum Content {
    /// Samples with what they print.
    case samples(CorpusFile, TestSettings)
    /// A script, and the file that holds what it prints.
    case script([UInt8], expectation: ExpectationFile?)
  }

  let path: String
  let content: Content
}

/// The file that holds what a script prints.
struct ExpectationFile {
  let path: String
  /// What stands in it; nil where it is not there yet.
  let text: String?
}

/// The files of tests that paths lead to.
struct TestFileList {
  private(set) var files: [TestFile] = []
  private static let depthMax = 32
  private static let countMax = 100_000

  /// Reads a file, or all `.test` and `.avow` files below a directory, sorted by name.
  mutating func add(_ path: String) throws(CommandFailure) {
    switch Self.kind(of: path) {
    case .directory:
      let count = files.count
      try addDirectory(path, depth: 0)
      guard files.count > count else {
        throw .cannotRead(path, reason: "it has no files named .test or .avow")
      }
    case .file, .link, .other: try addFile(path)
    case .nothing: throw .cannotRead(path, reason: systemReason(ENOENT))
    }
  }

  private mutating func addDirectory(_ path: String, depth: Int) throws(CommandFailure) {
    guard depth < Self.depthMax, files.count < Self.countMax else {
      throw .cannotRead(path, reason: "it holds too many files, or lies too deep")
    }
    let names = try Directory.names(in: path)
    // The scripts beside the description of a dataset are its views.
    let isDataset = names.contains("datapackage.json")
    for name in names {
      let inner = path.hasSuffix("/") ? path + name : "\(path)/\(name)"
      switch Self.kind(of: inner, following: false) {
      case .directory: try addDirectory(inner, depth: depth + 1)
      case .file, .link:
        let isTest = name.hasSuffix(".test") || (name.hasSuffix(".avow") && !isDataset)
        if isTest, Self.kind(of: inner) == .file { try addFile(inner) }
      case .other, .nothing: break
      }
    }
  }

  private mutating func addFile(_ path: String) throws(CommandFailure) {
    let bytes = try QueryFile.read(path)
    if path.hasSuffix(".avow") {
      let expectation = try Self.expectation(ofScript: path)
      files.append(TestFile(path: path, content: .script(bytes, expectation: expectation)))
      return
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw .malformedTests("\(path): it is not UTF-8 text")
    }
    let corpus = CorpusFile(text)
    if let fault = corpus.faults.first {
      throw .malformedTests("\(path):\(fault.line): \(fault.message)")
    }
    guard !corpus.samples.isEmpty else {
      throw .malformedTests("\(path): it has no tests: a query, a line ----, what it prints")
    }
    let settings = try TestSettings(corpus, path: path)
    files.append(TestFile(path: path, content: .samples(corpus, settings)))
  }

  /// What a script prints stands in `expected/NAME.txt` beside it; nil without such a directory.
  private static func expectation(
    ofScript path: String
  ) throws(CommandFailure) -> ExpectationFile? {
    let slash = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    let directory = path[..<slash] + "expected"
    guard kind(of: String(directory)) == .directory else { return nil }
    let file = "\(directory)/\(path[slash...].dropLast(5)).txt"
    guard kind(of: file) != .nothing else { return ExpectationFile(path: file, text: nil) }
    let bytes = try QueryFile.read(file)
    return ExpectationFile(path: file, text: String(decoding: bytes, as: UTF8.self))
  }

  private enum Kind { case file, directory, link, other, nothing }

  private static func kind(of path: String, following: Bool = true) -> Kind {
    var status = stat()
    let isThere =
      following ? unsafe stat(path, &status) == 0 : unsafe lstat(path, &status) == 0
    guard isThere else { return .nothing }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return .file
    case S_IFDIR: return .directory
    case S_IFLNK: return .link
    default: return .other
    }
  }
}
