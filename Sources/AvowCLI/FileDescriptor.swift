internal import AvowLineEditor
internal import Glibc

/// An open file of this process, and what people call it.
struct FileDescriptor {
  let number: Int32
  let name: String

  init(_ number: Int32, _ name: String) {
    self.number = number
    self.name = name
  }

  /// The file as a stream.
  var stream: OutputStream {
    OutputStream { (bytes) throws(CommandFailure) in try write(bytes) }
  }

  /// Writes all bytes.
  func write(_ bytes: [UInt8]) throws(CommandFailure) {
    var offset = 0
    while offset < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { buffer in
        unsafe Glibc.write(
          number, buffer.baseAddress.map { unsafe $0 + offset }, bytes.count - offset)
      }
      if count > 0 {
        offset += count
      } else if errno == EPIPE {
        throw .outputClosed
      } else if errno == EINTR {
        if InterruptFlag.isRaised { throw .interrupted }
      } else if errno == EAGAIN {
        waitUntilWritable()
      } else {
        throw .cannotWrite(name, reason: systemReason(errno))
      }
    }
  }

  /// Reads what there is, nil at the end.
  func readPiece() throws(CommandFailure) -> [UInt8]? {
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = unsafe read(number, &piece, piece.count)
      if count == 0 { return nil }
      if count > 0 { return Array(piece[..<count]) }
      switch errno {
      case EINTR: if InterruptFlag.isRaised { throw .interrupted }
      case EAGAIN: waitUntilReadable()
      default: throw .cannotRead(name, reason: systemReason(errno))
      }
    }
  }

  /// Reads to the end of a file that is at most so many bytes.
  func readAll(atMost limit: Int) throws(CommandFailure) -> [UInt8] {
    try InputStream { () throws(CommandFailure) in try readPiece() }
      .readAll(named: name, atMost: limit)
  }

  private func waitUntilWritable() { wait(for: POLLOUT) }
  private func waitUntilReadable() { wait(for: POLLIN) }

  private func wait(for event: Int32) {
    var wanted = pollfd(fd: number, events: Int16(event), revents: 0)
    _ = unsafe poll(&wanted, 1, 1000)
  }
}

/// What the system says about an error number.
func systemReason(_ number: Int32) -> String {
  guard let text = unsafe strerror(number) else { return "error \(number)" }
  return unsafe String(cString: text)
}

/// Keeps an open file from programs that this process starts.
func closeOnExecution(_ number: Int32) { _ = fcntl(number, F_SETFD, FD_CLOEXEC) }
