internal import Glibc

/// A file that is replaced as a whole or stays as it was.
///
/// What is written goes into a new file beside it, which takes its name, mode and owner at the end.
/// A device, a pipe or a terminal is written directly, for it cannot be replaced.
struct OutputFile {
  /// The file itself, links followed.
  private let path: String
  /// The new file beside it, nil where the file is written directly.
  private let draftPath: String?
  private let descriptor: FileDescriptor

  /// Where bytes go.
  var stream: OutputStream { descriptor.stream }

  /// Opens a file for writing.
  static func open(_ name: String) throws(CommandFailure) -> OutputFile {
    func failure() -> CommandFailure { .cannotWrite(name, reason: systemReason(errno)) }
    var status = stat()
    let exists = unsafe stat(name, &status) == 0
    if exists, status.st_mode & S_IFMT == S_IFDIR {
      throw .cannotWrite(name, reason: "it is a directory")
    }
    // /dev/stdout may be a regular file that somebody else has open: it must stay the same one.
    if exists, status.st_mode & S_IFMT != S_IFREG || name.hasPrefix("/dev/") {
      let number = unsafe Glibc.open(name, O_WRONLY | O_APPEND | O_CLOEXEC | O_NOCTTY)
      guard number >= 0 else { throw failure() }
      return OutputFile(path: name, draftPath: nil, descriptor: FileDescriptor(number, name))
    }
    // A file without permission to write stays protected, though its directory may be writable.
    if exists, unsafe access(name, W_OK) != 0 { throw failure() }
    let path = exists ? try realPath(of: name) : name
    var template = Array((path + ".XXXXXX").utf8CString)
    let number = unsafe mkstemp(&template)
    guard number >= 0 else { throw failure() }
    closeOnExecution(number)
    let draft = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let file = OutputFile(path: path, draftPath: draft, descriptor: FileDescriptor(number, name))
    if exists { _ = fchown(number, status.st_uid, status.st_gid) }
    guard fchmod(number, exists ? status.st_mode & 0o7777 : newFileMode()) == 0 else {
      defer { file.discard() }
      throw failure()
    }
    return file
  }

  /// Gives the new file the name, so that all of it or nothing is there.
  func commit() throws(CommandFailure) {
    func failure() -> CommandFailure {
      .cannotWrite(descriptor.name, reason: systemReason(errno))
    }
    guard let draftPath else {
      guard close(descriptor.number) == 0 else { throw failure() }
      return
    }
    guard fsync(descriptor.number) == 0, unsafe rename(draftPath, path) == 0 else {
      defer { discard() }
      throw failure()
    }
    close(descriptor.number)
  }

  /// Gives a file new content, all of it or none.
  static func replace(_ name: String, with bytes: [UInt8]) throws(CommandFailure) {
    let file = try open(name)
    do {
      try file.stream.write(bytes)
    } catch {
      file.discard()
      throw error
    }
    try file.commit()
  }

  /// Leaves the file as it was.
  func discard() {
    close(descriptor.number)
    if let draftPath { unsafe unlink(draftPath) }
  }

  private static func realPath(of name: String) throws(CommandFailure) -> String {
    guard let resolved = unsafe realpath(name, nil) else {
      throw .cannotWrite(name, reason: systemReason(errno))
    }
    defer { unsafe free(resolved) }
    return unsafe String(cString: resolved)
  }

  /// What a file gets that is made without a wish: read and write, less the mask.
  private static func newFileMode() -> mode_t {
    let mask = umask(0)
    umask(mask)
    return 0o666 & ~mask
  }
}
