internal import Glibc

/// A file that is replaced as a whole or stays as it was.
///
/// What is written goes into a new file beside it, which takes its name, mode and owner at the end.
/// The new file has no name until then, so that nothing is left of it however the process ends; a
/// file system that knows no such files gives it one at once. A device, a pipe or a terminal is
/// written directly, for it cannot be replaced.
struct OutputFile {
  /// What is written to.
  private enum Draft: Hashable {
    /// The file itself.
    case none
    /// A new file without a name.
    case nameless
    /// A new file beside it.
    case named(String)
  }

  /// The file itself, links followed.
  private let path: String
  private let draft: Draft
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
      return OutputFile(path: name, draft: .none, descriptor: FileDescriptor(number, name))
    }
    // A file without permission to write stays protected, though its directory may be writable.
    if exists, unsafe access(name, W_OK) != 0 { throw failure() }
    let path = exists ? try realPath(of: name) : FileLink.target(of: name)
    guard let (number, draft) = openDraft(beside: path) else { throw failure() }
    let file = OutputFile(path: path, draft: draft, descriptor: FileDescriptor(number, name))
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
    guard draft != .none else {
      guard close(descriptor.number) == 0 else { throw failure() }
      return
    }
    guard fsync(descriptor.number) == 0, let named = namedDraft(),
      unsafe rename(named, path) == 0
    else {
      defer { discard() }
      throw failure()
    }
    close(descriptor.number)
  }

  /// The name of the new file, given to it where it has none; nil on failure.
  private func namedDraft() -> String? {
    if case .named(let name) = draft { return name }
    for attempt in 0..<100 {
      let name = "\(path).\(getpid())-\(attempt)"
      let link = "/proc/self/fd/\(descriptor.number)"
      if unsafe linkat(AT_FDCWD, link, AT_FDCWD, name, AT_SYMLINK_FOLLOW) == 0 { return name }
      guard errno == EEXIST else { return nil }
    }
    return nil
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
    if case .named(let name) = draft { unsafe unlink(name) }
  }

  /// A new file in the directory of a path; nil on failure.
  private static func openDraft(beside path: String) -> (number: Int32, draft: Draft)? {
    let directory = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
    // O_TMPFILE, which Swift does not import.
    let nameless = 0o20000000 | O_DIRECTORY | O_RDWR | O_CLOEXEC
    let number = unsafe Glibc.open(directory, nameless, 0o600)
    if number >= 0 {
      if unsafe access("/proc/self/fd/\(number)", F_OK) == 0 { return (number, .nameless) }
      close(number)
    }
    var template = Array((path + ".XXXXXX").utf8CString)
    let named = unsafe mkstemp(&template)
    guard named >= 0 else { return nil }
    closeOnExecution(named)
    let name = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return (named, .named(name))
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
