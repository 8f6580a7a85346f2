extension SyntaxPrinter {
  /// The spelling of an expression without operands.
  func literal(_ kind: Expression.Kind) -> String {
    switch kind {
    case .number(let number): Self.spelling(of: number)
    case .percent(let digits): "\(digits)%"
    case .ago(let digits, let unit): "\(Self.spelling(of: unit, digits)) ago"
    case .relativePeriod(let period):
      "\(period.direction.rawValue) \(Self.spelling(of: period.unit, period.digits))"
    case .date(let date): Self.wantsMark(date) ? "@\(date)" : date.uppercased()
    case .text(let text): TextLiteral.quoted(text)
    case .boolean(let value): value ? "true" : "false"
    case .unknown: Keyword.unknown.spelling
    case .none: Keyword.none.spelling
    case .today: Keyword.today.spelling
    case .this: Keyword.this.spelling
    case .parameter(let name): "$\(name.canonical)"
    case .field(let name): ".\(name.spelling)"
    case .name(let name): name.spelling
    case .bracketed, .list, .subquery, .choice, .call, .member, .via, .conversion, .negative,
      .arithmetic, .comparison, .between, .test, .not, .and, .or:
      ""
    }
  }

  /// Whether a date is written with `@`.
  static func wantsMark(_ date: String) -> Bool {
    !Lexer.isDate(Array(date.utf8))
  }

  private static func spelling(of number: NumberLiteral) -> String {
    let scale = number.scale?.spellings.first
    if let currency = number.currency {
      return currency + number.digits + (scale ?? "")
    }
    return [number.digits, scale, number.unit?.writtenSpelling].compactMap(\.self)
      .joined(separator: " ")
  }

  private static func spelling(of unit: TimeUnit, _ digits: String?) -> String {
    guard let digits else { return unit.rawValue }
    return digits == "1" ? "1 \(unit.rawValue)" : "\(digits) \(unit.rawValue)s"
  }
}
