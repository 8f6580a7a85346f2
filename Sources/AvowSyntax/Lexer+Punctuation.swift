internal import AvowDiagnostics

extension Lexer {
  /// Symbols of other languages, longest first, and what they are here.
  private static let foreignSymbols: [(written: String, replacement: String, kind: Token.Kind)] = [
    ("===", "=", .symbol(.equal)), ("!==", "!=", .symbol(.notEqual)),
    ("==", "=", .symbol(.equal)), ("<>", "!=", .symbol(.notEqual)),
    ("=<", "<=", .symbol(.lessOrEqual)), ("=>", ">=", .symbol(.greaterOrEqual)),
    (":=", "=", .symbol(.equal)), ("&&", "and", .word(.and)), ("||", "or", .word(.or)),
    ("|>", "|", .symbol(.pipe)), ("=~", "matches", .word(.matches)), ("&", "and", .word(.and)),
    ("≠", "!=", .symbol(.notEqual)), ("≤", "<=", .symbol(.lessOrEqual)),
    ("≥", ">=", .symbol(.greaterOrEqual)), ("−", "-", .symbol(.minus)),
    ("–", "-", .symbol(.minus)), ("—", "-", .symbol(.minus)), ("×", "*", .symbol(.star)),
    ("÷", "/", .symbol(.slash)), ("∧", "and", .word(.and)), ("∨", "or", .word(.or)),
  ]

  /// Quotes of other languages and what closes them.
  private static let foreignQuotes: [(opening: String, closings: [String])] = [
    ("'", ["'"]), ("“", ["”", "“", "\""]), ("”", ["”", "\""]), ("„", ["“", "”", "\""]),
    ("«", ["»"]), ("‘", ["’"]), ("’", ["’"]),
  ]

  /// An ASCII byte that begins no word, number, text or blank.
  mutating func punctuation(_ byte: UInt8) {
    if byte == UInt8(ascii: "-"), peek(1) == byte {
      comment()
    } else if byte == UInt8(ascii: "/"), peek(1) == byte {
      report(.foreignComment(isBlock: false), SourceSpan(offset, offset + 2))
      comment()
    } else if byte == UInt8(ascii: "/"), peek(1) == UInt8(ascii: "*") {
      blockComment()
    } else if !beginsForeignSymbol(byte) || !foreignSymbol(), !symbol() {
      other(byte)
    }
  }

  /// A symbol of the language, two bytes before one.
  private mutating func symbol() -> Bool {
    if peek() == UInt8(ascii: "."), Lexer.isDigit(peek(1)), !isMember() {
      bareFraction()
      return true
    }
    let start = offset
    if peek(1) == UInt8(ascii: "="), let symbol = Lexer.doubleSymbol(before: peek()) {
      offset += 2
      emit(.symbol(symbol), from: start)
      return true
    }
    guard let symbol = Lexer.singleSymbols[Int(peek())] else { return false }
    offset += 1
    emit(.symbol(symbol), from: start)
    return true
  }

  /// The symbols of one byte, by that byte.
  private static let singleSymbols: [Symbol?] = (0..<128).map { byte in
    Symbol(rawValue: String(Unicode.Scalar(UInt8(byte))))
  }

  /// The symbol that a byte and an equals sign make.
  private static func doubleSymbol(before byte: UInt8) -> Symbol? {
    switch byte {
    case UInt8(ascii: "!"): .notEqual
    case UInt8(ascii: "<"): .lessOrEqual
    case UInt8(ascii: ">"): .greaterOrEqual
    default: nil
    }
  }

  /// Whether the token before ends here and can be followed by a dot.
  private func isMember() -> Bool {
    guard let last = list.tokens.last, last.span.end == offset else { return false }
    switch last.kind {
    case .word, .quotedName, .parameter, .symbol(.rightParenthesis): return true
    case .number, .date, .text, .currency, .symbol, .end: return false
    }
  }

