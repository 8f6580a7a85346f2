/// How far a long piece of work is, on the last line of a terminal; elsewhere there is none.
final class ProgressBar {
  private let console: Console
  private let isShown: Bool
  private let start = ContinuousClock.now
  private var last = ""

  /// Work that takes less time than this needs no bar.
  private static let patience = Duration.milliseconds(100)
  private static let cells = 24

  /// Makes a bar for messages that people read on a terminal.
  init(_ console: Console, isWanted: Bool) {
    self.console = console
    isShown = isWanted && console.terminal.isErrors && !console.isDumb
  }

  /// Shows what is being done, and the share of the work that is done.
  func show(_ subject: String, _ share: Double) {
    guard isShown, ContinuousClock.now - start > Self.patience else { return }
    let share = min(max(share, 0), 1)
    let filled = Int(share * Double(Self.cells))
    let bar =
      String(repeating: "#", count: filled) + String(repeating: ".", count: Self.cells - filled)
    let line = "[\(bar)] \(Int(share * 100)) % \(subject)"
    guard line != last else { return }
    last = line
    let room = max(console.messageWidth - 1, 1)
    write("\r" + line.prefix(room) + "\u{1B}[K")
  }

  /// Leaves the line as it was.
  func erase() {
    guard !last.isEmpty else { return }
    write("\r\u{1B}[K")
    last = ""
  }

  /// An error in writing is passed over: the work goes on without a bar.
  private func write(_ text: String) {
    do { try console.errors.write(text) } catch {}
  }
}
