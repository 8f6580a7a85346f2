internal import Glibc

/// A directory for the files of one test.
package struct TemporaryDirectory {
  /// Where it is.
  package let path: String

  /// Makes one; nil where none can be made.
  package init?() {
    var template = Array("/tmp/avow-test-XXXXXX".utf8CString)
    guard unsafe mkdtemp(&template) != nil else { return nil }
    path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  /// Removes the directory and the files in it.
  package func remove() {
    for name in TestFiles.names(in: path) { TestFiles.remove("\(path)/\(name)") }
    unsafe rmdir(path)
  }
}
