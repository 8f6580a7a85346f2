internal import AvowDiagnostics
internal import AvowSyntax

/// A part of a text and what it is, for colours.
public struct TextPart: Hashable, Sendable {
  /// What a part of a text is.
  public enum Kind: Hashable, Sendable {
    case keyword
    case literal
    case name
    case function
    case number
    case date
    case text
    case parameter
    case punctuation
    case comment
    case invalid
  }

  /// The UTF-8 bytes of the part.
  public let range: Range<Int>
  /// What it is.
  public let kind: Kind
}

/// The parts of a text, in order, blanks left out; it need not be whole or right.
public func parts(of text: String) -> [TextPart] {
  highlight(SourceText(text)).map { part in
    TextPart(range: part.span.start..<part.span.end, kind: TextPart.Kind(part.tokenClass))
  }
}

extension TextPart.Kind {
  init(_ tokenClass: TokenClass) {
    self =
      switch tokenClass {
      case .keyword: .keyword
      case .literal: .literal
      case .name: .name
      case .function: .function
      case .number: .number
      case .date: .date
      case .text: .text
      case .parameter: .parameter
      case .punctuation: .punctuation
      case .comment: .comment
      case .invalid: .invalid
      }
  }
}
