internal import Glibc

/// Files below a directory on disk.
package struct DirectoryFiles: FileSource {
  package let name: String

  /// The largest file that is read, in bytes.
  package static let sizeLimit = 512 << 20

  /// Makes a source of the files below a directory; nothing is opened yet.
  package init(_ directory: String) { name = directory }

  /// The bytes of a file of the package.
  package func contents(of path: String) throws(FileError) -> [UInt8] {
    try contents(of: path, atMost: Self.sizeLimit)
  }

  /// The bytes of a file that has no more than a number of them.
  func contents(of path: String, atMost limit: Int) throws(FileError) -> [UInt8] {
    guard !path.utf8.contains(0), !name.utf8.contains(0) else { throw .missing }
    // Without O_NONBLOCK, a pipe of that name would hold us up for ever.
    let descriptor = unsafe open(self.path(path), O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { throw Self.systemError() }
    defer { close(descriptor) }
    return try Self.read(descriptor, atMost: limit)
  }

  private static func read(
    _ descriptor: Int32, atMost limit: Int
  ) throws(FileError) -> [UInt8] {
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw systemError() }
    switch status.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFDIR: throw .isDirectory
    default: throw .notRegular
    }
    guard status.st_size <= limit else { throw .tooLarge(limit: limit) }
    let size = Int(status.st_size)
    var failure: FileError?
    // Safety: `buffer` has room for `size` bytes, and no more than those left are asked for.
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      while count < size {
        let rest = unsafe UnsafeMutableRawPointer(buffer.baseAddress)?.advanced(by: count)
        let got = unsafe Glibc.read(descriptor, rest, size - count)
        if got < 0, errno == EINTR { continue }
        if got < 0 { failure = systemError() }
        guard got > 0 else { return }
        count += got
      }
    }
    if let failure { throw failure }
    return bytes
  }

  /// The names of what is in the directory, sorted, hidden files left out.
  func names() throws(FileError) -> [String] {
    guard !name.utf8.contains(0) else { throw .missing }
    guard let directory = unsafe opendir(name) else {
      if errno == ENOTDIR { throw .refused("this is no directory") }
      throw Self.systemError()
    }
    defer { unsafe closedir(directory) }
    var names: [String] = []
    while let entry = unsafe readdir(directory) {
      // Safety: the system ends the name with a zero byte within its room.
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) {
          unsafe String(cString: $0)
        }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted()
  }

  /// Whether a path leads to something.
  func has(_ path: String) -> Bool {
    guard !path.utf8.contains(0) else { return false }
    return unsafe access(self.path(path), F_OK) == 0
  }

  private func path(_ path: String) -> String {
    (name.isEmpty || name.utf8.last == UInt8(ascii: "/") ? name : name + "/") + path
  }

  private static func systemError() -> FileError {
    let code = errno
    if code == ENOENT || code == ENOTDIR { return .missing }
    // Safety: the text is copied before anything else can call `strerror`.
    return .refused(unsafe String(cString: strerror(code)))
  }
}
