internal import AvowDiagnostics

/// Writes syntax trees in canonical spelling, each on one line: parsing the text gives the tree.
package struct SyntaxPrinter {
  /// The text so far.
  var text = ""

  /// Returns the canonical text of an expression; O(n).
  package static func text(of expression: Expression) -> String {
    var printer = SyntaxPrinter()
    printer.print(expression)
    return printer.text
  }

  /// Returns the canonical text of a query; O(n).
  package static func text(of query: Query) -> String {
    var printer = SyntaxPrinter()
    printer.print(query)
    return printer.text
  }

  /// Returns the canonical text of a statement; O(n).
  package static func text(of statement: Statement) -> String {
    StatementPieces(of: statement).texts.joined(separator: " ")
  }

  /// Returns the canonical text of a clause; O(n).
  static func text(of clause: Clause) -> String {
    var printer = SyntaxPrinter()
    printer.print(clause)
    return printer.text
  }

  mutating func print(_ word: String) {
    text += word
  }

  mutating func print(_ keyword: Keyword) {
    text += keyword.spelling
  }

  mutating func print(_ name: Name) {
    text += name.spelling
  }

  mutating func printList<Element>(
    _ elements: [Element], _ printElement: (inout SyntaxPrinter, Element) -> Void
  ) {
    for (index, element) in elements.enumerated() {
      if index > 0 {
        text += ", "
      }
      printElement(&self, element)
    }
  }

  mutating func print(_ query: Query) {
    print(query.first)
    for operation in query.operations {
      text += " \(operation.operator.rawValue) "
      print(operation.pipeline)
    }
  }

  private mutating func print(_ pipeline: Pipeline) {
    printHead(of: pipeline)
    for clause in pipeline.orderedClauses {
      text += " "
      print(clause)
    }
  }

  /// The source and its dates.
  mutating func printHead(of pipeline: Pipeline) {
    print(pipeline.source)
    for time in pipeline.times {
      switch time.kind {
      case .asOf: text += " as of "
      case .asKnownOn: text += " as known on "
      case .during: text += " during "
      }
      print(time.date)
    }
  }
}

extension Pipeline {
  /// The clauses with `assuming` straight after the source: it holds for all of them.
  package var orderedClauses: [Clause] {
    func isAssuming(_ clause: Clause) -> Bool {
      if case .assuming = clause.kind { true } else { false }
    }
    return clauses.filter(isAssuming) + clauses.filter { !isAssuming($0) }
  }
}

extension Name {
  /// The canonical spelling, in back-ticks where the bare word would mean something else.
  package var spelling: String { spelled(canonical) }

  /// The spelling that keeps capitals, for units.
  var writtenSpelling: String { spelled(Name.isPlainWord(written) ? written : canonical) }

  private func spelled(_ word: String) -> String {
    let isSpecial = isQuoted && Name.isSpecial(canonical)
    return isSpecial || !Name.isPlainWord(word) ? "`\(word)`" : word
  }

  /// Whether a bare word means something else than the name in some place.
  private static func isSpecial(_ canonical: String) -> Bool {
    Keyword.named(canonical) != nil || TimeUnit.named(canonical) != nil
      || Scale.named(canonical) != nil || canonical == "null"
  }

  /// Whether a text can stand as a name without back-ticks.
  package static func isPlainWord(_ word: String) -> Bool {
    guard Keyword.named(Name.canonical(of: word))?.role != .reserved else { return false }
    let list = Lexer.tokens(of: SourceText(word))
    guard list.tokens.count == 2, list.errors.isEmpty, let token = list.tokens.first else {
      return false
    }
    guard case .word = token.kind else { return false }
    return token.span.length == word.utf8.count
  }
}
