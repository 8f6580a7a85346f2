internal import Glibc

/// The files of the repository, for tests that read or rewrite them.
package enum TestFiles {
  /// The top of the repository.
  package static let root: String = {
    // This file is Sources/AvowTestSupport/TestFiles.swift.
    let parts = #filePath.split(separator: "/").dropLast(3)
    return "/" + parts.joined(separator: "/")
  }()

  /// Whether tests write what comes out over what they expect: `AVOW_UPDATE=1 swift test`.
  package static var isUpdating: Bool { setting("AVOW_UPDATE") == "1" }

  /// An environment variable, nil where it is not set.
  package static func setting(_ name: String) -> String? {
    unsafe getenv(name).map { unsafe String(cString: $0) }
  }

  /// Writes a line to the standard error.
  package static func tell(_ line: String) {
    let bytes = Array("\(line)\n".utf8)
    _ = unsafe Glibc.write(STDERR_FILENO, bytes, bytes.count)
  }

  /// The text of a file, nil where there is none.
  package static func text(_ path: String) -> String? {
    bytes(path).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The bytes of a file, nil where there is none.
  package static func bytes(_ path: String) -> [UInt8]? {
    guard let file = unsafe fopen(absolute(path), "r") else { return nil }
    defer { unsafe fclose(file) }
    var result: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = unsafe fread(&buffer, 1, buffer.count, file)
      guard count > 0 else { return result }
      result += buffer[..<count]
    }
  }

  /// Replaces a file's text; whether it worked.
  package static func write(_ text: String, to path: String) -> Bool {
    write(Array(text.utf8), to: path)
  }

  /// Replaces a file's bytes; whether it worked.
  package static func write(_ bytes: [UInt8], to path: String) -> Bool {
    guard let file = unsafe fopen(absolute(path), "w") else { return false }
    defer { unsafe fclose(file) }
    return unsafe fwrite(bytes, 1, bytes.count, file) == bytes.count
  }

  /// A new file that holds some bytes, to be removed afterwards; nil where none can be made.
  package static func temporary(_ bytes: [UInt8], suffix: String) -> String? {
    var template = Array("/tmp/avow-test-XXXXXX\(suffix)".utf8CString)
    let descriptor = unsafe mkstemps(&template, Int32(suffix.utf8.count))
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    guard unsafe Glibc.write(descriptor, bytes, bytes.count) == bytes.count else { return nil }
    return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Removes a file.
  package static func remove(_ path: String) { _ = unsafe unlink(path) }

  /// The names in a directory, sorted, without those that begin with a dot.
  package static func names(in directory: String) -> [String] {
    guard let handle = unsafe opendir(absolute(directory)) else { return [] }
    defer { unsafe closedir(handle) }
    var result: [String] = []
    while let entry = unsafe readdir(handle) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) {
          unsafe String(cString: $0)
        }
      }
      if !name.hasPrefix(".") { result.append(name) }
    }
    return result.sorted()
  }

  private static func absolute(_ path: String) -> String {
    path.hasPrefix("/") ? path : root + "/" + path
  }
}
