internal import Avow
internal import AvowLineEditor
internal import Glibc

extension Console {
  /// The console of this process.
  ///
  /// Ctrl-C and a reader that stops reading become errors from now on.
  package static func system() -> Console {
    occupyStandardStreams()
    InterruptFlag.install()
    signal(SIGPIPE, SIG_IGN)
    return Console(
      input: InputStream { () throws(CommandFailure) in
        try FileDescriptor(STDIN_FILENO, "the standard input").readPiece()
      },
      output: FileDescriptor(STDOUT_FILENO, "the standard output").stream,
      errors: FileDescriptor(STDERR_FILENO, "the standard error").stream,
      environment: systemEnvironment(),
      terminal: TerminalFacts(
        isInput: isatty(STDIN_FILENO) == 1, isOutput: isatty(STDOUT_FILENO) == 1,
        isErrors: isatty(STDERR_FILENO) == 1, size: { terminalSize() }),
      today: localDay(), isInterrupted: { InterruptFlag.isRaised })
  }
}

/// Opens the standard streams that are closed, the wrong way round, so that using one fails and no
/// other file takes its number.
private func occupyStandardStreams() {
  for number in STDIN_FILENO...STDERR_FILENO where fcntl(number, F_GETFD) < 0 {
    _ = unsafe open("/dev/null", number == STDIN_FILENO ? O_WRONLY : O_RDONLY)
  }
}

/// The environment variables that are UTF-8.
private func systemEnvironment() -> [String: String] {
  var variables: [String: String] = [:]
  var entry = unsafe environ
  while let text = unsafe entry.pointee {
    if let pair = unsafe String(validatingCString: text), let equals = pair.firstIndex(of: "=") {
      variables[String(pair[..<equals])] = String(pair[pair.index(after: equals)...])
    }
    unsafe entry += 1
  }
  return variables
}

private func terminalSize() -> (rows: Int, columns: Int)? {
  var size = winsize()
  guard unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
    return nil
  }
  return (Int(size.ws_row), Int(size.ws_col))
}

/// The calendar day in the local time zone.
private func localDay() -> CalendarDay? {
  var now = time(nil)
  var local = unsafe tm()
  guard unsafe localtime_r(&now, &local) != nil else { return nil }
  return CalendarDay(
    year: unsafe Int(local.tm_year) + 1900, month: unsafe Int(local.tm_mon) + 1,
    day: unsafe Int(local.tm_mday))
}
