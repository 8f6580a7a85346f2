import AvowTestSupport
import Glibc

/// A directory for the files of one test.
struct TemporaryDirectory {
  let path: String

  init?() {
    var template = Array("/tmp/avow-cli-XXXXXX".utf8CString)
    guard unsafe mkdtemp(&template) != nil else { return nil }
    path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  /// Removes the directory and the files in it.
  func remove() {
    for name in TestFiles.names(in: path) { unsafe unlink("\(path)/\(name)") }
    unsafe rmdir(path)
  }
}
