/// Where the files of a package come from: a directory, memory, the binary itself.
package protocol FileSource: Sendable {
  /// What people call the package: the path of its directory, or a name.
  var name: String { get }

  /// The bytes of a file, named by its path within the package with `/` between the parts.
  func contents(of path: String) throws(FileError) -> [UInt8]
}

/// A reason why a file cannot be read.
package enum FileError: Error, Hashable, Sendable {
  /// Nothing has that name.
  case missing
  /// A directory has that name.
  case isDirectory
  /// A pipe, a device or a socket has that name.
  case notRegular
  /// The file has more bytes than the limit.
  case tooLarge(limit: Int)
  /// The system refuses, in its own words.
  case refused(String)
}

/// Files held in memory: packages put together by a program or a test.
package struct MemoryFiles: FileSource {
  package let name: String
  private let files: [String: [UInt8]]

  /// Makes a source of texts by path.
  package init(name: String = "memory", _ files: [String: String]) {
    self.init(name: name, bytes: files.mapValues { Array($0.utf8) })
  }

  /// Makes a source of bytes by path.
  package init(name: String = "memory", bytes files: [String: [UInt8]]) {
    self.name = name
    self.files = files
  }

  /// The bytes of a file of the package.
  package func contents(of path: String) throws(FileError) -> [UInt8] {
    guard let bytes = files[path] else { throw .missing }
    return bytes
  }
}
