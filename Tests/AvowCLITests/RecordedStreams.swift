import Avow
import AvowCLI

/// Streams in memory, and a console on them.
final class RecordedStreams {
  private(set) var output = ""
  private(set) var errors = ""
  private var input: [UInt8]?

  init(input: String = "") { self.input = Array(input.utf8) }

  /// A console on these streams; with columns, its output is a terminal.
  func console(_ environment: [String: String] = [:], columns: Int? = nil) -> Console {
    Console(
      input: InputStream {
        defer { self.input = nil }
        return self.input
      },
      output: OutputStream { self.output += String(decoding: $0, as: UTF8.self) },
      errors: OutputStream { self.errors += String(decoding: $0, as: UTF8.self) },
      environment: environment,
      terminal: TerminalFacts(
        isOutput: columns != nil, isErrors: columns != nil, size: { columns.map { (24, $0) } }),
      today: CalendarDay(year: 2026, month: 11, day: 21))
  }
}
