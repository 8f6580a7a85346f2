internal import Glibc

/// Reading files of statements.
enum QueryFile {
  /// The largest file that is read, in bytes.
  static let bytesMax = 64 << 20

  /// Whether there is a file or directory of the name.
  static func exists(_ path: String) -> Bool { unsafe access(path, F_OK) == 0 }

  /// Reads a regular file or a pipe.
  static func read(_ path: String) throws(CommandFailure) -> [UInt8] {
    let number = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY)
    guard number >= 0 else { throw .cannotRead(path, reason: systemReason(errno)) }
    defer { close(number) }
    var status = stat()
    guard unsafe fstat(number, &status) == 0 else {
      throw .cannotRead(path, reason: systemReason(errno))
    }
    guard status.st_mode & S_IFMT != S_IFDIR else {
      throw .cannotRead(path, reason: "it is a directory")
    }
    return try FileDescriptor(number, path).readAll(atMost: bytesMax)
  }
}
