internal import AvowDiagnostics

extension Lexer {
  /// Text in double quotes; it may go over several lines.
  mutating func text() {
    let start = offset
    offset += 1
    while offset < bytes.count, bytes[offset] != UInt8(ascii: "\"") {
      if bytes[offset] == UInt8(ascii: "\\") {
        escape()
      } else {
        offset += 1
      }
    }
    guard offset < bytes.count else {
      let line = source.line(source.lineIndex(at: start))
      report(.unterminatedText, SourceSpan(start, max(line.upperBound, start + 1)), isAtEnd: true)
      list.endsInText = true
      emit(.text, from: start)
      return
    }
    offset += 1
    emit(.text, from: start)
  }

  /// A backslash and what belongs to it.
  private mutating func escape() {
    let start = offset
    offset += 1
    guard offset < bytes.count else { return }
    guard peek() == UInt8(ascii: "u"), peek(1) == UInt8(ascii: "{") else {
      offset += 1
      return
    }
    let end = bytes[offset...].prefix(11).firstIndex(of: UInt8(ascii: "}"))
    guard let end, TextLiteral.scalar(ofHexadecimal: bytes[(offset + 2)..<end]) != nil else {
      report(.malformedEscape, SourceSpan(start, offset + 2))
      offset += 1
      return
    }
    offset = end + 1
  }

  /// Text in quotes of another language: `'text'`, `“text”`; false when no such text is here.
  mutating func foreignText(closedBy closings: [String], opening length: Int) -> Bool {
    let start = offset
    var place = offset + length
    guard start >= searchedForQuoteUntil else { return false }
    while place < bytes.count, bytes[place] != UInt8(ascii: "\n") {
      for closing in closings where bytes[place...].starts(with: closing.utf8) {
        offset = place + closing.utf8.count
        let content = String(decoding: bytes[(start + length)..<place], as: UTF8.self)
        let replacement = TextLiteral.quoted(content)
        report(.foreignQuotes(replacement: replacement), SourceSpan(start, offset))
        emit(.text, from: start)
        return true
      }
      place += 1
    }
    searchedForQuoteUntil = place
    return false
  }
}

/// The two ways between a text and its spelling in quotes.
package enum TextLiteral {
  /// Returns the text that a token in double quotes, or in foreign ones, spells.
  static func value(ofToken written: String) -> String {
    // By scalars: a quote and a mark after it are one character.
    var rest = Substring(written.unicodeScalars.dropFirst())
    guard written.utf8.first == UInt8(ascii: "\"") else {
      return String(rest.unicodeScalars.dropLast())
    }
    var result = ""
    while let character = rest.unicodeScalars.popFirst(), character != "\"" {
      guard character == "\\" else {
        result.unicodeScalars.append(character)
        continue
      }
      appendEscape(from: &rest, to: &result)
    }
    return result
  }

  private static func appendEscape(from rest: inout Substring, to result: inout String) {
    guard let escaped = rest.unicodeScalars.popFirst() else { return }
    switch escaped {
    case "n": result += "\n"
    case "t": result += "\t"
    case "r": result += "\r"
    case "\"", "\\": result.unicodeScalars.append(escaped)
    case "u":
      let hexadecimal = rest.utf8.dropFirst().prefix { $0 != UInt8(ascii: "}") }
      guard rest.utf8.first == UInt8(ascii: "{"), let scalar = scalar(ofHexadecimal: hexadecimal)
      else {
        result += "\\u"
        return
      }
      result.unicodeScalars.append(scalar)
      rest = rest[hexadecimal.endIndex...]
      rest.unicodeScalars.removeFirst()
    default:
      // A regular expression keeps its backslashes: "\d+".
      result += "\\"
      result.unicodeScalars.append(escaped)
    }
  }

  /// Returns the scalar that one to eight hexadecimal digits number; nil when there is none.
  static func scalar(ofHexadecimal digits: some Collection<UInt8>) -> Unicode.Scalar? {
    guard (1...8).contains(digits.count) else { return nil }
    var value: UInt32 = 0
    for byte in digits {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
      value = value << 4 | UInt32(digit)
    }
    return Unicode.Scalar(value)
  }

  /// Returns the text in double quotes, on one line and without control characters.
  package static func quoted(_ text: String) -> String {
    var result = "\""
    var isAfterBackslash = false
    for scalar in text.unicodeScalars {
      if isAfterBackslash {
        // A backslash stays single where it begins no escape.
        let isSpecial = "\"\\ntru".unicodeScalars.contains(scalar) || isControl(scalar)
        result += isSpecial ? "\\\\" : "\\"
        isAfterBackslash = false
      }
      switch scalar {
      case "\\": isAfterBackslash = true
      case "\"": result += "\\\""
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case "\r": result += "\\r"
      case _ where isControl(scalar):
        result += "\\u{" + String(scalar.value, radix: 16) + "}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + (isAfterBackslash ? "\\\\\"" : "\"")
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }
}
