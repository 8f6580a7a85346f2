import Avow
import AvowCorpus
import AvowTestSupport
import Glibc
import Testing

private let corpusPath = "Tests/Corpus/problems/planted.test"
private let package = "Tests/Corpus/packages/register"

@Test func `the package that defects are planted in is sound`() throws {
  let check = try #require(DatasetCheck.run("\(TestFiles.root)/\(package)"))
  #expect(check.complaints.map(\.description) == [])
  #expect(check.relationCount == 10)
}

@Test func `every planted defect is found, and nothing else`() throws {
  let corpus = CorpusFile(try #require(TestFiles.text(corpusPath)))
  if TestFiles.isUpdating {
    #expect(TestFiles.write(corpus.updated { report(on: $0.input).text }, to: corpusPath))
  }
  #expect(corpus.samples.count >= 60)
  for sample in corpus.samples {
    let (text, count) = report(on: sample.input)
    #expect(text == sample.expected, "\(corpusPath):\(sample.line)")
    #expect(count == 1, "\(corpusPath):\(sample.line)")
  }
}

/// What a check says of the package with some edits, and how many complaints there are.
private func report(on edits: String) -> (text: String, count: Int) {
  var files = PackageFiles.all
  for edit in edits.split(separator: "\n") {
    guard files.apply(String(edit)) else { return ("no such edit: \(edit)", 0) }
  }
  guard let directory = PackageDirectory(files.texts) else { return ("no directory", 0) }
  defer { directory.remove() }
  guard let check = DatasetCheck.run(directory.path) else { return ("cancelled", 0) }
  let text = check.complaints.map { $0.text() }.joined()
  return (text.hasSuffix("\n") ? String(text.dropLast()) : text, check.complaints.count)
}

/// The files of a package by path.
private struct PackageFiles {
  private(set) var texts: [String: String]

  static let all: PackageFiles = {
    let names = TestFiles.names(in: "\(package)/data").map { "data/" + $0 }
    let paths = names + ["datapackage.json", "views.avow"]
    return PackageFiles(
      texts: Dictionary(
        uniqueKeysWithValues: paths.map { ($0, TestFiles.text("\(package)/\($0)") ?? "") }))
  }()

  /// Makes an edit; false where it does not fit.
  mutating func apply(_ edit: String) -> Bool {
    if edit.hasPrefix("- ") { return texts.removeValue(forKey: String(edit.dropFirst(2))) != nil }
    if let parts = Self.parts(of: edit, " + ") {
      texts[parts.0]? += parts.1 + "\n"
      return texts[parts.0] != nil
    }
    guard let (path, change) = Self.parts(of: edit, ": "), let text = texts[path],
      let (old, new) = Self.parts(of: change.replacing("\\n", with: "\n"), " => ")
    else { return false }
    let pieces = text.split(separator: old, omittingEmptySubsequences: false)
    guard pieces.count == 2 else { return false }
    texts[path] = pieces.joined(separator: new)
    return true
  }

  /// What stands before and behind the first mark.
  private static func parts(of text: String, _ mark: String) -> (String, String)? {
    guard let range = text.firstRange(of: mark) else { return nil }
    return (String(text[..<range.lowerBound]), String(text[range.upperBound...]))
  }
}

/// A package on disk for one check.
private struct PackageDirectory {
  private let directory: TemporaryDirectory
  private let data: String
  var path: String { directory.path }

  init?(_ files: [String: String]) {
    guard let directory = TemporaryDirectory() else { return nil }
    self.directory = directory
    data = directory.path + "/data"
    guard unsafe mkdir(data, 0o700) == 0 else { return nil }
    for (path, text) in files {
      guard TestFiles.write(text, to: "\(directory.path)/\(path)") else { return nil }
    }
  }

  func remove() {
    for name in TestFiles.names(in: data) { unsafe unlink("\(data)/\(name)") }
    unsafe rmdir(data)
    directory.remove()
  }
}
