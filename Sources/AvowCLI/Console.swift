package import Avow

/// All that the command sees of the world: streams, environment, terminal, clock.
///
/// A value, so that a test can run the whole command in its own process.
package struct Console {
  /// The standard input.
  package var input: InputStream
  /// The standard output, for data and nothing else.
  package var output: OutputStream
  /// The standard error, for all that is not data.
  package var errors: OutputStream
  /// The environment variables.
  package var environment: [String: String]
  /// Which streams are a terminal, and its size.
  package var terminal: TerminalFacts
  /// The day that `today` stands for unless the user gives another; nil where there is no clock.
  package var today: CalendarDay?
  /// Whether Ctrl-C was pressed since the flag was last lowered; any thread may ask.
  package var isInterrupted: @Sendable () -> Bool

  /// Makes a console.
  package init(
    input: InputStream, output: OutputStream, errors: OutputStream,
    environment: [String: String] = [:], terminal: TerminalFacts = TerminalFacts(),
    today: CalendarDay?, isInterrupted: @escaping @Sendable () -> Bool = { false }
  ) {
    self.input = input
    self.output = output
    self.errors = errors
    self.environment = environment
    self.terminal = terminal
    self.today = today
    self.isInterrupted = isInterrupted
  }
}

/// Which standard streams are a terminal, and how large it is.
package struct TerminalFacts: Sendable {
  /// Whether the standard input is a terminal.
  package var isInput = false
  /// Whether the standard output is a terminal.
  package var isOutput = false
  /// Whether the standard error is a terminal.
  package var isErrors = false
  /// The size in cells, asked for anew each time; nil where there is no terminal.
  package var size: @Sendable () -> (rows: Int, columns: Int)?

  /// Makes facts; without any, there is no terminal.
  package init(
    isInput: Bool = false, isOutput: Bool = false, isErrors: Bool = false,
    size: @escaping @Sendable () -> (rows: Int, columns: Int)? = { nil }
  ) {
    self.isInput = isInput
    self.isOutput = isOutput
    self.isErrors = isErrors
    self.size = size
  }
}

/// Bytes that go out.
package struct OutputStream {
  private let take: ([UInt8]) throws(CommandFailure) -> Void

  /// Makes a stream that hands all bytes to a function.
  package init(_ take: @escaping ([UInt8]) throws(CommandFailure) -> Void) { self.take = take }

  /// Writes all bytes, or fails.
  package func write(_ bytes: [UInt8]) throws(CommandFailure) {
    if !bytes.isEmpty { try take(bytes) }
  }

  /// Writes a text, or fails.
  package func write(_ text: String) throws(CommandFailure) { try write(Array(text.utf8)) }
}

/// Bytes that come in.
package struct InputStream {
  private let give: () throws(CommandFailure) -> [UInt8]?

  /// Makes a stream that asks a function for more until it returns nil.
  package init(_ give: @escaping () throws(CommandFailure) -> [UInt8]?) { self.give = give }

  /// Reads to the end; fails beyond a number of bytes.
  package func readAll(named name: String, atMost limit: Int) throws(CommandFailure) -> [UInt8] {
    var bytes: [UInt8] = []
    while let piece = try give() {
      bytes += piece
      guard bytes.count <= limit else {
        throw .cannotRead(name, reason: "it is larger than \(limit >> 20) MB")
      }
    }
    return bytes
  }
}
