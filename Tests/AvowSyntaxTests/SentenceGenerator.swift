import AvowSyntax

/// A small, fast, repeatable source of random numbers (SplitMix64).
struct RepeatableNumbers: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}

/// Makes random sentences of a grammar.
struct SentenceGenerator {
  let grammar: Grammar
  var numbers: RepeatableNumbers
  private var tokens: [String] = []
  private var budget = 0

  init(_ grammar: Grammar, seed: UInt64) {
    self.grammar = grammar
    numbers = RepeatableNumbers(state: seed)
  }

  private static let names = [
    "pledges", "countries", "type", "stance", "naval-presence", "US", "Türkiye", "x_1", "`by`",
    "`two words`", "let", "param", "last", "next", "ago", "sql", "exactly", "list", "of", "known",
    "count",
    "`day`",
    "`m`", "期",
  ]

  /// Returns the tokens of a random sentence.
  mutating func sentence() -> [String] {
    while true {
      tokens = []
      budget = 60
      // Most scripts that are made at random are empty.
      let isScript = Int.random(in: 0..<8, using: &numbers) == 0
      expand(.rule(isScript ? "script" : "statement"), depth: 0)
      if !hasBareState, !["let", "param"].contains(tokens.last) { return tokens }
    }
  }

  /// Whether `=` stands before a bare unknown or none.
  private var hasBareState: Bool {
    zip(tokens, tokens.dropFirst()).contains {
      ["=", "!="].contains($0) && ["unknown", "none"].contains($1.lowercased())
    }
  }

  /// Returns the sentence in a random layout, with comments when wanted.
  mutating func layout(_ tokens: [String], comments: Bool) -> String {
    var text = ""
    for token in tokens {
      switch Int.random(in: 0..<24, using: &numbers) {
      case 0: text += "\n"
      case 1: text += "  "
      case 2 where comments: text += " # note \(text.utf8.count)\n"
      case 3 where comments: text += "\n-- note \(text.utf8.count)\n\n"
      default: text += " "
      }
      text += token
    }
    return text
  }

  private mutating func expand(_ node: Grammar.Node, depth: Int) {
    switch node {
    case .terminal(let text):
      let isShouted = Int.random(in: 0..<12, using: &numbers) == 0
      tokens.append(isShouted && text.allSatisfy(\.isLetter) ? text.uppercased() : text)
      budget -= 1
    case .rule(let name):
      if let token = token(name) {
        tokens.append(token)
        budget -= 1
      } else if let rule = grammar.rules[name] {
        expand(rule, depth: depth + 1)
      }
    case .special: break
    case .sequence(let nodes):
      for node in nodes { expand(node, depth: depth) }
    case .choice(let nodes):
      // The last choice of each rule is the simplest one.
      let isTight = budget < 0 || depth > 60
      let chosen = isTight ? nodes.last : nodes.randomElement(using: &numbers)
      if let chosen { expand(chosen, depth: depth) }
    case .optional(let node):
      if budget > 0, Int.random(in: 0..<5, using: &numbers) < 2 { expand(node, depth: depth) }
    case .repetition(let node):
      while budget > 0, Int.random(in: 0..<3, using: &numbers) == 0 { expand(node, depth: depth) }
    }
  }

  /// A token of a lexical rule; nil for the other rules.
  private mutating func token(_ rule: String) -> String? {
    guard grammar.tokenRules.contains(rule) else { return nil }
    if rule == "name" {
      return SentenceGenerator.names.randomElement(using: &numbers)
    }
    var text = ""
    spell(.rule(rule), into: &text)
    return text
  }

  private mutating func spell(_ node: Grammar.Node, into text: inout String) {
    switch node {
    case .terminal(let piece): text += piece
    case .rule("letter"):
      text += ["a", "Q", "z", "é", "ß", "Ж"].randomElement(using: &numbers) ?? ""
    case .rule("edtf"):
      text += ["2", "0", "-", "/", "~", "X", "."].randomElement(using: &numbers) ?? ""
    case .rule("character"):
      text +=
        ["a", " ", "\\d", "'", "#", "é", "\n", "\t", "%"].randomElement(using: &numbers) ?? ""
    case .rule("hexadecimal"): text += ["2", "a", "0"].randomElement(using: &numbers) ?? ""
    case .rule(let name): if let rule = grammar.rules[name] { spell(rule, into: &text) }
    case .special: text += "€"
    case .sequence(let nodes): for node in nodes { spell(node, into: &text) }
    case .choice(let nodes):
      if let chosen = nodes.randomElement(using: &numbers) { spell(chosen, into: &text) }
    case .optional(let node):
      if Bool.random(using: &numbers) { spell(node, into: &text) }
    case .repetition(let node):
      var count = 0
      while count < 4, Bool.random(using: &numbers) {
        spell(node, into: &text)
        count += 1
      }
    }
  }
}
