internal import AvowDiagnostics

/// Commas in the place of other words, and commas left out.
extension Parser {
  /// `x = a, b`: what follows the commas are values, which stand in brackets after `in`.
  ///
  /// Nil where another comparison follows the comma.
  func valuesJoinedByComma(after condition: Expression) -> SyntaxError.Habit? {
    guard case .comparison(let comparison) = lastOperand(of: condition).kind else { return nil }
    let isNegated: Bool
    switch comparison.operator {
    case .equal, .in, .has: isNegated = comparison.isNegated
    case .notEqual: isNegated = true
    case .less, .lessOrEqual, .greater, .greaterOrEqual, .before, .after, .since, .until,
      .overlaps, .contains, .like, .matches:
      return nil
    }
    var values = [source.text(of: comparison.right.span)]
    var end = comparison.right.span.end
    var distance = 0
    while peek(distance).kind == .symbol(.comma), isLoneValue(at: distance + 1) {
      let value = peek(distance + 1).span
      values.append(source.text(of: value))
      end = value.end
      distance += 2
    }
    guard values.count > 1 else { return nil }
    let left = source.text(of: comparison.left.span)
    let list = values.joined(separator: ", ")
    return .valuesJoinedByComma(
      "\(left) \(isNegated ? "not in" : "in") (\(list))",
      replaced: SourceSpan(comparison.left.span.start, end))
  }

  /// Whether the token at a distance is a value by itself, and no comparison begins with it.
  private func isLoneValue(at distance: Int) -> Bool {
    let value = peek(distance)
    switch value.kind {
    case .text, .number, .date, .parameter: break
    case .word, .quotedName: guard isName(value) else { return false }
    case .currency, .symbol, .end: return false
    }
    switch peek(distance + 1).kind {
    case .end, .symbol(.comma), .symbol(.semicolon), .symbol(.pipe): return true
    case .word(let keyword?): return keyword.place == .clause || keyword.place == .end
    case .word, .quotedName, .number, .date, .text, .parameter, .currency, .symbol: return false
    }
  }

  /// The comparison that a condition ends with.
  private func lastOperand(of condition: Expression) -> Expression {
    var result = condition
    while true {
      switch result.kind {
      case .and(let operands), .or(let operands):
        guard let last = operands.last else { return result }
        result = last
      case .not(let operand): result = operand
      default: return result
      }
    }
  }

  /// `select a b` lacks a comma between the members of a list, `where a = 1 b = 2` an `and`
  /// between conditions.
  func missingWord(after clause: Clause?) -> SyntaxError.StructureFault? {
    switch clause?.kind {
    case .select, .group, .order: break
    case .filter: return missingAnd
    case .derive, .limit, .top, .distinct, .expand, .pivot, .assuming, .assert, .join,
      nil:
      return nil
    }
    guard isName(token), nearestClause == nil, !token.startsLine else { return nil }
    var edits: [Fix.Edit] = []
    var mended = source.text(of: tokens[index - 1].span)
    var end = previousEnd
    var distance = 0
    while edits.count < 20, distance < 100, continuesList(peek(distance)) {
      let next = peek(distance).span
      if isName(peek(distance)), distance == 0 || isName(peek(distance - 1)) {
        edits.append(Fix.Edit(SourceSpan(end, end), ","))
        mended += ","
      }
      mended += source.text(of: SourceSpan(end, next.end))
      end = next.end
      distance += 1
    }
    return .missingWord("a comma", found: found, fix: Fix("write \(mended)", edits))
  }

  /// Whether a token belongs to a list of names, paths and calls.
  private func continuesList(_ token: Token) -> Bool {
    switch token.kind {
    case .symbol(.comma), .symbol(.dot): true
    case .word, .quotedName: isName(token)
    case .number, .date, .text, .parameter, .currency, .symbol, .end: false
    }
  }

  private var missingAnd: SyntaxError.StructureFault? {
    guard isName(token), !token.startsLine else { return nil }
    switch peek().kind {
    case .symbol(.equal), .symbol(.notEqual), .symbol(.less), .symbol(.lessOrEqual),
      .symbol(.greater), .symbol(.greaterOrEqual), .word(.is), .word(.in), .word(.has):
      let place = SourceSpan(previousEnd, previousEnd)
      let fix = Fix("write and", replacing: place, with: " and")
      return .missingWord("and", found: found, fix: fix)
    case .word, .quotedName, .number, .date, .text, .parameter, .currency, .symbol, .end:
      return nil
    }
  }
}
