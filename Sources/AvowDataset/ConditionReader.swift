internal import AvowDiagnostics
internal import AvowModel

/// Reads conditions: names of conditions joined by `and`, `or`, `not` and round brackets.
///
///     any = all { "or" all } ;  all = one { "and" one } ;  one = { "not" } ( name | "(" any ")" )
struct ConditionReader {
  private let names: KeyIndex
  private var rest: ArraySlice<UInt8> = []
  private var depth = 0
  private var mentions = 0

  /// How deep brackets and negations may be nested.
  static let depthLimit = 32
  /// How many names one expression may mention.
  static let mentionLimit = 256

  /// Makes a reader of conditions with these names.
  init(names: KeyIndex) { self.names = names }

  /// The expression of a cell.
  func read(_ cell: ArraySlice<UInt8>) throws(CellFault) -> ConditionExpression {
    var reader = self
    reader.rest = cell
    let expression = try reader.any()
    guard reader.nextWord.isEmpty else {
      throw CellFault(
        .badCondition, "expected and, or, or nothing before \(quoted(reader.nextWord))",
        at: reader.nextWord.range)
    }
    return expression
  }

  private enum Word: Equatable {
    case and, or, not, open, close, name, end
  }

  /// The next word; empty at the end.
  private var nextWord: ArraySlice<UInt8> {
    let text = rest.drop { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
    if let first = text.first, Self.isBracket(first) { return text.prefix(1) }
    return text.prefix { $0 > 0x20 && !Self.isBracket($0) }
  }

  private static func isBracket(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "(") || byte == UInt8(ascii: ")")
  }

  private var next: Word {
    let word = nextWord
    if word.isEmpty { return .end }
    if word.spells("and") || word.spells("AND") { return .and }
    if word.spells("or") || word.spells("OR") { return .or }
    if word.spells("not") || word.spells("NOT") { return .not }
    if word.spells("(") { return .open }
    return word.spells(")") ? .close : .name
  }

  private mutating func skip() { rest = rest[nextWord.endIndex...] }

  private mutating func any() throws(CellFault) -> ConditionExpression {
    var operands = [try all()]
    while next == .or {
      skip()
      operands.append(try all())
    }
    guard operands.count > 1 else { return operands[0] }
    return .any(
      operands.flatMap { operand in
        if case .any(let inner) = operand { inner } else { [operand] }
      })
  }

  private mutating func all() throws(CellFault) -> ConditionExpression {
    var operands = [try one()]
    while next == .and {
      skip()
      operands.append(try one())
    }
    guard operands.count > 1 else { return operands[0] }
    return .all(
      operands.flatMap { operand in
        if case .all(let inner) = operand { inner } else { [operand] }
      })
  }

  private mutating func one() throws(CellFault) -> ConditionExpression {
    switch next {
    case .not:
      try enter()
      skip()
      let operand = try one()
      depth -= 1
      return .not(operand)
    case .open: return try bracketed()
    case .name: return try named()
    case .end: throw CellFault(.badCondition, "expected a condition at the end")
    case .and, .or, .close:
      throw CellFault(
        .badCondition, "expected a condition before \(quoted(nextWord))", at: nextWord.range)
    }
  }

  private mutating func enter() throws(CellFault) {
    depth += 1
    guard depth <= Self.depthLimit else {
      throw CellFault(.badCondition, "more than \(Self.depthLimit) levels of brackets")
    }
  }

  private mutating func bracketed() throws(CellFault) -> ConditionExpression {
    try enter()
    let bracket = nextWord
    skip()
    let expression = try any()
    guard next == .close else {
      throw CellFault(.badCondition, "the bracket is not closed", at: bracket.range)
    }
    skip()
    depth -= 1
    return expression
  }

  private mutating func named() throws(CellFault) -> ConditionExpression {
    let word = nextWord
    guard let row = names.row(of: word) else {
      let text = String(decoding: word.prefix(200), as: UTF8.self)
      throw CellFault(
        .badCondition, "no condition is called \(quoted(word))", at: word.range,
        hint: .nearKey(text, names))
    }
    mentions += 1
    guard mentions <= Self.mentionLimit else {
      throw CellFault(.badCondition, "more than \(Self.mentionLimit) conditions in one")
    }
    skip()
    return .named(row)
  }
}
