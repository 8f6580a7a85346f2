import Glibc

/// A directory that is removed with what is in it.
struct TemporaryDirectory: ~Copyable {
  let path: String

  init() {
    var template = Array("/tmp/avow-line-editor-XXXXXX".utf8CString)
    unsafe mkdtemp(&template)
    path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  deinit {
    unsafe unlink(file)
    unsafe rmdir(path)
  }

  /// The path of the one file that the directory may hold.
  var file: String { path + "/history" }

  /// Writes the file.
  func write(_ text: String) { write(bytes: Array(text.utf8)) }

  /// Writes the file.
  func write(bytes: [UInt8]) {
    let descriptor = unsafe open(file, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    var bytes = bytes[...]
    while !bytes.isEmpty {
      let count = unsafe bytes.withUnsafeBytes {
        unsafe Glibc.write(descriptor, $0.baseAddress, $0.count)
      }
      guard count > 0 else { break }
      bytes = bytes.dropFirst(count)
    }
    close(descriptor)
  }

  /// Reads the file.
  func read() -> String {
    let descriptor = unsafe open(file, O_RDONLY)
    defer { close(descriptor) }
    var text: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65536)
    while true {
      let count = unsafe Glibc.read(descriptor, &chunk, chunk.count)
      guard count > 0 else { return String(decoding: text, as: UTF8.self) }
      text += chunk.prefix(count)
    }
  }
}