  // `.5`
  private mutating func bareFraction() {
    let start = offset
    offset += 1
    while Lexer.isDigit(peek()) {
      offset += 1
    }
    let span = SourceSpan(start, offset)
    report(.bareFraction(source.text(of: span)), span)
    emit(.number, from: start)
  }

  /// Whether a symbol of another language may begin with a byte.
  private func beginsForeignSymbol(_ byte: UInt8) -> Bool {
    "=<:&|!".utf8.contains(byte)
  }

  private mutating func foreignSymbol() -> Bool {
    for (written, replacement, kind) in Lexer.foreignSymbols
    where bytes[offset] == written.utf8.first && bytes[offset...].starts(with: written.utf8) {
      let start = offset
      offset += written.utf8.count
      report(
        .foreignSymbol(written, replacement: replacement), SourceSpan(start, offset))
      emit(kind, from: start)
      return true
    }
    return false
  }

  /// What is no symbol of the language.
  private mutating func other(_ byte: UInt8) {
    let start = offset
    let span = SourceSpan(start, start + 1)
    switch byte {
    case UInt8(ascii: "!"):
      offset += 1
      report(.exclamationMark, span)
      emit(.word(.not), from: start)
    case UInt8(ascii: "["):
      offset += 1
      squareBrackets.append(list.errors.count < Lexer.errorCountMax ? list.errors.count : nil)
      report(.squareBrackets(closing: nil), span)
      emit(.symbol(.leftParenthesis), from: start)
    case UInt8(ascii: "]"):
      offset += 1
      if closeSquareBracket(span) {
        emit(.symbol(.rightParenthesis), from: start)
      }
    case UInt8(ascii: "'") where foreignText(closedBy: ["'"], opening: 1):
      return
    default:
      offset += 1
      stray(span)
    }
  }

  /// Whether a square bracket was open that this one closes.
  private mutating func closeSquareBracket(_ span: SourceSpan) -> Bool {
    guard let opening = squareBrackets.popLast() else {
      report(.looseSquareBracket, span)
      return false
    }
    if let opening {
      list.errors[opening].kind = .token(.squareBrackets(closing: span))
    }
    return true
  }

  /// Reports a character that means nothing; neighbours are reported together.
  private mutating func stray(_ span: SourceSpan) {
    if let last = list.errors.indices.last, list.errors[last].span.end == span.start,
      case .token(.strayCharacter) = list.errors[last].kind
    {
      list.errors[last].span = list.errors[last].span.union(span)
      return
    }
    report(.strayCharacter(source.text(of: span)), span)
  }

  private mutating func blockComment() {
    let start = offset
    offset += 2
    while offset < bytes.count,
      !(bytes[offset] == UInt8(ascii: "*") && peek(1) == UInt8(ascii: "/"))
    {
      offset += 1
    }
    offset = min(offset + 2, bytes.count)
    report(.foreignComment(isBlock: true), SourceSpan(start, start + 2))
  }

  /// A scalar beyond ASCII: a letter, a blank, a currency sign, or a habit.
  mutating func nonASCII() {
    guard let (scalar, length) = Lexer.scalar(in: bytes, at: offset) else {
      // Ill-formed bytes are reported once for all.
      offset += 1
      return
    }
    let start = offset
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter:
      word()
    case .currencySymbol:
      offset += length
      emit(.currency, from: start)
    case .spaceSeparator:
      offset += length
    case .lineSeparator, .paragraphSeparator:
      offset += length
      startsLine = true
    default:
      if ["\u{FEFF}", "\u{200B}", "\u{2060}", "\u{85}"].contains(scalar) {
        offset += length
      } else if !foreignSymbol(), !foreignQuote() {
        offset += length
        stray(SourceSpan(start, offset))
      }
    }
  }

  private mutating func foreignQuote() -> Bool {
    for (opening, closings) in Lexer.foreignQuotes
    where bytes[offset...].starts(with: opening.utf8) {
      return foreignText(closedBy: closings, opening: opening.utf8.count)
    }
    return false
  }
}
