internal import AvowDiagnostics

extension Lexer {
  /// Digits with an optional fraction, or a date without a mark.
  mutating func number() {
    let start = offset
    consumeDigits()
    if peek() == UInt8(ascii: "-"), Lexer.isWordByte(peek(1)), peek(1) != UInt8(ascii: "_") {
      hyphenated(from: start)
      return
    }
    if offset - start == 4, isGluedQuarter() {
      let year = source.text(of: SourceSpan(start, offset))
      offset += 2
      let quarter = source.text(of: SourceSpan(offset - 1, offset))
      let span = SourceSpan(start, offset)
      report(.malformedDate(source.text(of: span), suggestion: "\(year)-Q\(quarter)"), span)
      emit(.date, from: start)
      return
    }
    if dottedDate(from: start) { return }
    groups(from: start)
    if peek() == UInt8(ascii: "."), Lexer.isDigit(peek(1)) {
      offset += 1
      consumeDigits()
    }
    emit(.number, from: start)
  }

  private mutating func consumeDigits() {
    while Lexer.isDigit(peek()) {
      offset += 1
    }
  }

  /// Takes `01.05.2025` or `2025.05.01`, whose first digits were consumed.
  private mutating func dottedDate(from start: Int) -> Bool {
    let point = UInt8(ascii: ".")
    guard offset - start <= 4, peek() == point, Lexer.isDigit(peek(1)) else { return false }
    var end = offset
    var pointCount = 0
    while end < bytes.count, end - start <= 10, bytes[end] == point || Lexer.isDigit(bytes[end]) {
      if bytes[end] == point { pointCount += 1 }
      end += 1
    }
    let span = SourceSpan(start, end)
    let written = source.text(of: span)
    let hasYear = written.split(separator: ".").contains { $0.utf8.count == 4 }
    guard pointCount == 2, bytes[end - 1] != point, hasYear else { return false }
    offset = end
    let date = WrittenDate(written)
    report(date.map { .foreignDate($0) } ?? .malformedDate(written, suggestion: nil), span)
    emit(.date, from: start)
    return true
  }

  /// Whether `Q1` to `Q4`, and no further letter, follows a year at once.
  private func isGluedQuarter() -> Bool {
    peek() | 0x20 == UInt8(ascii: "q") && peek(1) >= UInt8(ascii: "1")
      && peek(1) <= UInt8(ascii: "4") && wordLength(at: offset + 2) == 0
  }

  /// Reports groups of digits cut by commas or underscores: `1,000`, `1_000`.
  private mutating func groups(from start: Int) {
    let separator = peek()
    guard separator == UInt8(ascii: ",") || separator == UInt8(ascii: "_") else { return }
    guard offset - start <= 3 || separator == UInt8(ascii: "_") else { return }
    while peek() == separator, isGroup() {
      offset += 4
    }
    let span = SourceSpan(start, offset)
    let written = bytes[start..<offset]
    guard written.contains(separator) else { return }
    let digits = String(decoding: written.filter(Lexer.isDigit), as: UTF8.self)
    report(.digitGrouping(digits: digits), span)
  }

  /// Whether a separator, three digits and no further digit follow.
  private func isGroup() -> Bool {
    Lexer.isDigit(peek(1)) && Lexer.isDigit(peek(2)) && Lexer.isDigit(peek(3))
      && !Lexer.isDigit(peek(4))
  }

  /// Digits, a hyphen and more: a date, or a mistake.
  private mutating func hyphenated(from start: Int) {
    while Lexer.isWordByte(peek()) || (peek() == UInt8(ascii: "-") && Lexer.isWordByte(peek(1))) {
      offset += 1
    }
    let written = Array(bytes[start..<offset])
    if Lexer.isDate(written) {
      emit(.date, from: start)
      return
    }
    if let complaint = timeOfDay(in: written) {
      while Lexer.isWordByte(peek()) || (":.+-".utf8.contains(peek()) && Lexer.isDigit(peek(1))) {
        offset += 1
      }
      report(complaint, SourceSpan(start, offset))
      emit(.date, from: start)
      return
    }
    let (kind, complaint) = Lexer.complaint(about: written)
    report(complaint, SourceSpan(start, offset))
    emit(kind, from: start)
  }

  // `2025-06`, `2025-06-15`, `2025-Q2`
  static func isDate(_ written: [UInt8]) -> Bool {
    let shape = written.map { isDigit($0) ? UInt8(ascii: "0") : $0 | 0x20 }
    switch String(decoding: shape, as: UTF8.self) {
    case "0000-00", "0000-00-00":
      return true
    case "0000-q0":
      return written[6] >= UInt8(ascii: "1") && written[6] <= UInt8(ascii: "4")
    default:
      return false
    }
  }

  /// A day with a time of day: `2025-06-15T10`.
  private func timeOfDay(in written: [UInt8]) -> SyntaxError.TokenFault? {
    guard written.count > 10, Lexer.isDate(Array(written[..<10])),
      written[10] | 0x20 == UInt8(ascii: "t")
    else { return nil }
    return .timeOfDay(date: String(decoding: written[..<10], as: UTF8.self))
  }

  /// Says what digits with a hyphen, which are no date, are taken for.
  private static func complaint(about written: [UInt8]) -> (Token.Kind, SyntaxError.TokenFault) {
    let text = String(decoding: written, as: UTF8.self)
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    let areDigits = parts.map { $0.utf8.allSatisfy(isDigit) }
    if parts[0].utf8.count == 4, areDigits.allSatisfy({ $0 }), parts.count <= 3,
      parts.dropFirst().allSatisfy({ $0.utf8.count <= 2 })
    {
      let padded = parts.map { $0.utf8.count == 1 ? "0\($0)" : String($0) }
      return (.date, .malformedDate(text, suggestion: padded.joined(separator: "-")))
    }
    if parts.count == 3, let date = WrittenDate(text) {
      return (.date, .foreignDate(date))
    }
    if parts.count == 3, areDigits.allSatisfy({ $0 }), parts[2].utf8.count == 4 {
      return (.date, .malformedDate(text, suggestion: nil))
    }
    if parts[0].utf8.count == 4, parts.count == 2, parts[1].utf8.first.map({ $0 | 0x20 }) == 0x71 {
      return (.date, .malformedDate(text, suggestion: nil))
    }
    let separator = areDigits.allSatisfy({ $0 }) ? " - " : " "
    let isSingular =
      text.utf8.first != UInt8(ascii: "1") && TimeUnit(rawValue: String(parts[1])) != nil
    let suggestion = parts.joined(separator: separator) + (isSingular ? "s" : "")
    return (.number, .hyphenAfterNumber(suggestion: suggestion))
  }

  /// `@` and an EDTF date.
  mutating func markedDate() {
    let start = offset
    offset += 1
    // A time of day: only after its T may a colon and a plus stand.
    var isTime = false
    while offset < bytes.count {
      let byte = bytes[offset]
      guard Lexer.isDateByte(byte) || (isTime && ":+".utf8.contains(byte)) else { break }
      if byte == UInt8(ascii: "T"), Lexer.isDigit(bytes[offset - 1]) { isTime = true }
      offset += 1
    }
    if offset == start + 1 {
      report(.emptyDate, SourceSpan(start, offset))
    }
    emit(.date, from: start)
  }

  /// Returns whether a byte may stand in an EDTF date.
  static func isDateByte(_ byte: UInt8) -> Bool {
    isLetter(byte) || isDigit(byte) || "-./[]~?%".utf8.contains(byte)
  }
}
