/// A grammar in EBNF, as Grammar/avow.ebnf is written.
struct Grammar {
  /// One side of a rule.
  indirect enum Node {
    case terminal(String)
    case rule(String)
    case special(String)
    case sequence([Node])
    case choice([Node])
    case optional(Node)
    case repetition(Node)
  }

  /// The right sides, by name.
  private(set) var rules: [String: Node] = [:]
  /// The rules between whose parts no blanks stand.
  private(set) var tokenRules: Set<String> = []
  private var pieces: [String] = []
  private var index = 0

  /// Reads a grammar; what follows the comment that begins with "Tokens" is lexical.
  init(_ text: String) {
    pieces = Grammar.pieces(of: text)
    var isLexical = false
    while index < pieces.count {
      let piece = next()
      if piece.hasPrefix("(*") {
        isLexical = isLexical || piece.hasPrefix("(* Tokens")
        continue
      }
      if isLexical {
        tokenRules.insert(piece)
      }
      precondition(next() == "=", "\(piece) has no =")
      rules[piece] = choice()
      precondition(next() == ";", "\(piece) has no ;")
    }
  }

  /// The words of letters in quotes outside the tokens, scales and periods.
  var words: Set<String> {
    var result: Set<String> = []
    for (name, node) in rules
    where !tokenRules.contains(name) && name != "scale" && name != "period" {
      collect(node, into: &result)
    }
    return result
  }

  private func collect(_ node: Node, into words: inout Set<String>) {
    switch node {
    case .terminal(let text):
      if text.allSatisfy(\.isLetter) { words.insert(text) }
    case .rule, .special: break
    case .sequence(let nodes), .choice(let nodes):
      for node in nodes { collect(node, into: &words) }
    case .optional(let node), .repetition(let node): collect(node, into: &words)
    }
  }

  private mutating func next() -> String {
    index += 1
    return pieces[index - 1]
  }

  private mutating func choice() -> Node {
    var choices = [sequence()]
    while pieces[index] == "|" {
      index += 1
      choices.append(sequence())
    }
    return choices.count == 1 ? choices[0] : .choice(choices)
  }

  private mutating func sequence() -> Node {
    var nodes: [Node] = []
    while !["|", ";", ")", "]", "}"].contains(pieces[index]) {
      nodes.append(item())
    }
    return nodes.count == 1 ? nodes[0] : .sequence(nodes)
  }

  private mutating func item() -> Node {
    let piece = next()
    switch piece {
    case "(": return closing(choice())
    case "[": return .optional(closing(choice()))
    case "{": return .repetition(closing(choice()))
    default:
      if piece.hasPrefix("\"") || piece.hasPrefix("'") {
        return .terminal(String(piece.dropFirst().dropLast()))
      }
      return piece.hasPrefix("?") ? .special(piece) : .rule(piece)
    }
  }

  private mutating func closing(_ node: Node) -> Node {
    index += 1
    return node
  }

  /// Cuts the text into names, signs, quoted pieces and comments.
  private static func pieces(of text: String) -> [String] {
    var pieces: [String] = []
    var rest = text[...]
    while let first = rest.first {
      if first.isWhitespace {
        rest.removeFirst()
        continue
      }
      let end: String.Index
      if rest.hasPrefix("(*") {
        end = rest.firstRange(of: "*)")?.upperBound ?? rest.endIndex
      } else if first == "\"" || first == "'" || first == "?" {
        let close = rest.dropFirst().firstIndex(of: first) ?? rest.startIndex
        end = rest.index(after: close)
      } else {
        let word = rest.prefix { $0.isLetter || $0 == "_" }
        end = word.isEmpty ? rest.index(after: rest.startIndex) : word.endIndex
      }
      pieces.append(String(rest[..<end]))
      rest = rest[end...]
    }
    return pieces
  }
}
