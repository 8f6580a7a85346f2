internal import AvowDiagnostics

extension Lexer {
  // word = letter { letter | digit | "_" } { "-" ( letter | digit | "_" )+ }
  mutating func word() {
    let start = offset
    consumeWord()
    emit(.word(keyword(from: start)), from: start)
  }

  /// Consumes a word; the present place is at its first letter.
  mutating func consumeWord() {
    while true {
      let length = wordLength(at: offset)
      if length > 0 {
        offset += length
      } else if peek() == UInt8(ascii: "-"), wordLength(at: offset + 1) > 0 {
        offset += 1
      } else {
        return
      }
    }
  }

  /// Returns the number of bytes of the letter, digit or `_` at a place; 0 when there is none.
  func wordLength(at place: Int) -> Int {
    guard place < bytes.count else { return 0 }
    let byte = bytes[place]
    if byte < 0x80 {
      return Lexer.isWordByte(byte) ? 1 : 0
    }
    guard let (scalar, length) = Lexer.scalar(in: bytes, at: place) else { return 0 }
    return Lexer.continuesWord(scalar) ? length : 0
  }

  /// Returns the keyword that the bytes from `start` to the present place spell.
  private func keyword(from start: Int) -> Keyword? {
    guard offset - start <= Keyword.lengthMax, offset - start >= 2 else { return nil }
    var spelling: [UInt8] = []
    spelling.reserveCapacity(Keyword.lengthMax)
    for byte in bytes[start..<offset] {
      let lowered = byte | 0x20
      guard lowered >= UInt8(ascii: "a"), lowered <= UInt8(ascii: "z") else { return nil }
      spelling.append(lowered)
    }
    return Keyword.named(String(decoding: spelling, as: UTF8.self))
  }

  /// A name in back-ticks, on one line.
  mutating func quotedName() {
    let start = offset
    offset += 1
    while offset < bytes.count, bytes[offset] != UInt8(ascii: "`"),
      bytes[offset] != UInt8(ascii: "\n")
    {
      offset += 1
    }
    guard peek() == UInt8(ascii: "`"), offset < bytes.count else {
      report(.unterminatedName, SourceSpan(start, offset))
      emit(.quotedName, from: start)
      return
    }
    offset += 1
    if offset == start + 2 {
      report(.emptyName, SourceSpan(start, offset))
    }
    emit(.quotedName, from: start)
  }

  /// `$name`, or a dollar sign before a number.
  mutating func dollar() {
    let start = offset
    offset += 1
    guard wordLength(at: offset) > 0, !Lexer.isDigit(peek()) else {
      emit(.currency, from: start)
      return
    }
    consumeWord()
    emit(.parameter, from: start)
  }

  /// Returns whether a byte is an ASCII digit.
  static func isDigit(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }

  /// Returns whether a byte is an ASCII letter.
  static func isLetter(_ byte: UInt8) -> Bool {
    let lowered = byte | 0x20
    return lowered >= UInt8(ascii: "a") && lowered <= UInt8(ascii: "z")
  }

  /// Returns whether an ASCII byte may stand within a word.
  static func isWordByte(_ byte: UInt8) -> Bool {
    isLetter(byte) || isDigit(byte) || byte == UInt8(ascii: "_")
  }

  /// Returns whether a scalar beyond ASCII may stand within a word.
  static func continuesWord(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .nonspacingMark, .spacingMark, .letterNumber, .decimalNumber:
      true
    default:
      false
    }
  }

  /// Decodes the scalar at a place; nil when the bytes there are ill-formed.
  static func scalar(in bytes: [UInt8], at place: Int) -> (scalar: Unicode.Scalar, length: Int)? {
    let first = bytes[place]
    guard first >= 0x80 else { return (Unicode.Scalar(first), 1) }
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 0
    guard length > 0, first <= 0xF4, place + length <= bytes.count else { return nil }
    var value = UInt32(first) & (0x7F >> UInt32(length))
    for byte in bytes[(place + 1)..<(place + length)] {
      guard byte & 0xC0 == 0x80 else { return nil }
      value = value << 6 | UInt32(byte & 0x3F)
    }
    let least: UInt32 = length == 2 ? 0x80 : length == 3 ? 0x800 : 0x10000
    guard value >= least, let scalar = Unicode.Scalar(value) else { return nil }
    return (scalar, length)
  }
}
