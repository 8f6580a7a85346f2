import AvowTestSupport
import Testing

/// Stands for what another language cannot evaluate: nothing decides it.
private let undecided = "(1 USD > 1 EUR)"

@Test(.enabled(if: SuiteFile.directory != nil))
func `logic and comparisons come out as another language has them`() throws {
  let suite = try #require(SuiteFile("cel-logic.json"))
  var tally = SuiteTally(SuiteExceptions("Tests/Suites/cel-exceptions.txt"))
  var rest = suite.scalars.drop { $0 != "expr" }
  while rest.count >= 4 {
    let member = Array(rest.prefix(4))
    let (expression, expected) = (member[1], member[3])
    rest = rest.dropFirst(4).drop { $0 != "expr" }
    var translation = Translation(expression)
    guard let query = translation.query else {
      tally.count(expression, isSame: false, found: "no translation")
      continue
    }
    let printed = TestSession.print(query, dataset: "ledger")
    let answer = printed.hasPrefix("error[") ? "error" : printed.lastLine
    tally.count(
      expression, isSame: answer == expected || (expected == "error" && answer == "unknown"),
      found: "\(query) is \(answer), not \(expected)")
  }
  #expect(tally.failures.isEmpty, "\(tally.failures.joined(separator: "\n"))")
  #expect(tally.stale.isEmpty)
  #expect(tally.passed == 255)
}

extension String {
  fileprivate var lastLine: String { split(separator: "\n").last.map(String.init) ?? "" }
}

/// An expression of the other language, word by word, in Avow's.
private struct Translation {
  private var rest: Substring.UnicodeScalarView
  private var isList: Bool

  /// Expressions whose parts have no order in common with ours.
  private static let whole = [
    "2 / 0 > 4 ? 'baz' : 'quux'": "case when \(undecided) then \"baz\" else \"quux\" end",
    "'cows' ? false : 17": "case when \"cows\" then false else 17 end",
  ]
  private static let operators = [
    ("==", " = "), ("!=", " != "), ("&&", " and "), ("||", " or "), ("<=", " <= "),
    (">=", " >= "), ("!", " not "),
  ]

  init(_ expression: String) {
    // Some escapes of the suite are escaped twice.
    let text = (Self.whole[expression] ?? expression)
      .replacing("\\\\", with: "\\").replacing("\\\"", with: "\"")
    rest =
      text.replacing("(2 / 0 > 3 ? false : true)", with: undecided)
      .replacing("1/0 != 0", with: undecided).unicodeScalars[...]
    isList = text.hasPrefix("[")
  }

  /// The query, nil where something has no counterpart.
  var query: String? {
    mutating get {
      var result = ""
      while let first = rest.first {
        guard let piece = piece(first) else { return nil }
        result += piece
      }
      return result
    }
  }

  private mutating func piece(_ first: Unicode.Scalar) -> String? {
    for (theirs, ours) in Self.operators where rest.starts(with: theirs.unicodeScalars) {
      rest = rest.dropFirst(theirs.unicodeScalars.count)
      if isList, ours == " = " { return " is exactly " }
      return isList && ours == " != " ? " is not exactly " : ours
    }
    switch first {
    case "'", "\"": return text()
    case "[", "]":
      rest.removeFirst()
      return first == "[" ? "(" : ")"
    case "{", "}": return nil
    case "0"..."9", ".": return number()
    case _ where first.properties.isAlphabetic: return word()
    default:
      rest.removeFirst()
      return String(first)
    }
  }

  private mutating func text() -> String {
    guard let mark = rest.popFirst() else { return "" }
    var result = ""
    while let scalar = rest.popFirst(), scalar != mark {
      if scalar == "\\", rest.first == "u" {
        rest.removeFirst()
        let digits = String(String.UnicodeScalarView(rest.prefix(4)))
        rest = rest.dropFirst(4)
        if let code = UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init) {
          result.unicodeScalars.append(code)
        }
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return "\"\(result)\""
  }

  private mutating func word() -> String? {
    let letters = rest.prefix { $0.properties.isAlphabetic || $0 == "." || $0 == "_" }
    rest = rest[letters.endIndex...]
    let word = String(String.UnicodeScalarView(letters))
    switch word {
    case "dyn": return ""
    case "true", "false", "in", "case", "when", "then", "else", "end": return word
    case "USD", "EUR": return word
    case "r": return text()
    default: return nil
    }
  }

  /// A number without exponent and without the letter of its width.
  private mutating func number() -> String {
    let digits = rest.prefix { ("0"..."9").contains($0) || $0 == "." }
    rest = rest[digits.endIndex...]
    var mantissa = String(String.UnicodeScalarView(digits))
    if mantissa.hasPrefix(".") { mantissa = "0" + mantissa }
    if rest.first == "u" { rest.removeFirst() }
    guard rest.first == "e" else { return mantissa }
    rest.removeFirst()
    let isNegative = rest.first == "-"
    if rest.first == "-" || rest.first == "+" { rest.removeFirst() }
    let exponent = rest.prefix { ("0"..."9").contains($0) }
    rest = rest[exponent.endIndex...]
    let count = Int(String(String.UnicodeScalarView(exponent))) ?? 0
    let one = String(repeating: "0", count: count)
    return isNegative ? "(\(mantissa) * 0.\(one.dropLast())1)" : "(\(mantissa) * 1\(one))"
  }
}
