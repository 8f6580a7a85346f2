internal import AvowDiagnostics

/// A statement cut into the pieces that may stand on lines of their own.
struct StatementPieces {
  /// One piece: a source with its dates, a clause, a set operator with its pipeline's source, an
  /// end.
  struct Piece {
    var text: String
    /// Where it stood.
    var span: SourceSpan
  }

  /// The pieces, in order.
  private(set) var pieces: [Piece] = []

  /// The texts of the pieces.
  var texts: [String] { pieces.map(\.text) }

  /// Cuts a statement.
  init(of statement: Statement) {
    switch statement.kind {
    case .binding(let binding):
      append(binding.value, after: StatementPieces.opening(of: binding) + " ")
    case .parameter(let declaration):
      append(StatementPieces.text(of: declaration), statement.span)
    case .assertion(let assertion):
      append(assertion, statement.span)
    case .query(let query, let end):
      append(query, after: "")
      if let end {
        append(StatementPieces.text(of: end), end.span)
      }
    }
    pieces[0].span.start = statement.span.start
  }

  private mutating func append(_ text: String, _ span: SourceSpan) {
    pieces.append(Piece(text: text, span: span))
  }

  private mutating func append(_ assertion: Assertion, _ span: SourceSpan) {
    let condition = "assert " + SyntaxPrinter.text(of: assertion.condition)
    guard let message = assertion.message, let place = assertion.messageSpan else {
      return append(condition, span)
    }
    append(condition + ",", SourceSpan(span.start, assertion.condition.span.end))
    append(TextLiteral.quoted(message), place)
  }

  private mutating func append(_ query: Query, after opening: String) {
    append(query.first, after: opening)
    for operation in query.operations {
      append(operation.pipeline, after: operation.operator.rawValue + " ")
      let spanned = pieces.count - operation.pipeline.clauses.count - 1
      pieces[spanned].span.start = operation.operatorSpan.start
    }
  }

  private mutating func append(_ pipeline: Pipeline, after opening: String) {
    var printer = SyntaxPrinter()
    printer.print(opening)
    printer.printHead(of: pipeline)
    let end = pipeline.times.last?.span.end ?? pipeline.source.span.end
    append(printer.text, SourceSpan(pipeline.source.span.start, end))
    for clause in pipeline.orderedClauses {
      append(SyntaxPrinter.text(of: clause), clause.span)
    }
  }

  private static func opening(of binding: Binding) -> String {
    let parameters = binding.parameters.map(\.spelling).joined(separator: ", ")
    return "let \(binding.name.spelling)" + (parameters.isEmpty ? "" : "(\(parameters))") + " ="
  }

  private static func text(of declaration: ParameterDeclaration) -> String {
    let value = declaration.defaultValue.map { " = " + SyntaxPrinter.text(of: $0) } ?? ""
    return "param \(declaration.name.spelling): \(declaration.type.spelling)\(value)"
  }

  private static func text(of end: QueryEnd) -> String {
    switch end.kind {
    case .why: "why"
    case .whyNot(let value): "why not " + SyntaxPrinter.text(of: value)
    case .cite: "cite"
    case .explain: "explain"
    case .explainSQL: "explain sql"
    case .chart(let kind): "chart" + (kind.map { " \($0.spelling)" } ?? "")
    }
  }
}

extension TypeName {
  /// The type as it is written.
  package var spelling: String {
    String(repeating: "list of ", count: listDepth) + name.spelling
      + (argument.map { "(\($0.writtenSpelling))" } ?? "")
      + path.map { ".\($0.spelling)" }.joined()
  }
}
