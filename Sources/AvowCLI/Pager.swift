internal import Glibc

/// The program that PAGER names, for answers longer than the terminal.
struct Pager {
  /// The command, as a shell reads it.
  let command: String
  /// The terminal's rows, asked for at each answer.
  let rows: () -> Int
  /// The terminal.
  let terminal: OutputStream
  let environment: [String: String]

  /// The pager that the user wishes; nil without PAGER or where the terminal is dumb.
  init?(_ console: Console) {
    guard console.isSet("PAGER"), let command = console.environment["PAGER"], !console.isDumb
    else { return nil }
    self.command = command
    let size = console.terminal.size
    rows = { size()?.rows ?? 24 }
    terminal = console.output
    environment = console.environment
  }

  /// Hands over what is written to the pager, or to the terminal if it fits.
  func show(
    _ write: (OutputStream) throws(CommandFailure) -> Void
  ) throws(CommandFailure) {
    let page = Page(rowsMax: max(1, rows() - 1))
    defer { page.process?.wait() }
    do {
      try write(
        OutputStream { (bytes) throws(CommandFailure) in
          page.held += bytes
          page.lineCount += bytes.count { $0 == UInt8(ascii: "\n") }
          guard page.lineCount > page.rowsMax else { return }
          if page.process == nil { page.process = try PagerProcess(command, environment) }
          try page.flush()
        })
    } catch .outputClosed {
      return  // The user has read enough.
    }
    if page.process == nil { try terminal.write(page.held) }
  }
}

/// What is being shown.
private final class Page {
  let rowsMax: Int
  var held: [UInt8] = []
  var lineCount = 0
  var process: PagerProcess?

  init(rowsMax: Int) { self.rowsMax = rowsMax }

  func flush() throws(CommandFailure) {
    try process?.input.write(held)
    held = []
  }
}

/// A running pager.
private struct PagerProcess {
  let identifier: pid_t
  let input: FileDescriptor

  init(_ command: String, _ environment: [String: String]) throws(CommandFailure) {
    var ends: [Int32] = [-1, -1]
    guard unsafe pipe(&ends) == 0 else {
      throw .cannotStart(command, reason: systemReason(errno))
    }
    defer { close(ends[0]) }
    for end in ends { closeOnExecution(end) }
    var variables = environment
    // What fits is shown at once, colours work, long lines are cut, the text stays.
    if variables["LESS"] == nil { variables["LESS"] = "FRSX" }
    let pairs = variables.map { "\($0.key)=\($0.value)" }
    guard let child = Self.start(["/bin/sh", "-c", command], pairs, reading: ends[0]) else {
      close(ends[1])
      throw .cannotStart(command, reason: systemReason(errno))
    }
    identifier = child
    input = FileDescriptor(ends[1], "the pager")
  }

  /// Ends the text and waits until the user leaves the pager.
  func wait() {
    close(input.number)
    var status: Int32 = 0
    while unsafe waitpid(identifier, &status, 0) < 0, errno == EINTR {}
  }

  private static func start(
    _ arguments: [String], _ environment: [String], reading descriptor: Int32
  ) -> pid_t? {
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_adddup2(&actions, descriptor, STDIN_FILENO)
    var attributes = posix_spawnattr_t()
    unsafe posix_spawnattr_init(&attributes)
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    var defaults = sigset_t()
    unsafe sigemptyset(&defaults)
    unsafe sigaddset(&defaults, SIGPIPE)
    unsafe posix_spawnattr_setsigdefault(&attributes, &defaults)
    unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
    var child: pid_t = 0
    let result = unsafe withCStrings(arguments) { argumentPointers in
      unsafe withCStrings(environment) { environmentPointers in
        unsafe posix_spawn(
          &child, arguments[0], &actions, &attributes, argumentPointers, environmentPointers)
      }
    }
    if result != 0 { errno = result }
    return result == 0 ? child : nil
  }
}

/// Calls a function with texts as C wants them: pointers, the last of them NULL.
private func withCStrings(
  _ texts: [String], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Int32
) -> Int32 {
  var pointers = unsafe texts.map { unsafe strdup($0) } + [nil]
  defer { unsafe pointers.forEach { unsafe free($0) } }
  return unsafe pointers.withUnsafeMutableBufferPointer { buffer in
    guard let base = buffer.baseAddress else { return EINVAL }
    return unsafe body(base)
  }
}
