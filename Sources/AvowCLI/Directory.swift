internal import Glibc

/// What is in a directory.
enum Directory {
  /// The names in a directory, sorted, hidden ones left out.
  static func names(in path: String) throws(CommandFailure) -> [String] {
    guard let directory = unsafe opendir(path) else {
      throw .cannotRead(path, reason: systemReason(errno))
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

  /// Whether a path leads to a directory.
  static func exists(_ path: String) -> Bool {
    var status = stat()
    return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}
