import AvowTestSupport

/// The Swift files of the repository.
enum SourceTree {
  /// A file with its lines.
  struct File: Sendable {
    /// The path from the top of the repository.
    let path: String
    let lines: [Substring]

    /// The module that the file belongs to: the directory under `Sources` or `Tests`.
    var module: String { String(path.split(separator: "/")[1]) }
  }

  /// The files of our own modules, `Sources` before `Tests`.
  static let files: [File] = ["Sources", "Tests"].flatMap { files(in: $0) }

  private static func files(in directory: String) -> [File] {
    TestFiles.names(in: directory).flatMap { name -> [File] in
      let path = "\(directory)/\(name)"
      guard name.hasSuffix(".swift") else { return files(in: path) }
      guard let text = TestFiles.text(path) else { return [] }
      var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      if lines.last?.isEmpty == true { lines.removeLast() }
      return [File(path: path, lines: lines)]
    }
  }

  /// The lines in which something is wrong, as `path:line: what`.
  static func findings(
    in files: [File] = files, _ check: (Substring, File) -> String?
  ) -> [String] {
    files.flatMap { file in
      file.lines.enumerated().compactMap { index, line in
        check(line, file).map { "\(file.path):\(index + 1): \($0)" }
      }
    }
  }
}

extension Substring {
  /// The line without a comment at its end.
  var code: Substring {
    guard let comment = firstRange(of: "//") else { return self }
    return self[..<comment]
  }

  /// Whether the code of the line holds a word that is not part of a longer one.
  func hasWord(_ word: String) -> Bool {
    var rest = code
    while let start = rest.firstRange(of: word) {
      let end = rest.index(start, offsetBy: word.count)
      let before = start > rest.startIndex ? rest[rest.index(before: start)] : " "
      let after = end < rest.endIndex ? rest[end] : " "
      let isOpen = !(before.isLetter || before == "_" || before == "." || before == "@")
      let isClosed = !(after.isLetter || after == "_") || word.last?.isLetter == false
      if isOpen, isClosed { return true }
      rest = rest[end...]
    }
    return false
  }

  /// Where a text begins, nil where it is not.
  func firstRange(of text: String) -> Index? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(text) { return start }
      start = index(after: start)
    }
    return nil
  }
}
