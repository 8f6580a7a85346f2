/// A JSON value; numbers keep their digits.
enum JSONValue: Hashable {
  case null
  case boolean(Bool)
  case number(String)
  case text(String)
  case array([JSONValue])
  case object([String: JSONValue])

  subscript(key: String) -> JSONValue? {
    if case .object(let members) = self { members[key] } else { nil }
  }

  subscript(index: Int) -> JSONValue? {
    if case .array(let members) = self, members.indices.contains(index) {
      members[index]
    } else {
      nil
    }
  }

  var count: Int {
    switch self {
    case .array(let members): members.count
    case .object(let members): members.count
    case .null, .boolean, .number, .text: 0
    }
  }
}

/// Reads JSON after RFC 8259, or gives nil where a text is none or an object has a key twice.
struct JSONReader {
  private let scalars: [Unicode.Scalar]
  private var index = 0

  static func read(_ text: String) -> JSONValue? {
    var reader = JSONReader(text)
    guard let value = reader.value() else { return nil }
    reader.skipSpace()
    return reader.index == reader.scalars.count ? value : nil
  }

  private init(_ text: String) { scalars = Array(text.unicodeScalars) }

  private mutating func value() -> JSONValue? {
    skipSpace()
    switch peek {
    case "{": return object()
    case "[": return array()
    case "\"": return text().map(JSONValue.text)
    case "t": return word("true", .boolean(true))
    case "f": return word("false", .boolean(false))
    case "n": return word("null", .null)
    default: return number()
    }
  }

  private mutating func object() -> JSONValue? {
    var members: [String: JSONValue] = [:]
    index += 1
    if eat("}") { return .object([:]) }
    repeat {
      skipSpace()
      guard let key = text(), eat(":"), let value = value(),
        members.updateValue(value, forKey: key) == nil
      else { return nil }
    } while eat(",")
    return eat("}") ? .object(members) : nil
  }

  private mutating func array() -> JSONValue? {
    var members: [JSONValue] = []
    index += 1
    if eat("]") { return .array([]) }
    repeat {
      guard let value = value() else { return nil }
      members.append(value)
    } while eat(",")
    return eat("]") ? .array(members) : nil
  }

  private mutating func text() -> String? {
    guard eat("\"") else { return nil }
    var result = String.UnicodeScalarView()
    while let scalar = peek {
      index += 1
      switch scalar {
      case "\"": return String(result)
      case "\\":
        guard let escaped = escape() else { return nil }
        result.append(escaped)
      case let scalar where scalar.value < 0x20: return nil
      default: result.append(scalar)
      }
    }
    return nil
  }

  private mutating func escape() -> Unicode.Scalar? {
    guard let kind = peek else { return nil }
    index += 1
    switch kind {
    case "n": return "\n"
    case "r": return "\r"
    case "t": return "\t"
    case "\"", "\\", "/": return kind
    case "u":
      guard index + 4 <= scalars.count else { return nil }
      let digits = scalars[index..<index + 4].map(String.init).joined()
      index += 4
      return UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init)
    default: return nil
    }
  }

  private mutating func number() -> JSONValue? {
    let start = index
    while let scalar = peek, "+-.0123456789eE".unicodeScalars.contains(scalar) { index += 1 }
    let digits = scalars[start..<index].map(String.init).joined()
    return Double(digits) == nil ? nil : .number(digits)
  }

  private mutating func word(_ word: String, _ value: JSONValue) -> JSONValue? {
    let expected = Array(word.unicodeScalars)
    guard scalars[index...].starts(with: expected) else { return nil }
    index += expected.count
    return value
  }

  private var peek: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

  private mutating func eat(_ scalar: Unicode.Scalar) -> Bool {
    skipSpace()
    guard peek == scalar else { return false }
    index += 1
    return true
  }

  private mutating func skipSpace() {
    while let scalar = peek, scalar == " " || scalar == "\n" { index += 1 }
  }
}
