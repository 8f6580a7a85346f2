extension SyntaxPrinter {
  mutating func print(_ expression: Expression) {
    switch expression.kind {
    case .number, .percent, .ago, .relativePeriod, .date, .text, .boolean, .unknown, .none,
      .today, .this, .parameter, .field, .name:
      text += literal(expression.kind)
    case .bracketed(let inner):
      text += "("
      print(inner)
      text += ")"
    case .list(let elements):
      text += "("
      printList(elements) { $0.print($1) }
      text += ")"
    case .subquery(let query):
      text += "("
      print(query)
      text += ")"
    case .choice(let choice): print(choice)
    case .call(let call): print(call)
    case .member, .via, .conversion, .negative: printPostfix(expression.kind)
    case .arithmetic(let first, let terms):
      print(first)
      for term in terms {
        text += " \(term.operator.rawValue) "
        print(term.operand)
      }
    case .comparison, .between, .test: printComparison(expression.kind)
    case .not(let operand):
      text += "not "
      print(operand)
    case .and(let operands): printJoined(operands, by: " and ")
    case .or(let operands): printJoined(operands, by: " or ")
    }
  }

  private mutating func printJoined(_ operands: [Expression], by word: String) {
    for (index, operand) in operands.enumerated() {
      if index > 0 {
        text += word
      }
      print(operand)
    }
  }

  private mutating func printPostfix(_ kind: Expression.Kind) {
    if case .member(let base, let name) = kind {
      print(base)
      // The mark of a date would swallow the dot.
      if case .date(let date) = base.kind, Self.wantsMark(date) {
        text += " "
      }
      text += ".\(name.spelling)"
    } else if case .via(let base, let name) = kind {
      print(base)
      text += " via \(name.spelling)"
    } else if case .conversion(let base, let unit, let date) = kind {
      print(base)
      text += " to \(unit.writtenSpelling)"
      if let date {
        text += " at "
        print(date)
      }
    } else if case .negative(let operand) = kind {
      text += "-"
      print(operand)
    }
  }

  private mutating func printComparison(_ kind: Expression.Kind) {
    if case .comparison(let comparison) = kind {
      print(comparison.left)
      text += comparison.isNegated ? " not " : " "
      text += comparison.operator.rawValue + " "
      print(comparison.right)
    } else if case .between(let between) = kind {
      print(between.operand)
      text += between.isNegated ? " not between " : " between "
      print(between.low)
      text += " and "
      print(between.high)
    } else if case .test(let test) = kind {
      print(test.operand)
      text += test.isNegated ? " is not " : " is "
      switch test.kind {
      case .known: text += "known"
      case .unknown: text += "unknown"
      case .none: text += "none"
      case .exactly(let value):
        text += "exactly "
        print(value)
      }
    }
  }

  private mutating func print(_ choice: Choice) {
    text += "case"
    for branch in choice.branches {
      text += " when "
      print(branch.condition)
      text += " then "
      print(branch.value)
    }
    if let otherwise = choice.otherwise {
      text += " else "
      print(otherwise)
    }
    text += " end"
  }

  private mutating func print(_ call: Call) {
    text += "\(call.name.callSpelling)("
    printList(call.arguments) { printer, argument in
      switch argument {
      case .expression(let expression): printer.print(expression)
      case .query(let query): printer.print(query)
      case .rows(let condition, span: _):
        printer.text += "where "
        printer.print(condition)
      }
    }
    text += ")"
    if let window = call.window {
      print(window)
    }
  }

  private mutating func print(_ window: Window) {
    text += " over ("
    if !window.by.isEmpty {
      text += "by "
      printKeys(window.by)
    }
    if !window.order.isEmpty {
      text += window.by.isEmpty ? "order by " : " order by "
      printOrder(window.order)
    }
    text += ")"
  }
}

extension Name {
  /// The spelling in front of an opening bracket, where `none` is a function.
  fileprivate var callSpelling: String {
    canonical == Keyword.none.spelling && !isQuoted ? canonical : spelling
  }
}
