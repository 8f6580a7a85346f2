/// Bold and dim text by ANSI sequences, or plain text where colour is off.
struct Emphasis {
  /// How a piece of text is marked.
  enum Mark: String {
    case bold = "\u{1B}[1m"
    case dim = "\u{1B}[2m"
  }

  let color: RenderOptions.Color

  /// Adds a text under a mark.
  func append(_ text: some StringProtocol, as mark: Mark?, to output: inout [UInt8]) {
    guard color == .on, let mark, !text.isEmpty else {
      output += text.utf8
      return
    }
    output += mark.rawValue.utf8
    output += text.utf8
    output += "\u{1B}[0m".utf8
  }
}
