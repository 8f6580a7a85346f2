internal import AvowDiagnostics

/// The tokens and comments of a text, and what was wrong with its characters.
struct TokenList {
  /// The tokens, in order; the last is `end`.
  var tokens: [Token] = []
  /// The comments, in order.
  var comments: [Comment] = []
  /// The first few complaints, in order.
  var errors: [SyntaxError] = []
  /// Whether the text ends within quotes.
  var endsInText = false
}

/// Cuts bytes into tokens, in one pass from left to right.
///
/// `mutating` functions consume bytes, the others only look. Every byte is consumed once, apart
/// from bounded look-ahead, so the time is linear.
struct Lexer {
  let source: SourceText
  let bytes: [UInt8]
  var offset = 0
  var list = TokenList()
  var startsLine = true
  /// The complaints, by their place in the list, about square brackets still open.
  var squareBrackets: [Int?] = []

  /// Before this place no foreign quote is looked for: the line has no closing one.
  var searchedForQuoteUntil = 0

  /// The greatest number of complaints kept.
  static let errorCountMax = 5

  /// Cuts a text into tokens; O(n).
  static func tokens(of source: SourceText) -> TokenList {
    var lexer = Lexer(source: source, bytes: source.bytes)
    lexer.checkEncoding()
    while lexer.offset < lexer.bytes.count {
      lexer.token()
    }
    lexer.list.tokens.append(
      Token(
        kind: .end, span: SourceSpan(lexer.offset, lexer.offset), startsLine: lexer.startsLine))
    lexer.list.errors.sort { $0.span.start < $1.span.start }
    return lexer.list
  }

  private init(source: SourceText, bytes: [UInt8]) {
    self.source = source
    self.bytes = bytes
    list.tokens.reserveCapacity(bytes.count / 4 + 1)
  }

  /// Returns the byte at a distance from the present place, 0 beyond the end.
  func peek(_ distance: Int = 0) -> UInt8 {
    let place = offset + distance
    return place < bytes.count ? bytes[place] : 0
  }

  /// Notes a complaint; beyond the greatest number it is dropped.
  mutating func report(_ fault: SyntaxError.TokenFault, _ span: SourceSpan, isAtEnd: Bool = false) {
    if list.errors.count < Lexer.errorCountMax {
      list.errors.append(SyntaxError(kind: .token(fault), span: span, isAtEnd: isAtEnd))
    }
  }

  /// Ends the token that began at `start` at the present place.
  mutating func emit(_ kind: Token.Kind, from start: Int) {
    list.tokens.append(
      Token(kind: kind, span: SourceSpan(start, offset), startsLine: startsLine))
    startsLine = false
  }

  private mutating func token() {
    let byte = bytes[offset]
    switch byte {
    case UInt8(ascii: "\n"):
      startsLine = true
      offset += 1
    case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), 0x0B, 0x0C:
      offset += 1
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
      word()
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      number()
    case UInt8(ascii: "\""):
      text()
    case UInt8(ascii: "`"):
      quotedName()
    case UInt8(ascii: "@"):
      markedDate()
    case UInt8(ascii: "$"):
      dollar()
    case UInt8(ascii: "#"):
      comment()
    case 0x80...:
      nonASCII()
    default:
      punctuation(byte)
    }
  }

  /// Consumes the rest of the line as a comment.
  mutating func comment() {
    let start = offset
    while offset < bytes.count, bytes[offset] != UInt8(ascii: "\n") {
      offset += 1
    }
    var end = offset
    if end > start, bytes[end - 1] == UInt8(ascii: "\r") {
      end -= 1
    }
    list.comments.append(Comment(span: SourceSpan(start, end), startsLine: startsLine))
  }

  /// Reports each run of ill-formed bytes once; the time is that of a copy when there is none.
  private mutating func checkEncoding() {
    guard String(validating: bytes, as: UTF8.self) == nil else { return }
    var place = 0
    while place < bytes.count, list.errors.count < Lexer.errorCountMax {
      if let length = Lexer.scalar(in: bytes, at: place)?.length {
        place += length
        continue
      }
      let start = place
      while place < bytes.count, Lexer.scalar(in: bytes, at: place) == nil {
        place += 1
      }
      report(.invalidUTF8, SourceSpan(start, place))
    }
  }
}
