import AvowTestSupport
import Glibc

/// The files of a package by path.
struct PackageFiles {
  private(set) var texts: [String: String]

  /// Where the sound package is that defects are planted in.
  static let source = "Tests/Corpus/packages/register"

  static let all: PackageFiles = {
    let names = TestFiles.names(in: "\(source)/data").map { "data/" + $0 }
    let paths = names + ["datapackage.json", "views.avow"]
    return PackageFiles(
      texts: Dictionary(
        uniqueKeysWithValues: paths.map { ($0, TestFiles.text("\(source)/\($0)") ?? "") }))
  }()

  /// Makes an edit; false where it does not fit.
  mutating func apply(_ edit: String) -> Bool {
    if edit.hasPrefix("- ") { return texts.removeValue(forKey: String(edit.dropFirst(2))) != nil }
    if let parts = Self.parts(of: edit, " + ") {
      texts[parts.0]? += parts.1 + "\n"
      return texts[parts.0] != nil
    }
    guard let (path, change) = Self.parts(of: edit, ": "), let text = texts[path],
      let (old, new) = Self.parts(
        of: change.replacing("\\n", with: "\n").replacing("\\t", with: "\t"), " => ")
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
struct PackageDirectory {
  private let directory: TemporaryDirectory
  private let data: String
  var path: String { directory.path }

  init?(_ files: [String: [UInt8]]) {
    guard let directory = TemporaryDirectory() else { return nil }
    self.directory = directory
    data = directory.path + "/data"
    guard unsafe mkdir(data, 0o700) == 0 else { return nil }
    for (path, bytes) in files {
      guard TestFiles.write(bytes, to: "\(directory.path)/\(path)") else { return nil }
    }
  }

  func remove() {
    for name in TestFiles.names(in: data) { unsafe unlink("\(data)/\(name)") }
    unsafe rmdir(data)
    directory.remove()
  }
}
