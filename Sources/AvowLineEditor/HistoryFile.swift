internal import Glibc

/// The statements of earlier sessions, one a line, oldest first.
///
/// A line break within a statement is written `\n`, a backslash `\\`. Each statement is appended by
/// itself, so sessions at the same time add to each other's, and none is lost if one is killed.
/// The file is made readable by its owner alone; it is trimmed when it is twice as long as need be.
package struct HistoryFile {
  private let path: String
  /// How many statements are loaded and, roughly, kept.
  private let limit: Int

  /// The end of the file that is read, in bytes.
  private static let loadedBytesMax = 8 << 20

  /// The longest statement that is kept, in bytes.
  private static let statementBytesMax = 64 << 10

  /// Names a file, which need not exist yet; its directory must.
  package init(path: String, limit: Int) {
    self.path = path
    self.limit = max(1, limit)
  }

  /// The statements, at most as many as the limit, without repetitions in a row; none if there is
  /// no file yet.
  package func load() throws(HistoryFileError) -> [String] {
    let descriptor = unsafe open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else {
      if errno == ENOENT { return [] }
      throw error(.cannotRead)
    }
    defer { close(descriptor) }
    let lines = try tail(of: descriptor)
    if lines.count > limit * 2 { trim() }
    var statements: [String] = []
    for line in lines.suffix(limit) {
      guard let statement = Self.decode(line), statement != statements.last else { continue }
      statements.append(statement)
    }
    return statements
  }

  /// Adds a statement at the end of the file.
  package func append(_ statement: String) throws(HistoryFileError) {
    let bytes = statement.utf8
    guard bytes.count <= Self.statementBytesMax, !bytes.contains(0) else { return }
    let flags = O_RDWR | O_APPEND | O_CREAT | O_NONBLOCK | O_NOCTTY | O_CLOEXEC
    let descriptor = unsafe open(path, flags, 0o600)
    guard descriptor >= 0 else { throw error(.cannotWrite) }
    defer { close(descriptor) }
    let size = try regularFileSize(descriptor)
    lock(descriptor, LOCK_SH)
    var line = Self.encode(statement)
    // Whoever edited the file by hand may have left the last line open.
    if size > 0, self.bytes(of: descriptor, from: size - 1) != [newline] { line = [newline] + line }
    guard write(line, to: descriptor) else { throw error(.cannotWrite) }
  }
}

// MARK: Lines

private let newline = UInt8(ascii: "\n")
private let backslash = UInt8(ascii: "\\")

extension HistoryFile {
  private static func encode(_ statement: String) -> [UInt8] {
    var line: [UInt8] = []
    for byte in statement.utf8 {
      switch byte {
      case newline: line += [backslash, UInt8(ascii: "n")]
      case backslash: line += [backslash, backslash]
      default: line.append(byte)
      }
    }
    return line + [newline]
  }

  /// The statement of a line; nil if it is blank or cannot be one.
  private static func decode(_ line: ArraySlice<UInt8>) -> String? {
    guard !line.contains(0), line.count <= statementBytesMax * 2 else { return nil }
    var bytes: [UInt8] = []
    var isEscaped = false
    for byte in line {
      if !isEscaped, byte == backslash {
        isEscaped = true
        continue
      }
      bytes.append(isEscaped && byte == UInt8(ascii: "n") ? newline : byte)
      isEscaped = false
    }
    let statement = String(decoding: bytes, as: UTF8.self)
    return statement.allSatisfy(\.isWhitespace) ? nil : statement
  }
}

// MARK: Files

extension HistoryFile {
  private func error(_ kind: HistoryFileError.Kind) -> HistoryFileError {
    HistoryFileError(kind: kind, path: path, errorNumber: kind == .notRegularFile ? 0 : errno)
  }

  private func regularFileSize(_ descriptor: Int32) throws(HistoryFileError) -> Int {
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw error(.cannotRead) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw error(.notRegularFile) }
    return status.st_size
  }

  /// The lines at the end of the file, as many as are read.
  private func tail(of descriptor: Int32) throws(HistoryFileError) -> [ArraySlice<UInt8>] {
    let size = try regularFileSize(descriptor)
    let start = max(0, size - Self.loadedBytesMax)
    guard let read = bytes(of: descriptor, from: start) else { throw error(.cannotRead) }
    let lines = read.split(separator: newline)
    return start > 0 ? Array(lines.dropFirst()) : lines  // The first may be cut in half.
  }

  /// The bytes from an offset to the end of the file, within what is loaded; nil on an error.
  private func bytes(of descriptor: Int32, from start: Int) -> [UInt8]? {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 64 << 10)
    while bytes.count < Self.loadedBytesMax {
      let count = unsafe pread(descriptor, &chunk, chunk.count, start + bytes.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { return nil }
      if count == 0 { break }
      bytes += chunk.prefix(count)
    }
    return bytes
  }

  private func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    var remaining = bytes[...]
    while !remaining.isEmpty {
      let count = unsafe remaining.withUnsafeBytes { buffer in
        unsafe Glibc.write(descriptor, buffer.baseAddress, buffer.count)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      remaining = remaining.dropFirst(count)
    }
    return true
  }

  /// Asks for a lock, in vain if another process holds one for longer than a tenth of a second.
  @discardableResult
  private func lock(_ descriptor: Int32, _ kind: Int32) -> Bool {
    for _ in 0..<100 {
      if flock(descriptor, kind | LOCK_NB) == 0 { return true }
      guard errno == EWOULDBLOCK || errno == EINTR else { return false }
      usleep(1000)
    }
    return false
  }

  /// Cuts off the oldest statements, while no other session appends.
  ///
  /// The newest are copied to the beginning of the same file, and only if they do not overlap where
  /// they stand: whenever this is broken off, the end of the file still holds them.
  private func trim() {
    let descriptor = unsafe open(path, O_RDWR | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    guard lock(descriptor, LOCK_EX), let lines = try? tail(of: descriptor),
      let size = try? regularFileSize(descriptor)
    else { return }
    let kept = lines.suffix(limit).reduce(into: [UInt8]()) { $0 += $1 + [newline] }
    guard kept.count <= size / 2, write(kept, to: descriptor) else { return }
    _ = ftruncate(descriptor, kept.count)
  }
}
