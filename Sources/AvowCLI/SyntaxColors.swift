internal import Avow
internal import AvowLineEditor

/// The colours of statements while they are typed.
enum SyntaxColors {
  /// The parts of a text that are coloured, in ascending order; a dot-command has none.
  static func highlights(_ text: String) -> [Highlight] {
    guard text.drop(while: \.isWhitespace).first != "." else { return [] }
    return parts(of: text).compactMap { part in
      style(of: part.kind).map { Highlight(part.range, $0) }
    }
  }

  private static func style(of kind: TextPart.Kind) -> TextStyle? {
    switch kind {
    case .keyword: TextStyle(parameters: "1;34")
    case .literal, .number, .date: TextStyle(parameters: "36")
    case .text: TextStyle(parameters: "32")
    case .function: TextStyle(parameters: "34")
    case .parameter: TextStyle(parameters: "35")
    case .comment: .dim
    case .invalid: TextStyle(parameters: "31")
    case .name, .punctuation: nil
    }
  }
}
